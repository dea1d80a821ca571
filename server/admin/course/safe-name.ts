// Titles as names of files that every usual file system takes.

/** Names of devices on Windows, whatever follows the first dot. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
const bytesAtMost = 120;

/**
 * A title without what a file system refuses or a shell trips over, at most 120 bytes long in UTF-8; never empty, never hidden. Two
 * titles may become one name: put a number before it.
 */
export const safeName = (title: string): string => {
  const clean = title
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ');
  let name = '';
  for (const character of clean.trim()) {
    if (Buffer.byteLength(name + character) > bytesAtMost) break;
    name += character;
  }
  name = name.replace(/^[.\s~-]+|[.\s]+$/g, '');
  return name === '' ? 'untitled' : name.replace(devices, '$1_');
};
