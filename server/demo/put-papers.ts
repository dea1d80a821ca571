// Prints a meeting's papers and slides, uploads them, and waits until the server has read them.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Id } from '#shared/kernel/primitives.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { dayInWords, hoursAfter } from './calendar.ts';
import type { Press } from './press.ts';
import { between, nth, type Stage, type StagedMeeting } from './stage.ts';
import type { ThreadText } from './texts.ts';
import type { PlacedThread } from './write-threads.ts';

const mediaType = 'application/pdf';

/** A longer reading goes on in the background. */
const readyFile = async ({ callAs, instructor }: Stage, documentId: Id): Promise<string> => {
  for (;;) {
    const document = await callAs(instructor, papersRoutes.readDocument, { params: { documentId } });
    if (document.state === 'refused')
      throw new Error(`A sample paper was refused: ${document.problem ?? ''}`);
    if (document.state === 'ready') return document.fileHash;
    await sleep(200);
  }
};

/** The paper is there when this answers: the hash of its file, and where its threads belong. */
export const putPaper = async (
  stage: Stage,
  press: Press,
  { id: paperId, slug }: StagedMeeting['papers'][number],
  texts: readonly ThreadText[],
): Promise<{ fileHash: string; threads: PlacedThread[] }> => {
  const { pdf, places } = await press.print('paper', { slug, quotes: texts.map(({ quote }) => quote) });
  const threads = texts.map((text, index): PlacedThread => {
    const targets = places[index];
    if (!targets) throw new Error(`“${text.quote}” does not stand in ${slug} exactly once`);
    return { text, targets };
  });
  const file = { bytes: pdf, name: `${slug}.pdf`, mediaType };
  await stage.uploadAs(
    stage.instructor,
    papersRoutes.replacePaperFile,
    { params: { paperId }, body: {} },
    file,
  );
  return { fileHash: await readyFile(stage, paperId), threads };
};

/** The slides of both talks, uploaded by their presenters before the deadline. */
export const putSlides = async (
  stage: Stage,
  press: Press,
  { id: meetingId, startsAt, papers, presenters }: StagedMeeting,
): Promise<void> => {
  const inTime = hoursAfter(startsAt, -2);
  const latest = inTime < stage.now ? inTime : stage.now;
  const plans = papers.map((paper, index) => ({
    ...paper,
    presenter: nth(presenters, index),
    uploadedAt: between(stage, hoursAfter(latest, -20), latest),
  }));
  const occasion = `Reading Systems Papers, ${dayInWords(startsAt)}`;
  await Promise.all(
    plans.map(async ({ id: paperId, slug, presenter, uploadedAt }) => {
      const { pdf } = await press.print('deck', { slug, presenter: presenter.name, occasion });
      const file = { bytes: pdf, name: `${slug}-slides.pdf`, mediaType };
      const input = { params: { meetingId, paperId }, body: {} };
      await stage.at(uploadedAt, () =>
        stage.uploadAs(presenter, presentationsRoutes.uploadSlides, input, file),
      );
    }),
  );
};
