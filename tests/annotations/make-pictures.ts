// Pictures for tests: real ones of two colours, and some that are not what they say.
import { createCanvas } from '@napi-rs/canvas';

/** The left half red, the right half blue. */
export const makePicture = (
  width: number,
  height: number,
  type: 'png' | 'jpeg' | 'webp' = 'png',
): Promise<Buffer> => {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = 'red';
  context.fillRect(0, 0, width / 2, height);
  context.fillStyle = 'blue';
  context.fillRect(width / 2, 0, width / 2, height);
  return type === 'png' ? canvas.encode('png') : canvas.encode(type, 90);
};

/** A JPEG with EXIF that says to turn it by a quarter, a place and a name, and something behind its end. */
export const withSecrets = (jpeg: Buffer): Buffer => {
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0];
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, ...entry, 0, 0, 0, 0];
  const body = Buffer.concat([
    Buffer.from('Exif\0\0'),
    Buffer.from(tiff),
    Buffer.from('GPS 47.3769 N 8.5417 E'),
  ]);
  const head = Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255]);
  return Buffer.concat([
    ...[jpeg.subarray(0, 2), head, body, jpeg.subarray(2)],
    Buffer.from('<script>alert("behind the end")</script>'),
  ]);
};

const gifHead = '47494638396101000100800000000000ffffff';
const gifFrame = '21f90400000000002c00000000010001000002024401003b'.slice(0, -2);

/** One pixel, black, with so many frames. */
export const makeGif = (frames: number): Buffer =>
  Buffer.from(`${gifHead}${gifFrame.repeat(frames)}3b`, 'hex');

/** A small PNG whose head promises so many pixels. */
export const promising = (png: Buffer, width: number, height: number): Buffer => {
  const bomb = Buffer.from(png);
  bomb.writeUInt32BE(width, 16);
  bomb.writeUInt32BE(height, 20);
  return bomb;
};
