// A talk as it is looked at: its show, its newest slides, and by the projector's secret what the room sees.
import type { Id } from '#shared/kernel/primitives.ts';
import type { DeckFile, presentingRoutes } from '#shared/presenting/contract.ts';
import { mayPresent } from '#shared/presenting/rules.ts';
import { isOn } from '#shared/presenting/show.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import { talkFor, type PresentingParts } from './parts.ts';
import { projectedQuestions } from './projected-questions.ts';
import { viewShow } from './shows.ts';
import type { ShowRecord } from './store.ts';

const formerMember = 'A former member';
const untitled = 'A paper';

type Verb = 'readStage' | 'readShowNow' | 'readProjectedShow' | 'readProjectedSlides';

/** The part of the presenting feature that answers what is to be seen. */
export const stageHandlers = (parts: PresentingParts): Pick<Handlers<typeof presentingRoutes>, Verb> => {
  const { shows, papers, courses, accounts, presentations, clock, mayProject } = parts;

  const titleOf = async (paperId: Id) => (await papers.titlesOf([paperId])).get(paperId) ?? untitled;

  const deckFor = async (actor: Actor, documentId: Id): Promise<DeckFile | null> => {
    // Not theirs to see as long as the presenters keep it to themselves.
    const found = await papers.documentFor(actor, documentId).catch(() => null);
    if (found?.document.state !== 'ready') return null;
    const { fileHash, pages, bytes } = found.document;
    return { documentId, fileHash, slideCount: pages.length, bytes };
  };

  const onBy = async (meetingId: Id, token: string): Promise<ShowRecord | null> => {
    if (!(await mayProject(meetingId, token))) throw noSuch('projector page');
    return shows.onIn(meetingId);
  };

  return {
    readStage: async ({ actor, params }) => {
      const { meeting, talk } = await talkFor(parts, actor, params);
      const [record, title, names, deck] = await Promise.all([
        shows.read(talk.paperId),
        titleOf(talk.paperId),
        accounts.namesOf(talk.presenterIds),
        talk.hasSlides ? deckFor(actor, talk.deckId) : null,
      ]);
      const isPresenting = mayPresent(meeting.member, talk) === true;
      return {
        ...{ paperId: talk.paperId, meetingId: meeting.meetingId, courseId: meeting.courseId, title, deck },
        presenters: talk.presenterIds.map((id) => ({ id, name: names.get(id) ?? formerMember })),
        show: record && viewShow(record),
        talkMinutes: meeting.settings.talkMinutes,
        questionMinutes: meeting.settings.questionMinutes,
        slideMs: isPresenting ? [...(record?.show.slideMs ?? [])] : null,
        saidAt: clock.now().getTime(),
      };
    },

    readShowNow: async ({ actor, params: { meetingId } }) => {
      await papers.meetingFor(actor, meetingId);
      const record = await shows.onIn(meetingId);
      return {
        show: record && viewShow(record),
        title: record ? await titleOf(record._id) : '',
        saidAt: clock.now().getTime(),
      };
    },

    readProjectedShow: async ({ params: { meetingId }, query: { token } }) => {
      const record = await onBy(meetingId, token);
      const none = { show: null, title: '', presenters: [], question: null, top: [] };
      const saidAt = clock.now().getTime();
      if (!record) return { ...none, talkMinutes: 0, questionMinutes: 0, saidAt };
      const talk = (await presentations.talksOf(record.courseId)).find(
        ({ paperId }) => paperId === record._id,
      );
      const presenterIds = talk?.presenterIds ?? [];
      const names = await accounts.namesOf(presenterIds);
      const { talkMinutes, questionMinutes } = await courses.settingsOf(record.courseId);
      return {
        ...{ show: viewShow(record), title: await titleOf(record._id), talkMinutes, questionMinutes, saidAt },
        presenters: presenterIds.map((id) => names.get(id) ?? formerMember),
        ...(await projectedQuestions(parts, record)),
      };
    },

    readProjectedSlides: async ({ params: { meetingId, hash }, query: { token } }) => {
      const record = await onBy(meetingId, token);
      if (!record || !isOn(record.show) || record.show.fileHash !== hash) throw noSuch('file');
      return { hash, mediaType: 'application/pdf', name: 'slides.pdf', isTransient: true };
    },
  };
};
