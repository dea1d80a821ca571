/** Puts the runs of text that pdf.js finds on a page together into lines of print. */

/** A run of text; the matrix takes glyph space to the page as seen (origin top left, y down, points). */
export type TextRun = {
  text: string;
  matrix: [a: number, b: number, c: number, d: number, x: number, y: number];
  width: number;
};

/** A horizontal line of print; `size` is its largest font and `y` its baseline, both in points. */
export type Line = { text: string; size: number; x: number; y: number; right: number };

/** As shares of the font size: what still is one baseline (superscripts), a space, another column. */
const sameBaseline = 0.5;
const spaceGap = 0.15;
const columnGap = 2;

/** Lines in the order of the file. Rotated runs, such as the arXiv stamp in the margin, are left out. */
export function linesOf(runs: TextRun[]): Line[] {
  const lines: Line[] = [];
  let line: Line | undefined;
  let space = false;
  for (const { text, matrix, width } of runs) {
    const [a, b, c, d, x, y] = matrix;
    if (a <= 0 || Math.abs(b) > 0.01 * a) continue;
    if (text.trim() === '') {
      space = true;
      continue;
    }
    const size = Math.hypot(c, d);
    const reach = Math.max(size, line?.size ?? 0);
    const gap = x - (line?.right ?? 0);
    if (line && Math.abs(y - line.y) < sameBaseline * reach && gap > -reach && gap < columnGap * reach) {
      line.text += (space || gap > spaceGap * size ? ' ' : '') + text;
      line.right = x + width;
      if (size > line.size) Object.assign(line, { size, y });
    } else {
      line = { text, size, x, y, right: x + width };
      lines.push(line);
    }
    space = false;
  }
  return lines.map((one) => ({ ...one, text: plain(one.text) }));
}

/** TeX's older fonts print an accent as a character of its own before the letter ("Andr´e"). */
const combining: Record<string, string> = {
  '´': '\u0301',
  ˆ: '\u0302',
  '˜': '\u0303',
  '¨': '\u0308',
  ˇ: '\u030C',
  '¸': '\u0327',
};

const plain = (text: string): string =>
  text
    .replace(
      /([´ˆ˜¨ˇ¸]) ?(\p{L})/gu,
      (_, accent: string, letter: string) => letter + (combining[accent] ?? ''),
    )
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim();
