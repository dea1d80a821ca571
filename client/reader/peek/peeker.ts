// Peeking as part of an open viewer: what a link or a mention leads to, a picture of it, and going there.
import { drawCrop } from './crop.ts';
import { sightFinder } from './finder.ts';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Destination } from '#client/reader/destinations.ts';
import type { Parts } from '#client/reader/parts.ts';
import type { Sight } from './finder.ts';
import type { Mention } from './mention.ts';

export interface Peeker {
  /** Null where a link leads nowhere. */
  along(destination: Destination): Promise<Sight | null>;
  /** `from` is the page (from 0) that mentions it; null where it is not found. */
  of(mention: Mention, from: number, signal: AbortSignal): Promise<Sight | null>;
  /** `scale` is CSS pixels per point; null when cancelled. */
  draw(sight: Sight, scale: number, signal: AbortSignal): Promise<HTMLCanvasElement | null>;
  /** A jump. */
  goTo(sight: Sight): void;
}

export function peeker(
  pdf: () => PDFDocumentProxy | null,
  parts: Parts,
  goTo: (sight: Sight) => void,
): Peeker {
  return {
    ...sightFinder(pdf),
    draw: async (sight, scale, signal) => {
      const document_ = pdf();
      return document_ && drawCrop(document_, parts, sight, scale, signal);
    },
    goTo,
  };
}
