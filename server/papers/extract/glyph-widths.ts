/** How wide the characters of each font of a page are, taken from what the page draws. */
import type { PDFPageProxy } from 'pdfjs-dist';
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** In thousandths of the font size, by the font's name in the page's text; undefined for what the page does not draw so. */
export type GlyphWidths = (font: string, character: string) => number | undefined;

export async function readGlyphWidths(page: PDFPageProxy): Promise<GlyphWidths> {
  const fonts = new Map<string, Map<string, number>>();
  // A page that cannot be drawn still has text, whose characters are then thought to be equally wide.
  const operators = await page.getOperatorList().catch(() => null);
  let font = new Map<string, number>();
  for (const [at, operator] of (operators?.fnArray ?? []).entries()) {
    const [argument] = (operators?.argsArray[at] ?? []) as unknown[];
    if (operator === OPS.setFont && typeof argument === 'string') {
      font = fonts.get(argument) ?? new Map<string, number>();
      fonts.set(argument, font);
    } else if (operator === OPS.showText && Array.isArray(argument)) {
      // Numbers among them are kerning.
      for (const glyph of argument as ({ unicode?: unknown; width?: unknown } | number | null)[])
        if (glyph && typeof glyph === 'object' && typeof glyph.width === 'number')
          font.set(String(glyph.unicode), glyph.width);
    }
  }
  return (name, character) => fonts.get(name)?.get(character);
}
