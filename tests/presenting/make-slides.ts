// A deck as people make them: wide pages with a few large words.
import { PDFDocument, rgb, StandardFonts } from '@cantoo/pdf-lib';

export const makeSlides = async (titles: readonly string[]): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.HelveticaBold);
  for (const [index, title] of titles.entries()) {
    const page = pdf.addPage([960, 540]);
    page.drawRectangle({ x: 0, y: 0, width: 960, height: 24, color: rgb(0.16, 0.4, 0.31) });
    page.drawText(title, { x: 60, y: 400, size: 44, font });
    page.drawText(`Slide ${String(index + 1)}`, { x: 60, y: 320, size: 24, font, color: rgb(0.4, 0.4, 0.4) });
  }
  return pdf.save();
};
