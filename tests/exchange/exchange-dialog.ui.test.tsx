/** @jest-environment #tests/support/browser-environment.ts */
// The dialog for files with notes: what is chosen leaves, and what comes in is looked over, chosen and told of.
import { File as FileOfNode } from 'node:buffer';
import { beforeEach, expect, test } from '@jest/globals';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { exchangeLimits } from '#shared/exchange/contract.ts';
import { ReadingContext } from '#client/annotations/reading-context.ts';
import ExchangeDialog from '#client/exchange/ExchangeDialog.tsx';
import { gatherReaders, listFor, postOn } from '#tests/annotations/read-document.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import { pdfLine } from '#tests/support/pdf.ts';
import { browseAs, render } from '#tests/support/render.tsx';

const app = await startApp();
const { ada, ben, cleo, olga, course, document: paper } = await gatherReaders(app);
await postOn(ben, paper, 1, 'Mine to take along');
await postOn(cleo, paper, 2, 'Said by another');

/** Files are looked through by a server that may have other things to do. */
const patient = { timeout: 20_000 };

const saved: { name: string; blob: Blob }[] = [];
beforeEach(() => {
  saved.length = 0;
  URL.createObjectURL = (blob) => {
    saved.push({ name: '', blob: blob as Blob });
    return 'blob:made';
  };
  URL.revokeObjectURL = () => undefined;
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
    const last = saved.at(-1);
    if (last) last.name = this.download;
  };
});

/** Sends what the page uploads on its way to the real server: the environment's own knows nothing of Node's files. */
const uploadAs = (person: PersonClient) => {
  class Request extends EventTarget {
    readonly upload = new EventTarget();
    status = 0;
    responseText = '';
    private target = { method: '', path: '' };
    open(method: string, path: string) {
      this.target = { method, path };
    }
    send(body: FormData) {
      void person
        .raw(this.target.method, this.target.path, { body })
        .then(async (response) => {
          this.status = response.status;
          this.responseText = await response.text();
          this.dispatchEvent(new Event('load'));
        })
        .catch(() => this.dispatchEvent(new Event('error')));
    }
  }
  globalThis.XMLHttpRequest = Request as unknown as typeof XMLHttpRequest;
};

const open = (person: PersonClient, role: 'student' | 'observer' | 'instructor' = 'student') => {
  browseAs(person);
  uploadAs(person);
  const member = { personId: person.personId, courseId: course.id, role };
  return render(
    <ReadingContext value={{ document: paper, member, questions: [] }}>
      <ExchangeDialog opened onClose={() => undefined} />
    </ReadingContext>,
  );
};

const noteOf = (at: number, line: number | null, text: string) => ({
  ...{
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    type: 'Annotation',
    id: `urn:x:${text}:${String(at)}`,
  },
  body: { type: 'TextualBody', value: text },
  target: {
    source: 'https://elsewhere.example/paper.pdf',
    selector: { type: 'TextQuoteSelector', exact: line === null ? 'Nowhere at all' : pdfLine(1, line) },
  },
});
const bring = (notes: unknown) => {
  const file = new FileOfNode([JSON.stringify(notes)], 'notes.jsonld', { type: 'application/ld+json' });
  fireEvent.change(screen.getByLabelText('File with notes'), { target: { files: [file] } });
};

test('the file of the chosen format, of one’s own notes alone, is saved and named', async () => {
  const { user } = open(ben);
  await user.click(screen.getByRole('radio', { name: /^Markdown/ }));
  await user.click(screen.getByRole('radio', { name: 'Only mine' }));
  await user.click(screen.getByRole('button', { name: 'Save the file' }));
  expect(await screen.findByText(/^Saved as .+ - notes\.md\.$/, {}, patient)).toBeTruthy();
  const text = await saved[0]?.blob.text();
  expect(saved[0]?.name).toMatch(/ - notes\.md$/);
  expect(text).toContain('Mine to take along');
  expect(text).not.toContain('Said by another');
  // Another choice is another file: what was said of the former is taken back.
  await user.selectOptions(screen.getByLabelText('Kind'), 'Insight');
  expect(screen.queryByText(/^Saved as/)).toBeNull();
});

test('the staff are told that the file names the anonymous, others that it does not', () => {
  const { unmount } = open(ada, 'instructor');
  expect(screen.getByText(/It names those who wrote anonymously/)).toBeTruthy();
  unmount();
  open(ben);
  expect(screen.getByText(/whoever wrote anonymously stays so/)).toBeTruthy();
});

test('notes are looked over before anything is stored; what was chosen comes in with its kind', async () => {
  const { user } = open(cleo);
  await user.click(screen.getByRole('tab', { name: /Import/ }));
  bring([noteOf(0, 4, 'First of the file'), noteOf(1, 5, 'Left outside'), noteOf(2, null, 'Lost')]);
  const summary = await screen.findByText(/Nothing has been stored yet/, {}, patient);
  expect(summary.textContent).toBe('3 notes: 2 found, 1 without a place here. Nothing has been stored yet.');
  const rows = within(screen.getByRole('list', { name: 'Notes in the file' })).getAllByRole('listitem');
  const row = (text: string) => within(rows.find((one) => one.textContent.includes(text)) as HTMLElement);
  expect(row('Lost').getByRole<HTMLInputElement>('checkbox').disabled).toBe(true);
  await user.click(row('Left outside').getByRole('checkbox'));
  await user.selectOptions(row('First of the file').getByLabelText('Kind'), 'Limitation');
  await user.selectOptions(screen.getByLabelText('Who will see them'), 'class');
  await user.click(screen.getByRole('button', { name: 'Import 1 note' }));
  expect(await screen.findByText('1 note was imported.', {}, patient)).toBeTruthy();
  const { threads } = await listFor(ben, paper.id);
  expect(threads.find(({ text }) => text === 'First of the file')).toMatchObject({ kind: 'limitation' });
  expect(threads.some(({ text }) => text === 'Left outside')).toBe(false);
  // The same file again: what is here cannot be chosen twice.
  await user.click(screen.getByRole('button', { name: 'Another file' }));
  bring([noteOf(0, 4, 'First of the file')]);
  expect(await screen.findByText(/^1 note: 1 here already\./, {}, patient)).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Import 0 notes' }).disabled).toBe(true);
});

test('of too many notes it is said how many are left out', async () => {
  const { user } = open(ben);
  await user.click(screen.getByRole('tab', { name: /Import/ }));
  bring(Array.from({ length: exchangeLimits.notes + 12 }, (_, at) => noteOf(at, 6, 'One of many')));
  expect(
    await screen.findByText(
      'The file has 2,012 notes. These are the first 2,000; 12 are left out.',
      {},
      patient,
    ),
  ).toBeTruthy();
}, 30_000);

test('what cannot be read is said, and another file can be chosen', async () => {
  const { user } = open(ben);
  await user.click(screen.getByRole('tab', { name: /Import/ }));
  bring('no notes');
  await waitFor(() => expect(screen.getByRole('alert').textContent).toMatch(/neither a PDF nor a file of/));
  expect(screen.getByLabelText('File with notes')).toBeTruthy();
});

test('observers may take notes along and bring none', () => {
  open(olga, 'observer');
  expect(screen.getByRole('button', { name: 'Save the file' })).toBeTruthy();
  expect(screen.queryByLabelText('File with notes')).toBeNull();
});
