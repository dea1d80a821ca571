// Notes while they are typed: kept here at once, on the server in the pauses, tried again when it is away.
import { Refusal } from '#shared/kernel/refusals.ts';
import type { Note } from '#shared/presenting/contract.ts';

const pauseMs = 700;
const againMs = 3000;

export interface Typed {
  /** What is typed and not saved yet, by slide. */
  readonly texts: ReadonlyMap<number, string>;
  /** What was saved elsewhere while one typed here; both are shown. */
  readonly clash: Note | null;
  readonly isAway: boolean;
}

export const nothingTyped: Typed = { texts: new Map(), clash: null, isAway: false };

interface Parts {
  /** The newest revision that is known of a slide's note; 0: there is none. */
  revisionOf(slide: number): number;
  save(slide: number, text: string, revision: number): Promise<Note>;
  keep(note: Note): void;
  changed(typed: Typed): void;
}

export const createNoteKeeper = ({ revisionOf, save, keep, changed }: Parts) => {
  let typed = nothingTyped;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isSending = false;
  const change = (part: Partial<Typed>) => {
    typed = { ...typed, ...part };
    changed(typed);
  };
  const flushIn = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), ms);
  };

  const saveOne = async (slide: number, text: string) => {
    try {
      keep(await save(slide, text, revisionOf(slide)));
      const texts = new Map(typed.texts);
      // What was typed meanwhile goes with the next pause.
      if (texts.get(slide) === text) texts.delete(slide);
      change({ texts, isAway: false });
    } catch (error) {
      const current = error instanceof Refusal ? (error.body.current as Note | undefined) : undefined;
      if (current) {
        keep(current);
        change({ clash: current });
      } else change({ isAway: true });
    }
  };

  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    if (isSending) return;
    isSending = true;
    for (const [slide, text] of typed.texts) await saveOne(slide, text);
    isSending = false;
    if (typed.texts.size > 0) flushIn(againMs);
  };

  return {
    type: (slide: number, text: string): void => {
      change({ texts: new Map(typed.texts).set(slide, text) });
      flushIn(pauseMs);
    },
    settle: (): void => {
      change({ clash: null });
    },
    isSaved: (): boolean => typed.texts.size === 0,
    flush,
  };
};
