// Reads which symbols an ELF file (a Linux library) imports, and which library versions it asks for.

/** One version of one library that the file needs, such as GLIBC_2.38 of libc.so.6. */
export interface VersionNeed {
  readonly library: string;
  readonly version: string;
  /** The number by which symbols refer to this entry. */
  readonly index: number;
  readonly weak: boolean;
  /** Where its two bytes of flags stand in the file. */
  readonly flagsAt: number;
}

export interface ImportedSymbol {
  readonly name: string;
  readonly need: VersionNeed;
  /** Where the offset of its name (4 bytes, into the string table) stands in the file. */
  readonly nameAt: number;
  /** Where the index of its version (2 bytes) stands in the file. */
  readonly indexAt: number;
}

export interface ElfImports {
  readonly needs: readonly VersionNeed[];
  readonly symbols: readonly ImportedSymbol[];
}

/** The flag of a needed version whose absence the loader tolerates. */
export const weakFlag = 0x2;

// Section types; the layouts are those of the System V ABI and of the Linux Standard Base, "Symbol Versioning".
const dynamicSymbols = 11;
const symbolVersions = 0x6fffffff;
const versionNeeds = 0x6ffffffe;
const symbolBytes = 24;

/** The versioned imports of a 64-bit little-endian ELF file. Throws for every other kind of file. */
export const readElfImports = (image: Buffer): ElfImports => {
  if (image.readUInt32BE(0) !== 0x7f454c46 || image.readUInt16BE(4) !== 0x0201)
    throw new Error('not a 64-bit little-endian ELF file');

  const long = (at: number) => Number(image.readBigUInt64LE(at));
  const sectionAt = (index: number) => long(0x28) + index * image.readUInt16LE(0x3a);
  const sections = Array.from({ length: image.readUInt16LE(0x3c) }, (_, index) => {
    const at = sectionAt(index);
    return {
      type: image.readUInt32LE(at + 4),
      offset: long(at + 0x18),
      size: long(at + 0x20),
      link: image.readUInt32LE(at + 0x28),
    };
  });
  const section = (type: number) => {
    const found = sections.find((each) => each.type === type);
    if (!found) throw new Error(`the ELF file has no section of type 0x${type.toString(16)}`);
    return found;
  };

  const table = section(dynamicSymbols);
  const strings = long(sectionAt(table.link) + 0x18);
  const text = (offset: number) => {
    const from = strings + offset;
    return image.toString('latin1', from, image.indexOf(0, from));
  };

  const needs: VersionNeed[] = [];
  for (let library = section(versionNeeds).offset, step = -1; step !== 0; library += step) {
    let at = library + image.readUInt32LE(library + 8);
    for (let left = image.readUInt16LE(library + 2); left > 0; left -= 1) {
      needs.push({
        library: text(image.readUInt32LE(library + 4)),
        version: text(image.readUInt32LE(at + 8)),
        index: image.readUInt16LE(at + 6),
        weak: (image.readUInt16LE(at + 4) & weakFlag) !== 0,
        flagsAt: at + 4,
      });
      at += image.readUInt32LE(at + 12);
    }
    step = image.readUInt32LE(library + 12);
  }

  const needOf = new Map(needs.map((need) => [need.index, need]));
  const versions = section(symbolVersions).offset;
  const symbols: ImportedSymbol[] = [];
  for (let index = 0; index < table.size / symbolBytes; index += 1) {
    const nameAt = table.offset + index * symbolBytes;
    const indexAt = versions + index * 2;
    const need = needOf.get(image.readUInt16LE(indexAt) & 0x7fff);
    if (need) symbols.push({ name: text(image.readUInt32LE(nameAt)), need, nameAt, indexAt });
  }
  return { needs, symbols };
};
