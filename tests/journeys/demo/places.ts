// The addresses of the sample course, full ones where there is a choice.
import type { Page } from 'playwright-core';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { pathOf, type ParamsOf, type ResultOf, type Route } from '#shared/kernel/contract.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import type { Cast } from './cast.ts';

/** Asks the API with the session of a window. */
export const askAs = async <T extends Route>(
  page: Page,
  url: string,
  route: T,
  params: ParamsOf<T>,
): Promise<ResultOf<T>> => {
  const answer = await page.request.fetch(url + pathOf(route, params ?? {}), {
    method: route.method,
  });
  if (!answer.ok()) throw new Error(await answer.text());
  return (await answer.json()) as ResultOf<T>;
};

/** Whose pages; those on talks are a list of their own. */
export type Places = 'visitor' | 'instructor' | 'student' | 'instructor talks' | 'student talks';

export const placesOf = async ({ server: { url }, instructor }: Cast, who: Places): Promise<string[]> => {
  const ask = <T extends Route>(route: T, params: ParamsOf<T>) => askAs(instructor, url, route, params);
  const [course] = await ask(coursesRoutes.listCourses, undefined);
  const courseId = course?.id ?? '';
  const meetings = await ask(papersRoutes.listMeetings, { courseId });
  const over = meetings.filter(({ startsAt }) => new Date(startsAt) < new Date()).at(-1);
  const next = meetings.find(({ startsAt }) => new Date(startsAt) > new Date());
  if (!over || !next) throw new Error('The sample course has no meeting behind or before it.');
  const paper = `/documents/${over.papers[0]?.document?.id ?? ''}`;
  const talks = await ask(presentationsRoutes.listTalks, { meetingId: over.id });
  const deck = talks.find(({ slides }) => slides !== null)?.slides?.document.id ?? '';
  const talk = `/meetings/${over.id}/talks/${over.papers[0]?.id ?? ''}`;
  const { projectorPath } = await ask(roundsRoutes.readDesk, { meetingId: next.id });
  return {
    visitor: ['/', '/sign-in', '/join', '/administrator', '/link', '/no-such-page', projectorPath],
    instructor: [
      ...['/', `/courses/${courseId}`, `/courses/${courseId}/members`, `/courses/${courseId}/settings`],
      ...[`/meetings/${over.id}`, `/meetings/${next.id}`, `/meetings/${over.id}/reviews`],
      ...[`/meetings/${next.id}/live`, `/courses/${courseId}/review-form`, `/meetings/${over.id}/feedback`],
      `/meetings/${over.id}/grading`,
      ...[`/courses/${courseId}/feedback-criteria`, `/courses/${courseId}/feedback-samples`],
    ],
    student: [
      ...['/', `/courses/${courseId}`, `/meetings/${next.id}`, `/meetings/${over.id}`, '/account', paper],
      ...[`/documents/${deck}`, `/meetings/${next.id}/review`, `/meetings/${over.id}/reviews`],
      ...[
        `/meetings/${next.id}/live`,
        `/meetings/${over.id}/feedback`,
        `/courses/${courseId}/feedback-scores`,
      ],
    ],
    'instructor talks': [
      ...[`/courses/${courseId}/signup`, `/courses/${courseId}/talks`, `/courses/${courseId}/talk-rubric`],
      ...[talk, `${talk}/present`, `${talk}/feedback`],
    ],
    'student talks': [
      ...[`/courses/${courseId}/signup`, `/courses/${courseId}/talks`],
      ...[talk, `${talk}/follow`, `${talk}/feedback`],
    ],
  }[who];
};
