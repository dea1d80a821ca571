// Hints of likeness between reviews of a meeting: worked out when somebody asks, kept until a review or a paper changes.
import { gradingEvents, type gradingRoutes } from '#shared/grading/contract.ts';
import { mayGrade, mayMarkReview } from '#shared/grading/rules.ts';
import { answerTo } from '#shared/reviews/answers.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import { noSuch } from '#server/courses/public.ts';
import type { MeetingForMember } from '#server/papers/public.ts';
import type { CountedReview } from '#server/reviews/public.ts';
import type { PartLikeness } from './likeness/compare.ts';
import { comparePairs, findLikenesses } from './likeness/likeness-apart.ts';
import type { GradingParts } from './parts.ts';
import { personOf, type Standing } from './views.ts';

type Verb = 'listLikenesses' | 'compareReviews' | 'dismissLikeness';
/** Meetings whose hints are kept in memory. */
const keptAtMost = 50;

const keyOf = (oneId: Id, otherId: Id) => [oneId, otherId].sort().join('.');
const isText = ({ kind }: CountedReview['questions'][number]) => kind === 'text';
const versionsOf = (standings: readonly Pick<Standing, 'reviewId' | 'version'>[], ids: readonly Id[]) =>
  ids
    .toSorted()
    .map((id) => standings.find(({ reviewId }) => reviewId === id)?.version ?? 0)
    .join('.');

export const likenessHandlers = ({
  store,
  reviews,
  papers,
  accounts,
  bus,
}: GradingParts): Pick<Handlers<typeof gradingRoutes>, Verb> => {
  const kept = new Map<Id, { print: string; found: Promise<PartLikeness[]> }>();

  const filesOf = (meeting: MeetingForMember) => papers.versions.presentFiles(meeting.paperIds);
  /** What all reviews quote alike: the papers, and the questions of the form. */
  const foreignTo = async (files: Awaited<ReturnType<typeof filesOf>>, counted: readonly CountedReview[]) => {
    const pages = await Promise.all(files.map(({ fileHash }) => papers.versions.textsOf(fileHash)));
    const asked = new Set(
      counted.flatMap(({ questions }) => questions.flatMap(({ title, help }) => [title, help])),
    );
    return [...pages.map((texts) => texts.join('\n')), ...asked];
  };

  const find = async (meeting: MeetingForMember, standings: readonly Standing[]) => {
    const files = await filesOf(meeting);
    const print = JSON.stringify([
      standings.map(({ reviewId, version }) => [reviewId, version]).sort(),
      files.map(({ fileHash }) => fileHash),
    ]);
    const before = kept.get(meeting.meetingId);
    if (before?.print === print) return before.found;
    const found = (async () => {
      const counted = await reviews.countedIn(meeting);
      return findLikenesses({
        texts: counted.flatMap(({ reviewId, questions, answers }) =>
          questions.filter(isText).map(({ key }) => ({ reviewId, part: key, text: answerTo(answers, key) })),
        ),
        foreign: await foreignTo(files, counted),
      });
    })();
    kept.delete(meeting.meetingId);
    kept.set(meeting.meetingId, { print, found });
    found.catch(() => kept.delete(meeting.meetingId));
    const [oldest] = kept.keys();
    if (kept.size > keptAtMost && oldest !== undefined) kept.delete(oldest);
    return found;
  };

  const list = async (meeting: MeetingForMember) => {
    const { meetingId, member } = meeting;
    const standings = await reviews.standingsIn(meeting);
    const [found, dismissals] = await Promise.all([
      find(meeting, standings),
      store.dismissals.find({ meetingId }).lean(),
    ]);
    const names = await accounts.namesOf(dismissals.map(({ by }) => by));
    const ownIds = standings
      .filter(({ authorId }) => authorId === member.personId)
      .map(({ reviewId }) => reviewId);
    return found
      .filter(({ oneId, otherId }) => !ownIds.includes(oneId) && !ownIds.includes(otherId))
      .map((hint) => {
        const { oneId, otherId } = hint;
        const dismissal = dismissals.find(
          ({ _id, versions }) =>
            _id === keyOf(oneId, otherId) && versions === versionsOf(standings, [oneId, otherId]),
        );
        return {
          ...hint,
          dismissal: dismissal ? { note: dismissal.note, by: personOf(names, dismissal.by) } : null,
        };
      });
  };

  /** Both reviews of a pair; as if there were none where the actor may not mark both. */
  const pairOf = async (meeting: MeetingForMember, oneId: Id, otherId: Id) => {
    ensure(mayGrade(meeting.member));
    const { courseId, member } = meeting;
    const counted = await reviews.countedIn(meeting, [oneId, otherId]);
    const [one, other] = [oneId, otherId].map((id) => counted.find(({ reviewId }) => reviewId === id));
    const isOpen = (review: CountedReview) =>
      mayMarkReview(member, { courseId, authorId: review.authorId }) === true;
    if (!one || !other || one === other || !isOpen(one) || !isOpen(other)) throw noSuch('pair of reviews');
    return { one, other };
  };

  return {
    listLikenesses: async ({ actor, params: { meetingId } }) => {
      const meeting = await papers.meetingFor(actor, meetingId);
      ensure(mayGrade(meeting.member));
      return list(meeting);
    },

    compareReviews: async ({ actor, params: { meetingId, oneId, otherId } }) => {
      const meeting = await papers.meetingFor(actor, meetingId);
      const { one, other } = await pairOf(meeting, oneId, otherId);
      const both = one.questions.filter(
        (question) => isText(question) && other.questions.some(({ key }) => key === question.key),
      );
      const compared = await comparePairs({
        pairs: both.map(({ key }) => [answerTo(one.answers, key), answerTo(other.answers, key)] as const),
        foreign: await foreignTo(await filesOf(meeting), [one, other]),
      });
      return {
        parts: both.flatMap((question, at) => {
          const part = compared[at];
          return part ? [{ question, ...part }] : [];
        }),
      };
    },

    dismissLikeness: async ({ actor, params: { meetingId, oneId, otherId }, body: { note } }) => {
      const meeting = await papers.meetingFor(actor, meetingId);
      const { one, other } = await pairOf(meeting, oneId, otherId);
      const _id = keyOf(oneId, otherId);
      const { courseId } = meeting;
      const versions = versionsOf([one, other], [oneId, otherId]);
      if (note === null) await store.dismissals.deleteOne({ _id });
      else
        await store.dismissals.updateOne(
          { _id },
          { $set: { courseId, meetingId, versions, note, by: actor.personId } },
          { upsert: true },
        );
      bus.publish(gradingEvents.likenessesChanged, courseId, { meetingId });
      return list(meeting);
    },
  };
};
