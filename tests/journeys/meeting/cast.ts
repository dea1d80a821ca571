// Who and what the story of a meeting begins with: the instructor and two students at their browsers, four more by name, two papers.
import type { Page } from 'playwright-core';
import type { MeetingView } from '#shared/papers/contract.ts';
import { startJourney, type Journey } from '#tests/support/journey.ts';
import { startCourse, type JourneyCourse } from '#tests/support/journey-course.ts';
import { makePdf } from '#tests/support/pdf.ts';

export const titles = ['Leases that Outlive a Journey', 'Shallow Trees for Deep Disks'] as const;
/** They have no browser: the instructor checks them in by hand. */
export const others = ['Noor Haddad', 'Sven Lund', 'Yuki Tanaka', 'Zola Mbeki'] as const;

export interface Cast extends Journey {
  readonly course: JourneyCourse;
  readonly meeting: MeetingView;
  readonly staff: Page;
  readonly mei: Page;
  readonly tomas: Page;
  /** The whole address of a path. */
  at(path: string): string;
}

const weekMs = 7 * 86_400_000;

export const gatherCast = (): Promise<Cast> =>
  startJourney(async (journey) => {
    const course = await startCourse(journey, ['Mei Chen', 'Tomás Rivera', ...others]);
    const pdfs = await Promise.all(titles.map((title) => makePdf({ title, pages: 4 })));
    const meeting = await course.addMeeting('Leases and trees', new Date(Date.now() + weekMs), pdfs);
    const staff = await journey.open('instructor');
    const mei = await journey.open('Mei');
    const tomas = await journey.open('Tomas');
    // His clock is a minute and a half ahead: the countdown must not follow it.
    await tomas.addInitScript(() => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + 90_000;
    });
    return { course, meeting, staff, mei, tomas, at: (path: string) => journey.server.url + path };
  });
