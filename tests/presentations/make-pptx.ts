// Makes the beginning of a PowerPoint file, enough for programs to know it by.
import { crc32 } from 'node:zlib';

/** A ZIP archive with one stored entry, `[Content_Types].xml`, as every PPTX begins (APPNOTE 4.3.7, 4.3.12, 4.3.16). */
export const makePptx = (): Buffer => {
  const name = Buffer.from('[Content_Types].xml');
  const type = 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml';
  const content = Buffer.from(
    `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/ppt/presentation.xml" ContentType="${type}"/></Types>`,
  );
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(content.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, content]);
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
};
