// Feedback on talks as it is stored -> as its giver, the presenters and the staff see it.
import type { Person } from '#shared/accounts/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { emptyTalkContent, saysSomething } from '#shared/talk-feedback/content.ts';
import type {
  AllTalkFeedback,
  GivenTalkFeedback,
  OwnTalkFeedback,
  TalkResults,
} from '#shared/talk-feedback/contract.ts';
import { giversAtLeast, resultsOf } from '#shared/talk-feedback/results.ts';
import type { TalkFound } from './exchanges.ts';
import type { HandedOut, TalkFeedbackRecord } from './store.ts';

type Names = ReadonlyMap<Id, string>;

/** People who have left the course, or whose account is gone, still gave and presented. */
export const personOf = (names: Names, id: Id): Person => ({ id, name: names.get(id) ?? 'A former member' });

export const viewOwn = (record: TalkFeedbackRecord | null): OwnTalkFeedback => ({
  content: record?.content ?? emptyTalkContent,
  revision: record?.revision ?? 0,
  isGiven: record !== null && saysSomething(record.content),
  hiddenBecause: record?.hidden?.reason ?? null,
});

/**
 * For the presenters; null where fewer than three of those who gave do not present now: whoever gave and presents by now knows
 * their own part, and could take it off. The copy is always shown whole, for two that differ would tell one person's part.
 */
export const viewResults = (
  { criteria, place: { presenterIds } }: Pick<TalkFound, 'criteria' | 'place'>,
  { given }: HandedOut,
  hiddenIds: ReadonlySet<Id>,
): TalkResults | null => {
  const others = given.filter(({ giverId }) => !presenterIds.includes(giverId));
  if (others.length < giversAtLeast) return null;
  const isShown = new Set(
    resultsOf(criteria, others)
      .filter(({ counts }) => counts !== null)
      .map(({ key }) => key),
  );
  const written = given.filter(({ comment }) => comment.trim() !== '');
  const shown = written.filter(({ giverId }) => !hiddenIds.has(giverId));
  return {
    givers: given.length,
    criteria: resultsOf(criteria, given).map(({ key, counts, mean }) => ({
      key,
      counts: counts && isShown.has(key) ? [...counts] : null,
      mean: isShown.has(key) ? mean : null,
    })),
    comments: shown.map(({ comment }) => comment),
    hidden: written.length - shown.length,
  };
};

const viewGiven = (
  { giverId, content, savedAt, hidden }: TalkFeedbackRecord,
  names: Names,
): GivenTalkFeedback => ({
  giver: personOf(names, giverId),
  content,
  savedAt: savedAt.toISOString(),
  hidden: hidden && { reason: hidden.reason, by: personOf(names, hidden.by) },
});

/** For the staff who did not present. */
export const viewAll = (
  { place: { phase }, terms, criteria, handedOut }: TalkFound,
  records: readonly TalkFeedbackRecord[],
  names: Names,
): AllTalkFeedback => {
  const given = records.filter(({ content }) => saysSomething(content));
  return {
    phase,
    closesAt: terms.closesAt.toISOString(),
    isHandedOut: handedOut !== null,
    criteria: [...criteria],
    given: given
      .map((record) => viewGiven(record, names))
      .sort((one, other) => one.giver.name.localeCompare(other.giver.name)),
    results: resultsOf(
      criteria,
      given.map(({ content }) => content),
      1,
    ).map(({ counts, ...result }) => ({ ...result, counts: counts && [...counts] })),
  };
};
