// A deck that is being shown: phase, slide, black screen, pause, who holds the controls. Pure; time is handed in.
import type { Id } from '#shared/kernel/primitives.ts';
import { isRunning, moveOn, noStopwatch, pauseAt, runAt, type Stopwatch } from './stopwatch.ts';

/** `ready`: the slides are up, the clock has not started. */
export const showPhases = ['ready', 'talking', 'questions', 'ended'] as const;
export type ShowPhase = (typeof showPhases)[number];

/** What the projector shows in place of the slide. */
export type OnScreen = { readonly kind: 'question'; readonly threadId: Id } | { readonly kind: 'top' };

/** Instants are milliseconds since 1970 in server time. Slides count from 0. */
export interface Show {
  readonly phase: ShowPhase;
  /** The file it began with; another version is taken only by {@link Act} `accept`. */
  readonly fileHash: string;
  readonly slideCount: number;
  readonly slide: number;
  readonly isBlack: boolean;
  /** Who holds the controls; null: whoever takes them. */
  readonly holderId: Id | null;
  readonly talk: Stopwatch;
  readonly questions: Stopwatch;
  /** How long each slide was up while the talk ran (ms), by slide; may be shorter than the deck. */
  readonly slideMs: readonly number[];
  readonly onScreen: OnScreen | null;
}

/** What somebody at the controls does. All but `step` say what shall be, so that a repeat changes nothing. */
export type Act =
  /** `by` slides on from the one the presser saw: of two presses at once on the same slide one counts. */
  | { readonly do: 'step'; readonly from: number; readonly by: number }
  | { readonly do: 'goTo'; readonly slide: number }
  | { readonly do: 'black'; readonly on: boolean }
  | { readonly do: 'pause' | 'resume' }
  | { readonly do: 'begin'; readonly phase: ShowPhase }
  | { readonly do: 'screen'; readonly shown: OnScreen | null }
  | { readonly do: 'take' }
  | { readonly do: 'hand'; readonly to: Id }
  | { readonly do: 'accept'; readonly fileHash: string; readonly slideCount: number };

export const newShow = (fileHash: string, slideCount: number, holderId: Id): Show => ({
  phase: 'ready',
  ...{ fileHash, slideCount, holderId },
  slide: 0,
  isBlack: false,
  talk: noStopwatch,
  questions: noStopwatch,
  slideMs: [],
  onScreen: null,
});

/** While it is on, the class follows and the projector's secret opens the file. */
export const isOn = ({ phase }: Pick<Show, 'phase'>): boolean => phase !== 'ended';

const within = (slide: number, { slideCount }: Pick<Show, 'slideCount'>) =>
  Math.max(0, Math.min(slideCount - 1, slide));

/** The clock of the phase; before and after the talk there is none. */
export const clockOf = (show: Pick<Show, 'phase' | 'talk' | 'questions'>): Stopwatch | null =>
  show.phase === 'talking' ? show.talk : show.phase === 'questions' ? show.questions : null;

export const isPaused = (show: Show): boolean => {
  const clock = clockOf(show);
  return clock !== null && !isRunning(clock);
};

/** Puts the time since the last look on the slide that was up. */
const bookSlide = (show: Show, now: number): Show => {
  if (!isRunning(show.talk)) return show;
  const { spent, watch } = moveOn(show.talk, now);
  const slideMs = Array.from({ length: Math.max(show.slideMs.length, show.slide + 1) }, (_, slide) =>
    Math.round((show.slideMs[slide] ?? 0) + (slide === show.slide ? spent : 0)),
  );
  return { ...show, talk: watch, slideMs };
};

const turnTo = (show: Show, wanted: number, now: number): Show => {
  const slide = within(wanted, show);
  if (slide === show.slide) return show;
  // Whoever goes on has begun: a clock that was forgotten helps nobody.
  const begun = show.phase === 'ready' ? begin(show, 'talking', now) : show;
  return { ...bookSlide(begun, now), slide, isBlack: false, onScreen: null };
};

const begin = (show: Show, phase: ShowPhase, now: number): Show => {
  if (phase === show.phase) return show;
  // From the start again: nothing of the first try counts.
  if (phase === 'ready')
    return { ...newShow(show.fileHash, show.slideCount, show.holderId ?? ''), holderId: show.holderId };
  const booked = bookSlide(show, now);
  const stopped = { talk: pauseAt(booked.talk, now), questions: pauseAt(booked.questions, now) };
  return {
    ...booked,
    ...stopped,
    phase,
    ...(phase === 'talking' ? { talk: runAt(stopped.talk, now) } : {}),
    ...(phase === 'questions' ? { questions: runAt(stopped.questions, now) } : {}),
    ...(phase === 'ended' ? { isBlack: false, onScreen: null, holderId: null } : {}),
  };
};

const setClock = (show: Show, set: (watch: Stopwatch, now: number) => Stopwatch, now: number): Show => {
  if (show.phase === 'talking') {
    const booked = bookSlide(show, now);
    return { ...booked, talk: set(booked.talk, now) };
  }
  return show.phase === 'questions' ? { ...show, questions: set(show.questions, now) } : show;
};

/** The show after an act of `by` at `now`; the same object when it changes nothing. */
export const actOn = (show: Show, act: Act, by: Id, now: number): Show => {
  // What was ended by mistake goes on; nothing else is left to do with it.
  if (!isOn(show))
    return act.do === 'begin' && act.phase !== 'ended'
      ? { ...begin(show, act.phase, now), holderId: by }
      : show;
  switch (act.do) {
    case 'step':
      return act.from === show.slide ? turnTo(show, act.from + act.by, now) : show;
    case 'goTo':
      return turnTo(show, act.slide, now);
    case 'black':
      return act.on === show.isBlack ? show : { ...show, isBlack: act.on };
    case 'pause':
      return clockOf(show) && !isPaused(show) ? setClock(show, pauseAt, now) : show;
    case 'resume':
      return isPaused(show) ? setClock(show, runAt, now) : show;
    case 'begin':
      return begin(show, act.phase, now);
    case 'screen':
      return { ...show, onScreen: act.shown };
    case 'take':
      return show.holderId === by ? show : { ...show, holderId: by };
    case 'hand':
      return show.holderId === act.to ? show : { ...show, holderId: act.to };
    case 'accept': {
      if (act.fileHash === show.fileHash) return show;
      const { fileHash, slideCount } = act;
      return { ...bookSlide(show, now), fileHash, slideCount, slide: within(show.slide, { slideCount }) };
    }
  }
};
