// What the pages read about the sign-up, the term and swaps, kept fresh by live facts.
import { papersEvents } from '#shared/papers/contract.ts';
import { presentationsEvents } from '#shared/presentations/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { signupEvents, signupRoutes } from '#shared/signup/contract.ts';
import { swapsEvents, swapsRoutes } from '#shared/signup/swaps.ts';
import { keyOf, queryClient, reading } from '#client/kernel/query.ts';
import { useRoom } from '#client/kernel/use-room.ts';

export const signupQuery = (courseId: Id) => reading(signupRoutes.readSignup, { params: { courseId } });
export const ownPreferencesQuery = (courseId: Id) =>
  reading(signupRoutes.readPreferences, { params: { courseId } });
export const preferencesQuery = (courseId: Id) =>
  reading(signupRoutes.listPreferences, { params: { courseId } });
export const termQuery = (courseId: Id) => reading(signupRoutes.readTerm, { params: { courseId } });
export const swapsQuery = (courseId: Id) => reading(swapsRoutes.listSwaps, { params: { courseId } });

const refresh = (courseId: Id, routes: readonly { readonly path: string }[]) => {
  for (const { path } of routes)
    void queryClient.invalidateQueries({ queryKey: keyOf({ path }, { courseId }) });
};

const { readSignup, readPreferences, listPreferences, readTerm } = signupRoutes;
/** Which facts make which reads old. */
const olds: Readonly<Record<string, readonly { readonly path: string }[]>> = {
  [signupEvents.signupChanged.name]: [readSignup, listPreferences, readTerm],
  [presentationsEvents.talksChanged.name]: [readTerm, swapsRoutes.listSwaps],
  [papersEvents.meetingsChanged.name]: [readSignup, readTerm],
  [swapsEvents.swapsChanged.name]: [swapsRoutes.listSwaps, readTerm],
};

/** Keeps all of a course's fresh while the page is open. */
export const useSignupNews = (courseId: Id, isStaff: boolean): void => {
  const everything = [readSignup, listPreferences, readTerm, swapsRoutes.listSwaps];
  useRoom('course', courseId, {
    onFact: (name) => {
      refresh(courseId, olds[name] ?? []);
    },
    onGap: () => {
      refresh(courseId, everything);
    },
  });
  useRoom('staff', isStaff ? courseId : undefined, {
    onFact: (name) => {
      if (name === signupEvents.preferencesSaved.name) refresh(courseId, [listPreferences]);
    },
    onGap: () => {
      refresh(courseId, [listPreferences]);
    },
  });
};

/** Keeps one's own list fresh where it is only told of; the page on which it is made looks after itself. */
export const useOwnPreferencesNews = (personId: Id | undefined, courseId: Id): void => {
  useRoom('person', personId, {
    onFact: (name) => {
      if (name === signupEvents.ownPreferencesSaved.name) refresh(courseId, [readPreferences]);
    },
    onGap: () => {
      refresh(courseId, [readPreferences]);
    },
  });
};
