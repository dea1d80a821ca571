// How large a slide is drawn.

/** More than a projector has; beyond it a canvas takes memory that nobody sees. */
const pixelsAtMost = 2560 * 1440;

/** In pixels of the screen. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The largest size of the shape of `page` within `box`, whole pixels, not more than {@link pixelsAtMost} of them. */
export const fitInto = (page: Size, box: Size): Size & { scale: number } => {
  const wanted = Math.min(box.width / page.width, box.height / page.height);
  const scale = Math.min(wanted, Math.sqrt(pixelsAtMost / (page.width * page.height)));
  const side = (points: number) => Math.max(1, Math.floor(points * scale));
  return { scale, width: side(page.width), height: side(page.height) };
};
