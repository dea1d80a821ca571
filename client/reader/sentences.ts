// Sentences of a page's text; a short form such as "Fig." or "et al." ends none.

const short =
  /(?:^|[\s([])(?:Figs?|Eqs?|Secs?|Tabs?|Refs?|Nos?|vs|cf|al|e\.\s?g|i\.\s?e|pp?|Drs?|Profs?|\p{Lu})\.\s*$/u;

/** Half-open, in UTF-16 units, without the white space around them, in order. */
export function sentencesOf(text: string): { start: number; end: number }[] {
  // A line's end is no sentence's end.
  const flowing = text.replace(/\n/gu, ' ');
  const found: { start: number; end: number }[] = [];
  let start: number | null = null;
  for (const { segment, index } of new Intl.Segmenter('en', { granularity: 'sentence' }).segment(flowing)) {
    start ??= index;
    const end = index + segment.length;
    if (short.test(flowing.slice(start, end)) && end < text.length) continue;
    const words = flowing.slice(start, end);
    if (words.trim() !== '')
      found.push({
        start: start + words.length - words.trimStart().length,
        end: start + words.trimEnd().length,
      });
    start = null;
  }
  return found;
}
