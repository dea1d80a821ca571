// Citations by author and year: "(Chen et al., 2017)", "Chen and Rivera (2017b)", and the entries that they lead to.

/** As a mention in running text; `number` is the first author and the year, "Chen 2017". */
interface Citation {
  kind: 'citation';
  number: string;
  start: number;
  end: number;
}

const name = String.raw`\p{Lu}[\p{L}’'-]+`;
const year = String.raw`(?:19|20)\d\d[a-z]?`;
const others = String.raw`(?:\s+et\s+al\.?|(?:,\s*${name})*,?\s+(?:and|&)\s+${name})`;
const cited = new RegExp(
  // With others a comma or nothing is enough; one author alone stands in brackets, or the year does.
  `(?<first>${name})(?:${others},?\\s*\\(?|,\\s*|\\s*\\()(?<year>${year})`,
  'gu',
);

/** The citation that `offset` lies in. */
export function citationAt(text: string, offset: number): Citation | null {
  for (const match of text.matchAll(cited)) {
    const [start, end] = [match.index, match.index + match[0].length];
    if (start > offset || offset > end) continue;
    const { first = '', year: when = '' } = match.groups ?? {};
    return { kind: 'citation', number: `${first} ${when}`, start, end };
  }
  return null;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');

/** How surely `entry`, a line and those after it, is the entry in the list of references; `number` as in {@link Citation}. */
export function beginsCitation(entry: string, number: string): number {
  const [first = '', when = ''] = number.split(' ');
  const before = String.raw`^\s*(?:\[[^\]]{1,24}\]\s*)?(?:\p{Lu}\p{L}?\.[\s-]?){0,3}`;
  const begins = new RegExp(`${before}${escaped(first)}(?<rest>.*)$`, 'su').exec(entry);
  const rest = begins?.groups?.['rest'];
  if (rest === undefined || !new RegExp(`(?<!\\d)${when}(?!\\d)`, 'u').test(rest)) return 0;
  // A sentence goes on with "et al. (2017) show".
  if (/^\s*(?:et\s+al|\()/u.test(rest)) return 0;
  return /^(?:,|\s+(?:and|&)\s|\s+\p{Lu})/u.test(rest) ? 4 : 1;
}
