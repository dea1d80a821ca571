// Putting slides up and steering the show.
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { ActInput, presentingRoutes } from '#shared/presenting/contract.ts';
import { mayPresent, maySteer } from '#shared/presenting/rules.ts';
import { isStaff } from '#shared/courses/roles.ts';
import { actOn, isOn, newShow, type Act } from '#shared/presenting/show.ts';
import { isQuestion } from '#shared/presenting/questions.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import { presentersTalkFor, talkFor, type PresentingParts, type TalkForMember } from './parts.ts';
import { viewShow } from './shows.ts';

const notInTalk = () =>
  refuse('unprocessable', 'not_a_presenter', 'The controls go to a presenter of this talk or to the staff.');

/** The part of the presenting feature that moves shows. */
export const steeringHandlers = (
  parts: PresentingParts,
): Pick<Handlers<typeof presentingRoutes>, 'putUp' | 'steerShow'> => {
  const { shows, papers, courses, accounts, annotations, presentations, clock } = parts;

  const nameOf = async (personId: Id) => (await accounts.namesOf([personId])).get(personId) ?? null;

  /** The deck as it is now, ready to be shown. */
  const deckOf = async (actor: Actor, { talk }: TalkForMember) => {
    if (!talk.hasSlides) throw refuse('conflict', 'no_slides', 'There are no slides yet. Upload them first.');
    const { document } = await papers.documentFor(actor, talk.deckId);
    if (document.state !== 'ready')
      throw refuse('conflict', 'slides_not_ready', 'The slides are still being read. Try again in a moment.');
    return { fileHash: document.fileHash, slideCount: document.pages.length };
  };

  const endOther = async (found: TalkForMember, isWished: boolean) => {
    const { meeting, talk } = found;
    const other = await shows.onIn(meeting.meetingId);
    if (!other || other._id === talk.paperId) return;
    const title = (await papers.titlesOf([other._id])).get(other._id) ?? 'another paper';
    if (other.show.phase === 'talking' && !isStaff(meeting.member))
      throw refuse(
        'conflict',
        'other_talk_runs',
        `The talk on “${title}” is still running. Wait until it has ended.`,
      );
    if (!isWished)
      throw refuse(
        'conflict',
        'other_talk_on',
        `The slides on “${title}” are still up. They are taken down when yours go up.`,
      );
    const now = clock.now().getTime();
    await shows.change(other._id, (record) =>
      record
        ? {
            ...record,
            holderName: null,
            show: actOn(record.show, { do: 'begin', phase: 'ended' }, meeting.member.personId, now),
          }
        : undefined,
    );
  };

  /** What the act says, held against what is there; with what must be looked up before. */
  const checked = async (actor: Actor, found: TalkForMember, act: ActInput): Promise<Act> => {
    if (act.do === 'accept') {
      const deck = await deckOf(actor, found);
      if (deck.fileHash !== act.fileHash)
        throw refuse(
          'conflict',
          'slides_replaced',
          'The slides were replaced again meanwhile. Look at them once more.',
        );
      return { do: 'accept', ...deck };
    }
    if (act.do === 'hand') {
      const staff = await courses.membersOf(found.meeting.courseId);
      const to = staff.find(({ personId }) => personId === act.to);
      if (!to || mayPresent(to, found.talk) !== true) throw notInTalk();
    }
    if (act.do === 'screen' && act.shown?.kind === 'question') {
      const { document, thread } = await annotations.threadFor(actor, act.shown.threadId);
      if (document.id !== found.talk.deckId || thread.visibility !== 'class' || !isQuestion(thread))
        throw noSuch('question');
    }
    return act;
  };

  return {
    putUp: async ({ actor, params, body }) => {
      const found = await presentersTalkFor(parts, actor, params);
      const { paperId, courseId, meetingId, deckId } = found.talk;
      const deck = await deckOf(actor, found);
      await endOther(found, body.endOther);
      // Whoever shows slides to the class has published them.
      await presentations.publish(paperId, actor.personId);
      const holderName = await nameOf(actor.personId);
      const record = await shows.change(paperId, (now) =>
        now && isOn(now.show)
          ? undefined
          : {
              ...{ _id: paperId, courseId, meetingId, documentId: deckId, holderName },
              show: newShow(deck.fileHash, deck.slideCount, actor.personId),
              putUpAt: clock.now(),
            },
      );
      return viewShow(record);
    },

    steerShow: async ({ actor, params, body }) => {
      const found = await talkFor(parts, actor, params);
      const { member } = found.meeting;
      ensure(mayPresent(member, found.talk));
      const act = await checked(actor, found, body);
      const heir = act.do === 'hand' ? act.to : actor.personId;
      // Read only where the controls change hands: nothing else on the way of a key may wait.
      const heirName =
        act.do === 'hand' || act.do === 'take' || act.do === 'begin' ? await nameOf(heir) : null;
      const record = await shows.change(params.paperId, (now) => {
        if (!now) throw refuse('conflict', 'not_up', 'The slides are not up yet.');
        if (act.do !== 'take') ensure(maySteer(member, found.talk, now.show));
        const show = actOn(now.show, act, actor.personId, clock.now().getTime());
        if (show === now.show) return undefined;
        const isSame = show.holderId === now.show.holderId;
        return {
          ...now,
          show,
          holderName: show.holderId === null ? null : isSame ? now.holderName : heirName,
        };
      });
      return viewShow(record);
    },
  };
};
