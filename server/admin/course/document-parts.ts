// A document of an exported course: its PDF, and what was written on it in three forms, with the pictures.
import { text } from 'node:stream/consumers';
import { imageAddress, imagesIn, imagesRoutes } from '#shared/annotations/images.ts';
import { exchangeRoutes } from '#shared/exchange/contract.ts';
import { papersRoutes, type PaperView } from '#shared/papers/contract.ts';
import { bytesOf, type Parts } from './parts.ts';

const endings: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
};

const forms = [
  ['md', 'md', 'to read'],
  ['jsonld', 'jsonld', 'W3C Web Annotations, which other annotation programs read'],
  ['csv', 'csv', 'a line per note or reply, for a spreadsheet'],
] as const;

/** `place`: the folder; `name`: how its files begin; `kind`: what it is called in the list of contents. */
export const writeDocument = async (
  { reading, actor, folder }: Parts,
  { id, fileHash }: Pick<NonNullable<PaperView['document']>, 'id' | 'fileHash'>,
  place: readonly string[],
  name: string,
  kind: string,
): Promise<void> => {
  await folder.attempt(`${name}.pdf`, async () => {
    const params = { documentId: id, hash: fileHash };
    const file = await reading.fileAs(actor, papersRoutes.readDocumentFile, { params });
    await folder.write([...place, `${name}.pdf`], bytesOf(reading, file), kind);
  });
  for (const [format, ending, what] of forms)
    await folder.attempt(`${name} (${format})`, async () => {
      const params = { documentId: id, format };
      const file = await reading.fileAs(actor, exchangeRoutes.exportThreads, { params, query: {} });
      const threads = [...place, `${name} threads.${ending}`];
      const said = `The threads on it, ${what}`;
      if (format !== 'md') {
        await folder.write(threads, bytesOf(reading, file), said);
        return;
      }
      let content = await text(bytesOf(reading, file));
      for (const imageId of imagesIn(content)) {
        const at = await writePicture({ reading, actor, folder }, id, imageId, place);
        if (at !== null) content = content.replaceAll(reading.origin + imageAddress(id, imageId), at);
      }
      await folder.write(threads, content, said);
    });
};

/** Where the picture lies now, seen from `place`; null where it cannot be had. */
const writePicture = async (
  { reading, actor, folder }: Parts,
  documentId: string,
  imageId: string,
  place: readonly string[],
): Promise<string | null> => {
  let at: string | null = null;
  await folder.attempt(`The picture ${imageId}`, async () => {
    const file = await reading.fileAs(actor, imagesRoutes.readImage, { params: { documentId, imageId } });
    const name = `${imageId}.${endings[file.mediaType] ?? 'bin'}`;
    const picture = [...place, 'pictures', name];
    if (!folder.written.some((one) => one.place === picture.join('/')))
      await folder.write(picture, bytesOf(reading, file), 'A picture in a thread');
    at = `pictures/${name}`;
  });
  return at;
};
