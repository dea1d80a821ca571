// Loads what belongs to a meeting or a paper and shows it; asks no rights.
import { deadlinesOf } from '#shared/papers/schedule.ts';
import type { MeetingView, PaperView } from '#shared/papers/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import type { MeetingRecord, PaperRecord, PapersStore } from './store.ts';
import { viewMeeting, viewPaper } from './views.ts';

export interface Show {
  paper(paper: PaperRecord): Promise<PaperView>;
  meeting(meeting: MeetingRecord): Promise<MeetingView>;
  /** All meetings of a course by date. */
  meetings(courseId: Id): Promise<MeetingView[]>;
}

export const createShow = (store: PapersStore, courses: CoursesPublic): Show => {
  const linesOf = (documentIds: Id[]) =>
    store.documents.find({ _id: { $in: documentIds } }, { pages: 0, outline: 0 }).lean();

  const papersOf = async (meetings: readonly MeetingRecord[]): Promise<Map<Id, PaperView>> => {
    const ids = meetings.flatMap((meeting) => meeting.paperIds);
    const [papers, documents] = await Promise.all([
      store.papers.find({ _id: { $in: ids }, removedAt: null }).lean(),
      linesOf(ids),
    ]);
    const byId = new Map(documents.map((document) => [document._id, document]));
    return new Map(papers.map((paper) => [paper._id, viewPaper(paper, byId.get(paper._id) ?? null)]));
  };

  /** `first` is the number of the first of `meetings`. */
  const show = async (courseId: Id, meetings: readonly MeetingRecord[], first: number) => {
    const [settings, papers] = await Promise.all([courses.settingsOf(courseId), papersOf(meetings)]);
    return meetings.map((meeting, index) =>
      viewMeeting(
        meeting,
        first + index,
        deadlinesOf(meeting.startsAt, settings, meeting.fixedReviewsDueAt),
        meeting.paperIds.flatMap((id) => papers.get(id) ?? []),
      ),
    );
  };

  return {
    paper: async (paper) => viewPaper(paper, (await linesOf([paper._id]))[0] ?? null),
    meeting: async (meeting) => {
      const { courseId, startsAt, _id } = meeting;
      const before = await store.meetings.countDocuments({
        courseId,
        $or: [{ startsAt: { $lt: startsAt } }, { startsAt, _id: { $lt: _id } }],
      });
      const [view] = await show(courseId, [meeting], before + 1);
      if (!view) throw new Error('One meeting went in, none came out');
      return view;
    },
    meetings: async (courseId) =>
      show(courseId, await store.meetings.find({ courseId }).sort({ startsAt: 1, _id: 1 }).lean(), 1),
  };
};
