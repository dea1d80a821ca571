// pdf.js's own viewer parts, wired together and taken apart again; with the traps that were met, each where it bites.
import { AnnotationMode } from 'pdfjs-dist/legacy/build/pdf.mjs'; // before the parts: they look for the pdf.js core when they load
import {
  EventBus,
  GenericL10n,
  LinkTarget,
  PDFFindController,
  PDFLinkService,
  PDFViewer,
} from 'pdfjs-dist/legacy/web/pdf_viewer.mjs';
import { cleanUp } from './cleaning.ts';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFPageView } from 'pdfjs-dist/legacy/web/pdf_viewer.mjs';

/** The parts' events that the reader listens to; pdf.js does not declare them. */
interface PartEvents {
  pagesinit: unknown;
  pagechanging: { pageNumber: number; pageLabel: string | null };
  scalechanging: { scale: number; presetValue?: string };
  textlayerrendered: { source: PDFPageView; pageNumber: number };
  pagerendered: { source: PDFPageView; pageNumber: number; isDetailView: boolean };
  updatefindmatchescount: { matchesCount: MatchesCount };
  updatefindcontrolstate: { matchesCount: MatchesCount; state: number };
}

interface MatchesCount {
  current: number;
  total: number;
}

export interface Parts {
  pages: PDFViewer;
  links: PDFLinkService;
  bus: EventBus;
  /** Listens until the signal that the parts were made with aborts, or until the returned function is called. */
  on<K extends keyof PartEvents>(event: K, listener: (event: PartEvents[K]) => void): () => void;
  open(pdf: PDFDocumentProxy): void;
  close(): void;
}

/** `container` must be absolutely positioned and visible; `signal` must be aborted before `close`. */
export function createParts(container: HTMLDivElement, viewer: HTMLDivElement, signal: AbortSignal): Parts {
  const bus = new EventBus();
  const links = new PDFLinkService({
    eventBus: bus,
    externalLinkTarget: LinkTarget.BLANK,
    externalLinkRel: 'noopener noreferrer nofollow',
  });
  // Our own, because the viewer's default one cannot be ended.
  const l10n = new GenericL10n('en-US');
  const pages = new PDFViewer({
    container,
    viewer,
    eventBus: bus,
    linkService: links,
    findController: new PDFFindController({ eventBus: bus, linkService: links }),
    l10n,
    abortSignal: signal,
    removePageBorders: true,
    annotationMode: AnnotationMode.ENABLE, // the file's own notes and links, but no form fields
    annotationEditorMode: -1,
    imageResourcesPath: '/pdfjs/images/',
  } as ConstructorParameters<typeof PDFViewer>[0]); // `abortSignal` is missing from the declaration
  links.setViewer(pages);
  void l10n.translate(container);

  const put = (pdf: PDFDocumentProxy | null) => {
    // Both take null to let go of the document; their declarations do not say so.
    links.setDocument(pdf as PDFDocumentProxy);
    pages.setDocument(pdf as PDFDocumentProxy);
  };

  return {
    pages,
    links,
    bus,
    on(event, listener) {
      bus.on(event, listener, { signal });
      return () => {
        bus.off(event, listener);
      };
    },
    open(pdf) {
      cleanUp(pages, pdf, (listener) => {
        bus.on('pagerendered', listener, { signal });
      });
      put(pdf);
    },
    close() {
      put(null);
      void l10n.destroy();
    },
  };
}

export const pageViewAt = (pages: PDFViewer, pageIndex: number) =>
  pages.getPageView(pageIndex) as PDFPageView | undefined;
