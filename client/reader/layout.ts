// All pages below one another, or one page at a time; the place stays where it is.
import 'pdfjs-dist/legacy/build/pdf.mjs'; // before the parts: they look for the pdf.js core when they load
import { ScrollMode } from 'pdfjs-dist/legacy/web/pdf_viewer.mjs';
import type { PDFViewer } from 'pdfjs-dist/legacy/web/pdf_viewer.mjs';
import type { Place } from './history.ts';
import type { Layout } from './taste.ts';

export function setLayout(
  pages: PDFViewer,
  layout: Layout,
  { here, goTo }: { here(): Place | null; goTo(place: Place): void },
): void {
  const place = here();
  pages.container.dataset['layout'] = layout;
  pages.scrollMode = layout === 'single' ? ScrollMode.PAGE : ScrollMode.VERTICAL;
  if (place) goTo(place);
}
