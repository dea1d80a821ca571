// Reads from the first bytes what a picture is and how large, without decoding it.

export interface ImageHead {
  readonly type: 'png' | 'jpeg' | 'gif' | 'webp';
  /** In pixels, before any turning. */
  readonly width: number;
  readonly height: number;
  readonly isMoving: boolean;
}

/** Null: none of the four kinds, or broken before its size. */
export const readHead = (bytes: Buffer): ImageHead | null => {
  try {
    return readPng(bytes) ?? readGif(bytes) ?? readWebp(bytes) ?? readJpeg(bytes);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

/** https://www.w3.org/TR/png-3/: IHDR comes first, acTL before the pixels. */
const readPng = (bytes: Buffer): ImageHead | null => {
  if (bytes.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n' || bytes.toString('latin1', 12, 16) !== 'IHDR')
    return null;
  let isMoving = false;
  for (let at = 8; at + 8 <= bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const chunk = bytes.toString('latin1', at + 4, at + 8);
    if (chunk === 'acTL') isMoving = true;
    if (chunk === 'acTL' || chunk === 'IDAT') break;
  }
  return { type: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), isMoving };
};

/** GIF89a: blocks follow each other; a second image block is a second frame. */
const readGif = (bytes: Buffer): ImageHead | null => {
  if (!/^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6))) return null;
  const tableAfter = (flags: number) => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));
  let [width, height] = [bytes.readUInt16LE(6), bytes.readUInt16LE(8)];
  let frames = 0;
  let at = 13 + tableAfter(bytes.readUInt8(10));
  while (at < bytes.length && frames < 2) {
    const block = bytes.readUInt8(at);
    if (block === 0x2c && at + 10 <= bytes.length) {
      frames += 1;
      // A frame may be larger than the screen it says it is for.
      width = Math.max(width, bytes.readUInt16LE(at + 1) + bytes.readUInt16LE(at + 5));
      height = Math.max(height, bytes.readUInt16LE(at + 3) + bytes.readUInt16LE(at + 7));
      at += 11 + tableAfter(bytes.readUInt8(at + 9));
    } else if (block === 0x21) at += 2;
    else break;
    while (at < bytes.length && bytes.readUInt8(at) !== 0) at += 1 + bytes.readUInt8(at);
    at += 1;
  }
  return { type: 'gif', width, height, isMoving: frames > 1 };
};

/** RFC 9649. */
const readWebp = (bytes: Buffer): ImageHead | null => {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP') return null;
  const size = (width: number, height: number, isMoving = false): ImageHead => ({
    ...{ type: 'webp', width, height, isMoving },
  });
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8X':
      return size(1 + bytes.readUIntLE(24, 3), 1 + bytes.readUIntLE(27, 3), (bytes.readUInt8(20) & 2) !== 0);
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return size(1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff));
    }
    case 'VP8 ':
      return size(bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff);
    default:
      return null;
  }
};

/** ITU T.81, B.1.1: the first frame header (SOF0 to SOF15, but for the three that are something else). */
const readJpeg = (bytes: Buffer): ImageHead | null => {
  if (bytes.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; ;) {
    if (bytes.readUInt8(at) !== 0xff) return null;
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) at += 1;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return {
        ...{ type: 'jpeg', isMoving: false },
        height: bytes.readUInt16BE(at + 5),
        width: bytes.readUInt16BE(at + 7),
      };
    else if (marker === 0xd9 || marker === 0xda) return null;
    else at += 2 + bytes.readUInt16BE(at + 2);
  }
};
