// A course for a journey that begins in the middle of the term: people by the API, so that the story has only its own pages.
import type { Page } from 'playwright-core';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { defaultSettings, type Settings } from '#shared/courses/settings.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { papersRoutes, type MeetingView, type PaperView } from '#shared/papers/contract.ts';
import type { Client } from './client.ts';
import { eventually, type Journey } from './journey.ts';

export const instructor = { name: 'Grace Okafor', email: 'grace@example.org' };
export const password = 'a lamp and two papers';

export interface JourneyCourse {
  readonly id: Id;
  /** The instructor, by the API. */
  readonly staff: Client;
  /** Signs a window in as the instructor or one of the students, without a page of it. */
  enter(page: Page, name: string): Promise<void>;
  /** A meeting with one paper per PDF, all of them read. */
  addMeeting(topic: string, startsAt: Date, pdfs: readonly Uint8Array[]): Promise<MeetingView>;
}

const addressOf = (name: string) => `${name.toLowerCase().replace(/\W+/g, '.')}@example.org`;

/** The first administrator teaches it; nobody of the students has claimed their account yet. */
export const startCourse = async (
  { server, client }: Journey,
  students: readonly string[],
  settings: Partial<Settings> = {},
): Promise<JourneyCourse> => {
  const staff = client();
  const token = server.administratorLink?.split('#')[1] ?? '';
  await staff.call(accountsRoutes.createAdministrator, { body: { token, ...instructor, password } });
  const { id, revision } = await staff.call(coursesRoutes.createCourse, {
    body: {
      id: newId(),
      title: 'Reading Systems',
      code: 'CS 900',
      term: 'Fall 2026',
      timeZone: 'Europe/Berlin',
    },
  });
  const params = { courseId: id };
  await staff.call(coursesRoutes.changeCourse, {
    params,
    body: { revision, settings: { ...defaultSettings, ...settings } },
  });
  const csv = ['name,email', ...students.map((name) => `${name},${addressOf(name)}`)].join('\n');
  const { rows } = await staff.call(coursesRoutes.importRoster, { params, body: { csv, dryRun: false } });

  const send = async (page: Page, path: string, data: object) => {
    const answer = await page.request.post(server.url + path, { data });
    if (!answer.ok()) throw new Error(`${path} answered ${String(answer.status())}: ${await answer.text()}`);
  };
  const uploaded = async (meetingId: Id, pdf: Uint8Array): Promise<PaperView> =>
    staff.upload(papersRoutes.uploadPaper, { params: { meetingId }, body: { id: newId() } }, pdf);

  return {
    id,
    staff,
    enter: async (page, name) => {
      if (name === instructor.name)
        return send(page, accountsRoutes.signIn.path, { email: instructor.email, password });
      const link = rows.find((row) => row.name === name)?.link?.split('#')[1];
      return send(page, accountsRoutes.useLink.path, { token: link, password });
    },
    addMeeting: async (topic, startsAt, pdfs) => {
      const { id: meetingId } = await staff.call(papersRoutes.createMeeting, {
        params,
        body: {
          id: newId(),
          topic,
          place: 'Room 4102',
          startsAt: startsAt.toISOString(),
          durationMinutes: 80,
        },
      });
      for (const pdf of pdfs) await uploaded(meetingId, pdf);
      return eventually(async () => {
        const meeting = await staff.call(papersRoutes.readMeeting, { params: { meetingId } });
        if (meeting.papers.some(({ document }) => document?.state !== 'ready'))
          throw new Error('A paper has not been read.');
        return meeting;
      }, 60_000);
    },
  };
};
