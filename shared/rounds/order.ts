// The running order of a meeting: what is planned, what is on, and what became of what has begun. Pure; times are server time.
import type { Id } from '#shared/kernel/primitives.ts';
import type { Countdown } from './clock.ts';
import type { Method } from './methods.ts';
import type { Phase } from './rules.ts';

/** Lengths are whole minutes. A talk's show has a clock of its own; here it only has its length. */
export type OrderItem =
  | { readonly id: Id; readonly kind: 'presentation'; readonly paperId: Id; readonly minutes: number }
  | { readonly id: Id; readonly kind: 'break'; readonly minutes: number }
  | RoundItem;

export interface RoundItem {
  readonly id: Id;
  readonly kind: 'round';
  /** The papers it is about; none: the whole meeting's. */
  readonly paperIds: readonly Id[];
  readonly questions: readonly string[];
  readonly groupMinutes: number;
  readonly classMinutes: number;
  readonly method: Method;
}

/** `on`: a presentation or a break is on. Rounds go through their own phases. */
export type StagePhase = 'on' | Phase;
export type OpenPhase = Exclude<StagePhase, 'done'>;
export type TimedPhase = Exclude<OpenPhase, 'drawn'>;

/** What was left of a phase when it was left, in milliseconds. */
export interface Kept {
  readonly remainingMs: number;
  readonly isPaused: boolean;
}

/** What became of an item that has begun. */
export interface Stage {
  readonly phase: StagePhase;
  /** Null while nothing runs: groups are drawn, or it is over. */
  readonly countdown: Countdown | null;
  /** Phases that were left; going back goes on with what was left of them. */
  readonly kept: Readonly<Partial<Record<TimedPhase, Kept | undefined>>>;
  /** In which phase it was over, when it was; null before. */
  readonly endedIn: OpenPhase | null;
}

export interface Order {
  readonly items: readonly OrderItem[];
  /** The item that is on, or that was over last; null before the first. */
  readonly atId: Id | null;
  /** By item; what has not begun has none. */
  readonly stages: Readonly<Partial<Record<Id, Stage>>>;
  /** Items that are passed over. */
  readonly skipped: readonly Id[];
}

export const noOrder: Order = { items: [], atId: null, stages: {}, skipped: [] };

/** The item at which the meeting is, or undefined before the first. */
export const itemAt = ({ items, atId }: Order): OrderItem | undefined => items.find(({ id }) => id === atId);

/** The stage of the item that is on; undefined before the first item and once the last one is over. */
export const stageOn = ({ stages, atId }: Order): Stage | undefined => {
  const stage = atId === null ? undefined : stages[atId];
  return stage?.phase === 'done' ? undefined : stage;
};

/** What comes after the item at which the meeting is: skipped ones are passed over. */
export const itemsAhead = ({ items, atId, skipped }: Order): OrderItem[] =>
  items.slice(items.findIndex(({ id }) => id === atId) + 1).filter(({ id }) => !skipped.includes(id));

/** Groups were drawn and nothing more: leaving such a round is as if it had not begun. */
export const isOnlyDrawn = (stage: Stage): boolean =>
  stage.phase === 'drawn' && Object.values(stage.kept).every((left) => left === undefined);

/** Minutes of one phase of an item; 0 for phases without a clock. */
export const minutesOf = (item: OrderItem, phase: StagePhase): number => {
  if (item.kind !== 'round') return phase === 'on' ? item.minutes : 0;
  return phase === 'group' ? item.groupMinutes : phase === 'class' ? item.classMinutes : 0;
};

/** Minutes of a whole item. */
export const lengthOf = (item: OrderItem): number =>
  item.kind === 'round' ? item.groupMinutes + item.classMinutes : item.minutes;
