// Who the story of a class begins with: the instructor, the projector, six students with phones, two more by name, a meeting.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { MeetingView } from '#shared/papers/contract.ts';
import { startJourney, type Journey } from '#tests/support/journey.ts';
import { startCourse } from '#tests/support/journey-course.ts';
import { makePdf } from '#tests/support/pdf.ts';

/** They hold a phone; the last one comes late. */
export const phones = [
  'Mei Chen',
  'Tomás Rivera',
  'Noor Haddad',
  'Sven Lund',
  'Yuki Tanaka',
  'Zola Mbeki',
] as const;
export type Name = (typeof phones)[number];
/** They are checked in by hand. */
export const others = ['Ana Silva', 'Bo Diaz'] as const;

export interface ClassCast extends Journey {
  readonly meeting: MeetingView;
  readonly staff: Page;
  readonly students: ReadonlyMap<Name, Page>;
  /** The window of a student. */
  of(name: Name): Page;
  at(path: string): string;
  /** Pictures of windows, where somebody wants to look at them (`PICTURES`: a folder). */
  picture(name: string, ...pages: readonly Page[]): Promise<void>;
}

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

export const gatherClass = (): Promise<ClassCast> =>
  startJourney(async (journey) => {
    const course = await startCourse(journey, [...phones, ...others]);
    const pdf = await makePdf({ title: 'Leases that Outlive a Journey', pages: 4 });
    const meeting = await course.addMeeting('Leases', new Date(), [pdf]);
    const staff = await journey.open('instructor');
    await course.enter(staff, 'Grace Okafor');
    const students = new Map<Name, Page>();
    for (const name of phones) {
      const page = await journey.open(name, phone);
      await course.enter(page, name);
      students.set(name, page);
    }
    const folder = process.env['PICTURES'];
    return {
      ...{ meeting, staff, students },
      at: (address: string) => journey.server.url + address,
      of: (name: Name) => {
        const page = students.get(name);
        if (!page) throw new Error(`${name} has no phone`);
        return page;
      },
      picture: async (name, ...pages) => {
        if (folder === undefined) return;
        await mkdir(folder, { recursive: true });
        for (const [index, page] of pages.entries())
          await page.screenshot({
            path: path.join(folder, `${name}-${String(index + 1)}.png`),
            fullPage: true,
          });
      },
    };
  });
