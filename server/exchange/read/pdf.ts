// Notes that were found in a PDF as they come in: what we wrote for several pages is one note again.
import { idSchema } from '#shared/kernel/primitives.ts';
import type { FoundNote } from '#server/exchange/pdf/notes.ts';
import type { Incoming, IncomingTarget } from './incoming.ts';

export const readPdfNotes = (notes: readonly FoundNote[]): Incoming[] => {
  const heads = new Set(notes.map(({ name }) => name).filter((name) => idSchema.safeParse(name).success));
  const headOf = ({ name }: FoundNote): string | null => {
    const [, head = ''] = /^(?<head>[a-z0-9]{16,32})-\d+$/.exec(name) ?? [];
    return heads.has(head) ? head : null;
  };
  const further = new Map<string, FoundNote[]>();
  const begun: FoundNote[] = [];
  for (const note of notes) {
    const head = headOf(note);
    if (head === null) begun.push(note);
    else if (further.has(head)) further.get(head)?.push(note);
    else further.set(head, [note]);
  }
  return begun.map((note) => ({
    key: note.name,
    author: note.author.trim(),
    text: note.contents.replaceAll('\r\n', '\n').replaceAll('\r', '\n').trim(),
    hints: [note.subject],
    targets: [note, ...(further.get(note.name) ?? [])].map(targetOf),
    replies: note.replies.map(({ author, contents }) => ({
      author: author.trim(),
      text: contents.replaceAll('\r\n', '\n').replaceAll('\r', '\n').trim(),
    })),
  }));
};

const targetOf = ({ page, rects, words }: FoundNote): IncomingTarget => ({
  ...{ page, rects, prefix: '', suffix: '' },
  exact: words.trim(),
});
