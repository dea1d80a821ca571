// Questions: asked as threads on the deck, answered in the talk, hidden and brought back by the staff.
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure, type Verdict } from '#shared/kernel/rules.ts';
import { mayAnnotate } from '#shared/annotations/rules.ts';
import {
  isQuestion,
  questionsEvents,
  wholeSlide,
  type questionsRoutes,
} from '#shared/presenting/questions.ts';
import { mayModerate, mayPresent } from '#shared/presenting/rules.ts';
import { isOn } from '#shared/presenting/show.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import { talkFor, type PresentingParts, type TalkForMember } from './parts.ts';

/** Answers for {@link questionsRoutes}. */
export const questionHandlers = (parts: PresentingParts): Handlers<typeof questionsRoutes> => {
  const { store, shows, papers, annotations, bus, clock } = parts;
  const { questionMarks } = store;

  /** A question of this talk that the actor may see, for whoever the rule lets do something with it. */
  const questionFor = async (
    actor: Actor,
    params: { readonly meetingId: Id; readonly paperId: Id; readonly threadId: Id },
    rule: (found: TalkForMember) => Verdict,
  ): Promise<void> => {
    const found = await talkFor(parts, actor, params);
    ensure(rule(found));
    const { document, thread } = await annotations.threadFor(actor, params.threadId).catch(() => {
      throw noSuch('question');
    });
    if (document.id !== found.talk.deckId || !isQuestion(thread)) throw noSuch('question');
  };
  const byPresenters = ({ meeting, talk }: TalkForMember) => mayPresent(meeting.member, talk);
  const byStaff = ({ meeting }: TalkForMember) => mayModerate(meeting.member);

  const tell = (meetingId: Id, paperId: Id) => {
    bus.publish(questionsEvents.questionMarked, meetingId, { paperId });
  };

  return {
    listQuestionMarks: async ({ actor, params }) => {
      const { talk } = await talkFor(parts, actor, params);
      if (!talk.hasSlides) return [];
      const { threads } = await annotations.threadsFor(actor, talk.deckId);
      const marks = await questionMarks.find({ _id: { $in: threads.map(({ id }) => id) } }).lean();
      return marks.map(({ _id, isGeneral, hidden }) => ({
        ...{ threadId: _id, isGeneral },
        hidden: hidden && { reason: hidden.reason },
      }));
    },

    askQuestion: async ({ actor, params, body: { id, text, slide, anonymous } }) => {
      const { meeting, talk } = await talkFor(parts, actor, params);
      ensure(mayAnnotate(meeting.member));
      if (!talk.hasSlides) throw refuse('conflict', 'no_slides', 'There are no slides to ask about yet.');
      const { document } = await papers.documentFor(actor, talk.deckId);
      const record = await shows.read(talk.paperId);
      // On the file that is up, which a newer version may have replaced.
      const fileHash = record && isOn(record.show) ? record.show.fileHash : document.fileHash;
      const page = document.pages[slide ?? 0] ?? document.pages[0];
      if (!page || (slide !== null && slide >= Math.max(document.pages.length, record?.show.slideCount ?? 0)))
        throw refuse('unprocessable', 'no_such_slide', 'The deck has no such slide.');
      const thread = await annotations.postThread(actor, talk.deckId, {
        ...{ id, text, anonymous, kind: 'question', readingQuestion: null, visibility: 'class' },
        anchor: wholeSlide(fileHash, slide ?? 0, page),
      });
      if (slide === null) {
        await questionMarks.updateOne(
          { _id: id },
          { $setOnInsert: { paperId: talk.paperId, isGeneral: true, hidden: null } },
          { upsert: true },
        );
        tell(params.meetingId, params.paperId);
      }
      return { threadId: thread.id };
    },

    answerLive: async ({ actor, params }) => {
      await questionFor(actor, params, byPresenters);
      await annotations.settle(actor, params.threadId, true);
      return undefined;
    },
    withdrawAnswer: async ({ actor, params }) => {
      await questionFor(actor, params, byPresenters);
      await annotations.settle(actor, params.threadId, false);
      return undefined;
    },

    hideQuestion: async ({ actor, params, body: { reason } }) => {
      await questionFor(actor, params, byStaff);
      const { paperId, threadId } = params;
      const hidden = { reason, by: actor.personId, at: clock.now() };
      // The reason first: nobody shall find their question gone without one.
      await questionMarks.updateOne(
        { _id: threadId },
        { $set: { hidden }, $setOnInsert: { paperId, isGeneral: false } },
        { upsert: true },
      );
      await annotations.hold(actor, threadId, true);
      tell(params.meetingId, paperId);
      return undefined;
    },
    bringBack: async ({ actor, params }) => {
      await questionFor(actor, params, byStaff);
      await annotations.hold(actor, params.threadId, false);
      await questionMarks.updateOne({ _id: params.threadId }, { $set: { hidden: null } });
      tell(params.meetingId, params.paperId);
      return undefined;
    },
  };
};
