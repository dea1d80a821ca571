// One's own list while it is being made: saved by itself in the pauses, both versions kept when it was changed elsewhere.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import { signupEvents, signupRoutes, type Preferences, type Wishes } from '#shared/signup/contract.ts';
import { call } from '#client/kernel/call.ts';
import { isFact } from '#client/kernel/live.ts';
import { queryClient } from '#client/kernel/query.ts';
import { useRoom } from '#client/kernel/use-room.ts';
import { currentOf } from '#client/kit/merging.ts';
import { ownPreferencesQuery } from './data.ts';

const [pauseMs, retryMs] = [600, 5000];

const wishesOf = ({ ranked, blocked, partnerId }: Wishes): Wishes => ({ ranked, blocked, partnerId });
const isSame = (one: Wishes, other: Wishes) =>
  JSON.stringify(wishesOf(one)) === JSON.stringify(wishesOf(other));
const isAway = (error: Error) => error instanceof Refusal && error.body.code === 'unavailable';

export interface Ranking {
  readonly wishes: Wishes;
  readonly saved: Preferences;
  readonly isChanged: boolean;
  readonly isSaving: boolean;
  /** Why the last save did not go through; it is tried again by itself when the server was away. */
  readonly problem: Error | null;
  readonly isAway: boolean;
  /** The list that was saved elsewhere meanwhile, until one of the two is chosen. */
  readonly theirs: Preferences | null;
  change(part: Partial<Wishes>): void;
  keep(which: 'mine' | 'theirs'): void;
}

/** Starts from `start`; later values of it are ignored. */
export const useRanking = (courseId: Id, personId: Id, start: Preferences): Ranking => {
  const [wishes, setWishes] = useState(() => wishesOf(start));
  const [saved, setSaved] = useState(start);
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Error | null>(null);
  const [theirs, setTheirs] = useState<Preferences | null>(null);
  const isChanged = !isSame(wishes, saved);
  const latest = useRef({ wishes, saved, isSaving });
  useEffect(() => {
    latest.current = { wishes, saved, isSaving };
  });

  const meet = useCallback((other: Preferences) => {
    // Whatever was sent meanwhile may be what they have.
    if (isSame(other, latest.current.wishes)) setSaved(other);
    else setTheirs(other);
  }, []);

  const save = useCallback(async () => {
    const { wishes: sent, saved: from } = latest.current;
    setSaving(true);
    try {
      const now = await call(signupRoutes.savePreferences, {
        params: { courseId },
        body: { ...sent, revision: from.revision },
      });
      setSaved(now);
      setProblem(null);
      // What is no talk any more was left out by the server.
      setWishes((shown) => (isSame(shown, sent) ? wishesOf(now) : shown));
      queryClient.setQueryData(ownPreferencesQuery(courseId).queryKey, now);
    } catch (error) {
      const other = currentOf(error as Error) as Preferences | undefined;
      if (other) meet(other);
      else setProblem(error as Error);
    } finally {
      setSaving(false);
    }
  }, [courseId, meet]);

  const waits = isChanged && !isSaving && theirs === null && (problem === null || isAway(problem));
  useEffect(() => {
    if (!waits) return;
    const timer = setTimeout(() => void save(), problem ? retryMs : pauseMs);
    return () => {
      clearTimeout(timer);
    };
  }, [waits, problem, wishes, save]);

  const look = async () => {
    const now = await call(signupRoutes.readPreferences, { params: { courseId } });
    const here = latest.current;
    if (here.isSaving || now.revision < here.saved.revision) return;
    if (isSame(here.wishes, here.saved)) {
      setSaved(now);
      setWishes(wishesOf(now));
    } else if (now.revision === here.saved.revision) setSaved(now);
    // Otherwise saving finds out, and both are shown.
  };
  useRoom('person', personId, {
    onFact: (name, payload) => {
      if (isFact(signupEvents.ownPreferencesSaved, name, payload) && payload.courseId === courseId)
        look().catch(() => undefined);
    },
    onGap: () => {
      look().catch(() => undefined);
    },
  });

  return {
    ...{ wishes, saved, isChanged, isSaving, problem, theirs },
    isAway: problem !== null && isAway(problem),
    change: (part) => {
      if (problem && !isAway(problem)) setProblem(null);
      setWishes((now) => ({ ...now, ...part }));
    },
    keep: (which) => {
      if (!theirs) return;
      setSaved(theirs);
      if (which === 'theirs') setWishes(wishesOf(theirs));
      setTheirs(null);
    },
  };
};
