// What other domains may ask about remarks: handing over those that wait for the marks, and how many there are.
import type { Id } from '#shared/kernel/primitives.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { createLooking, tellRemark, type Looking, type RemarksParts } from './looking.ts';
import type { RemarkRecord, RemarksStore } from './store.ts';

/** Without any check of rights: the caller has asked its own rule. Safe to repeat. */
export interface RemarksPublic {
  /** Shows the author of each review what was held back for them. Answers with how many remarks were handed over. */
  handOver(reviewIds: readonly Id[]): Promise<number>;
  /** Holds back again what was handed over with the marks, replies included. Answers with how many remarks were taken back. */
  takeBack(reviewIds: readonly Id[]): Promise<number>;
  /** Remarks that stand, for whomever they are, and how many of them are held; reviews without any are left out. */
  countsOf(reviewIds: readonly Id[]): Promise<Map<Id, { readonly all: number; readonly held: number }>>;
}

interface Parts {
  readonly store: RemarksStore;
  readonly courses: CoursesPublic;
  readonly bus: Bus;
  readonly clock: Clock;
}

export type { Noted } from './looking.ts';

/** Sentences of a meeting's reviews that readers reacted to, for one person's eyes. */
export const openNoted = (parts: RemarksParts): Looking['noted'] => createLooking(parts).noted;

/** The only door to this domain. */
export const openRemarks = ({ store: { remarks }, courses, bus, clock }: Parts): RemarksPublic => {
  type Held = Partial<Pick<RemarkRecord, 'isHeld' | 'goesWithMarks' | 'shownAt'>>;
  const move = async (reviewIds: readonly Id[], from: Held, set: Held): Promise<number> => {
    const wanted = { reviewId: { $in: [...reviewIds] }, audience: 'author' as const, ...from };
    const moved = await remarks.find(wanted).lean();
    if (moved.length === 0) return 0;
    const ids = moved.map(({ _id }) => _id);
    const { modifiedCount } = await remarks.updateMany({ _id: { $in: ids }, ...from }, { $set: set });
    // Once for each review; to the author in both cases, who sees more or less than before.
    const once = new Map(moved.map((remark) => [remark.reviewId, remark]));
    for (const remark of once.values()) await tellRemark({ bus, courses }, { ...remark, isHeld: false });
    return modifiedCount;
  };
  return {
    handOver: (reviewIds) => move(reviewIds, { isHeld: true }, { isHeld: false, shownAt: clock.now() }),
    takeBack: (reviewIds) => move(reviewIds, { isHeld: false, goesWithMarks: true }, { isHeld: true }),
    countsOf: async (reviewIds) => {
      const rows = await remarks.aggregate<{ _id: Id; all: number; held: number }>([
        { $match: { reviewId: { $in: [...reviewIds] }, deletedAt: null } },
        { $group: { _id: '$reviewId', all: { $sum: 1 }, held: { $sum: { $cond: ['$isHeld', 1, 0] } } } },
      ]);
      return new Map(rows.map(({ _id, all, held }) => [_id, { all, held }]));
    },
  };
};
