// Lays out the term: meetings, their papers by name, and who presents which.
import { newId } from '#shared/kernel/primitives.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import type { Press } from './press.ts';
import { eachOf, nth, type Stage, type StagedMeeting } from './stage.ts';
import type { PairTexts } from './texts.ts';

/** Each student in the order of the list presents one paper: the first four in the two coming meetings. */
const presentersFor = [4, 6, 0, 2];

/** The PDFs come later. */
export const layOutTerm = async (
  stage: Stage,
  press: Press,
  pairs: readonly PairTexts[],
  starts: readonly Date[],
): Promise<StagedMeeting[]> => {
  const { callAs, instructor, assistant, courseId, students, now } = stage;
  return eachOf(pairs, 2, async ({ slugs, topic }, index) => {
    const id = newId();
    const startsAt = nth(starts, index);
    await callAs(instructor, papersRoutes.createMeeting, {
      params: { courseId },
      body: { id, topic, place: 'Room 311', startsAt: startsAt.toISOString(), durationMinutes: 80 },
    });
    const papers: { id: string; slug: string; title: string }[] = [];
    for (const slug of slugs) {
      const details = await press.print('details', { slug });
      const paper = { id: newId(), slug, title: details.title };
      await callAs(instructor, papersRoutes.createPaper, {
        params: { meetingId: id },
        body: { ...details, id: paper.id, link: '' },
      });
      papers.push(paper);
    }
    const first = nth(presentersFor, index);
    const presenters = papers.map((_, paper) => nth(students, first + paper));
    for (const [place, paper] of papers.entries())
      await callAs(assistant, presentationsRoutes.assignPresenters, {
        params: { meetingId: id, paperId: paper.id },
        body: { presenterIds: [nth(presenters, place).personId], revision: 0 },
      });
    return { id, startsAt, isOver: startsAt < now, papers, presenters };
  });
};
