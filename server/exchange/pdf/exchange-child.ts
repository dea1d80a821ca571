// Entry of the child process that writes notes into PDFs and reads them out: one job, one answer.
import { endWithParent } from '#server/kernel/end-with-parent.ts';
import { pdfJobSchema, type Read, type Written } from './job.ts';
import { readNotes } from './read-notes.ts';
import { writeNotes } from './write-notes.ts';

endWithParent();

const job = pdfJobSchema.parse(JSON.parse(process.argv[2] ?? 'null'));

const answerOf = async (): Promise<Read | Written> => {
  try {
    return job.kind === 'write' ? await writeNotes(job) : await readNotes(job);
  } catch {
    return { ok: false, reason: 'corrupt' };
  }
};

process.send?.(await answerOf());
