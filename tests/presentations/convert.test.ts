// Presentations become PDFs where this machine has LibreOffice and can make a sandbox; elsewhere they are kept, and people are told.
import { afterAll, expect, jest, test } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createExtractor } from '#server/papers/extract/extract.ts';
import { slidesKindOf } from '#server/presentations/convert/archive.ts';
import { conversionProblems, findConverter } from '#server/presentations/convert/office.ts';
import { createLog } from '#server/kernel/log.ts';
import { makeOdp, makeZip } from './make-zip.ts';

jest.setTimeout(150_000);

const folder = await mkdtemp(join(tmpdir(), 'paperround-convert-'));
const log = createLog('silent');
const converter = await findConverter(log);
afterAll(async () => {
  await converter?.close();
  await rm(folder, { recursive: true, force: true });
});
const put = async (name: string, bytes: Buffer) => {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
};
const where = converter ? test : test.skip;
const note = converter ? '' : ' (skipped: LibreOffice or a sandbox is missing on this machine)';

test('presentations are known by what is in them', async () => {
  const pptx = makeZip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: 'ppt/presentation.xml', content: '<p/>' },
    // An archive inside of it is just bytes.
    { name: 'ppt/embeddings/book.zip', content: makeZip([{ name: 'x', content: 'y' }]) },
  ]);
  expect(await slidesKindOf(await put('a', pptx))).toBe('pptx');
  expect(await slidesKindOf(await put('b', makeOdp(['One'])))).toBe('odp');
  expect(await slidesKindOf(await put('c', Buffer.from('%PDF-1.7')))).toBe('pdf');
});

where(
  `an OpenDocument presentation becomes a PDF with its slides; links to files and servers bring nothing in${note}`,
  async () => {
    let calls = 0;
    const server = createServer((socket) => {
      calls += 1;
      socket.destroy();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const secret = await put('secret.txt', Buffer.from('TOPSECRET'));
    const links = [`http://127.0.0.1:${String(port)}/x.png`, `file://${secret}`, 'file:///etc/passwd']
      .map(
        (address) =>
          `<draw:frame svg:x="2cm" svg:y="8cm" svg:width="5cm" svg:height="5cm"><draw:image xlink:href="${address}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame>`,
      )
      .join('');
    const path = await put('talk.odp', makeOdp(['Motivation', 'Our approach'], links));
    const pdf = join(folder, 'made.pdf');
    const made = await converter?.convert(path, 'odp', async (from) => {
      await writeFile(pdf, await readFile(from));
    });
    expect(made).toMatchObject({ ok: true });
    const extractor = createExtractor();
    const read = await extractor.extractText(pdf);
    await extractor.close();
    expect(read).toMatchObject({ ok: true, extraction: { pageCount: 2 } });
    const words = JSON.stringify(read);
    expect(words).toContain('Our approach');
    expect(words).not.toMatch(/TOPSECRET|root:/);
    expect(calls).toBe(0);
    await new Promise((done) => server.close(done));
  },
);

where(`what cannot be converted is said in a sentence, and the limits end it${note}`, async () => {
  const broken = makeZip([
    { name: '[Content_Types].xml', content: 'no' },
    { name: 'ppt/presentation.xml', content: 'no' },
  ]);
  const nothing = () => Promise.resolve();
  expect(await converter?.convert(await put('broken.pptx', broken), 'pptx', nothing)).toEqual({
    ok: false,
    problem: conversionProblems.finished,
  });
  const hasty = await findConverter(log, { milliseconds: 300, memoryBytes: 1e9, fileBytes: 1e8 });
  const path = await put('fine.odp', makeOdp(['One']));
  expect(await hasty?.convert(path, 'odp', nothing)).toEqual({
    ok: false,
    problem: conversionProblems.too_slow,
  });
  const small = await findConverter(log, { milliseconds: 60_000, memoryBytes: 20e6, fileBytes: 1e8 });
  expect(await small?.convert(path, 'odp', nothing)).toEqual({
    ok: false,
    problem: conversionProblems.too_big_in_memory,
  });
});
