// Entry of the child process: draws one picture anew and answers with nothing but its pixels, as WebP.
import { readFile } from 'node:fs/promises';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { endWithParent } from '#server/kernel/end-with-parent.ts';
import { readHead } from './head.ts';
import { imageJob, type ImageAnswer, type ImageJob } from './job.ts';

/** Of WebP, 0 to 100: the letters of a screenshot stay clean. */
const quality = 85;

const encodeAnew = async ({ path, maxSide, maxPixels, keptSide }: ImageJob): Promise<ImageAnswer> => {
  const bytes = await readFile(path);
  const head = readHead(bytes);
  if (!head) return { ok: false, reason: 'not_an_image' };
  if (head.width < 1 || head.height < 1) return { ok: false, reason: 'damaged' };
  if (head.width > maxSide || head.height > maxSide || head.width * head.height > maxPixels)
    return { ok: false, reason: 'too_many_pixels' };
  try {
    // Turned as its EXIF says, which is then gone with everything else that is no pixel.
    const image = await loadImage(bytes);
    const scale = Math.min(1, keptSide / Math.max(image.width, image.height));
    const width = Math.max(1, Math.round(image.width * scale));
    const height = Math.max(1, Math.round(image.height * scale));
    const canvas = createCanvas(width, height);
    const context = canvas.getContext('2d');
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, 0, 0, width, height);
    return {
      ...{ ok: true, width, height, wasMoving: head.isMoving },
      image: await canvas.encode('webp', quality),
    };
  } catch {
    return { ok: false, reason: 'damaged' };
  }
};

endWithParent();
process.send?.(await encodeAnew(imageJob.parse(JSON.parse(process.argv[2] ?? 'null'))));
