// Finds places where an English word may be divided, by prefixes, suffixes and consonant pairs.
const prefixes = 'inter over under super trans multi micro counter con com dis mis non out sub'.split(' ');
const suffixes =
  'tion tions sion sions ment ments ness able ably ible ing ings ity ities ture tures tive tively tional tionally tized tize tizes cation cations ders der ters ter ger gers ful less ward wise ship graph graphs lar larly ular tary tory cious tious cial tial ently antly ally'.split(
    ' ',
  );
const together = new Set(
  'th ch sh ph wh ck gh gn tr dr br cr fr gr pr bl cl fl gl pl st sc sp sk qu ng sw tw rs ts ps ns ds ls ks ct'.split(
    ' ',
  ),
);
const vowel = /[aeiouy]/;

/** Offsets inside the word where "-" and a line break may come; never within three letters of either end. */
export function hyphenate(word: string): number[] {
  const letters = word.toLowerCase();
  if (letters.length < 7 || !/^[a-z]+$/.test(letters)) return [];
  const places = new Set<number>();
  for (const prefix of prefixes) {
    if (
      letters.startsWith(prefix) &&
      letters.length - prefix.length >= 4 &&
      !vowel.test(letters[prefix.length] ?? '')
    )
      places.add(prefix.length);
  }
  for (const suffix of suffixes) {
    const at = letters.length - suffix.length;
    // "run-ning" comes from the consonant pair; never "runn-ing".
    if (letters.endsWith(suffix) && letters[at - 1] !== letters[at - 2]) places.add(at);
  }
  for (let i = 1; i < letters.length - 2; i++) {
    const [a = '', b = '', c = '', d = ''] = letters.slice(i - 1, i + 3);
    // vowel, consonant | consonant, vowel: "per-mit", "num-ber", but never "ot-her".
    if (vowel.test(a) && !vowel.test(b) && !vowel.test(c) && vowel.test(d) && !together.has(b + c)) {
      // "fold-ing" and "bound-ed" keep their stems; "run-ning" may be divided between the twins.
      const rest = letters.slice(i + 1);
      if (b === c || !/^([^aeiouy](ed|es|er|ers|ing|ings)|le|les|led)$/.test(rest)) places.add(i + 1);
    }
  }
  return [...places]
    .filter((at) => at >= 3 && letters.length - at >= 3)
    .filter((at) => vowel.test(letters.slice(0, at)) && vowel.test(letters.slice(at)))
    .sort((a, b) => a - b)
    .filter((at, i, all) => i === 0 || at - (all[i - 1] ?? 0) > 1);
}
