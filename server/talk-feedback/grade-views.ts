// Marks of a talk as they are stored -> as the staff and, once returned, a presenter see them.
import type { Id } from '#shared/kernel/primitives.ts';
import type {
  PresenterStanding,
  ReturnedTalkMarks,
  TalkMarks,
  TalkMarkState,
} from '#shared/talk-feedback/grading.ts';
import {
  areSameTalkMarkings,
  calculateTalk,
  emptyTalkMarking,
  isTalkMarked,
  shareOf,
} from '#shared/talk-feedback/points.ts';
import type { TalkCriterion } from '#shared/talk-feedback/rubric.ts';
import type { TalkFound } from './exchanges.ts';
import type { ReturnedTalkRecord, TalkMarksRecord } from './store.ts';
import { personOf } from './views.ts';

type Names = ReadonlyMap<Id, string>;

/** Whether marks read differently for a presenter from what they were given; the note is not theirs. */
const isChangedSince = (
  { marking }: TalkMarksRecord,
  personId: Id,
  { marking: copy, comment, calculation: { byHand } }: ReturnedTalkRecord,
): boolean => {
  const share = shareOf(marking, personId);
  return (
    share.points !== byHand ||
    share.comment !== comment ||
    !areSameTalkMarkings({ ...marking, note: '', presenters: {} }, { ...copy, note: '', presenters: {} })
  );
};

const stateOf = (
  criteria: readonly TalkCriterion[],
  { marking, returned }: TalkMarksRecord,
  personId: Id,
): TalkMarkState => {
  if (returned[personId]) return 'returned';
  if (areSameTalkMarkings(marking, emptyTalkMarking)) return 'unmarked';
  return isTalkMarked(criteria, marking, personId) ? 'marked' : 'begun';
};

/** How far the marks are for each of the present presenters. */
export const standingsOf = (
  {
    criteria,
    presenterIds,
    outOf,
  }: {
    readonly criteria: readonly TalkCriterion[];
    readonly presenterIds: readonly Id[];
    readonly outOf: number;
  },
  record: TalkMarksRecord | null,
  names: Names,
): PresenterStanding[] =>
  presenterIds.map((id) => {
    const copy = record?.returned[id];
    return {
      person: personOf(names, id),
      state: record ? stateOf(criteria, record, id) : 'unmarked',
      points: record ? calculateTalk(criteria, record.marking, id, outOf).points : null,
      returnedAt: copy?.at.toISOString() ?? null,
      isChangedSince: !!record && !!copy && isChangedSince(record, id, copy),
    };
  });

/** The state of the whole: that of the presenter with whom most is left to do. */
export const stateOfAll = (standings: readonly PresenterStanding[]): TalkMarkState =>
  (['unmarked', 'begun', 'marked', 'returned'] as const).find((state) =>
    standings.some((standing) => standing.state === state),
  ) ?? 'unmarked';

/** For the staff who grade it. */
export const viewTalkMarks = (
  { meeting: { meetingId, settings }, paperId, criteria, place: { presenterIds } }: TalkFound,
  record: TalkMarksRecord | null,
  names: Names,
): TalkMarks => ({
  ...{ meetingId, paperId, criteria: [...criteria], outOf: settings.talkPoints },
  marking: record?.marking ?? emptyTalkMarking,
  revision: record?.revision ?? 0,
  changedBy: record ? personOf(names, record.changedBy) : null,
  changedAt: record?.changedAt.toISOString() ?? null,
  presenters: standingsOf({ criteria, presenterIds, outOf: settings.talkPoints }, record, names),
});

/** For the presenter. The caller has asked the rule. */
export const viewReturned = ({ at, calculation, ...copy }: ReturnedTalkRecord): ReturnedTalkMarks => ({
  returnedAt: at.toISOString(),
  criteria: copy.criteria,
  marking: copy.marking,
  comment: copy.comment,
  calculation: { ...calculation, lines: [...calculation.lines] },
});
