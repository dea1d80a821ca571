// The projector: a page without sign-in behind a secret link that the staff can renew.
import { timingSafeEqual } from 'node:crypto';
import type { Id } from '#shared/kernel/primitives.ts';
import type { ResultInputOf } from '#shared/kernel/contract.ts';
import { roundsEvents, type roundsRoutes } from '#shared/rounds/contract.ts';
import type { LiveView } from '#shared/rounds/views.ts';
import { shortNames } from '#shared/rounds/short-names.ts';
import { noSuch, type CoursesPublic } from '#server/courses/public.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { deriveToken } from '#server/kernel/secret.ts';
import { createTogether } from '#server/kernel/together.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import { presentRound } from './class.ts';
import { joinCodesOf, type JoinCodes } from './join-codes.ts';
import type { Lives } from './lives.ts';
import type { Notes } from './notes.ts';
import type { LiveRecord, RoundsStore } from './store.ts';
import { viewReports } from './views.ts';

interface Parts {
  readonly store: RoundsStore;
  readonly lives: Lives;
  readonly notes: Notes;
  readonly papers: PapersPublic;
  readonly courses: CoursesPublic;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly secret: string;
}

export interface Projector {
  /** The check-in codes of a class. */
  codesOf(live: Pick<LiveRecord, '_id' | 'projectorVersion'>): JoinCodes;
  /** Address of the page; the token stands in the fragment. */
  pathOf(live: LiveRecord): string;
  mayShow(meetingId: Id, token: string | undefined): Promise<boolean>;
  read(meetingId: Id, token: string): Promise<ResultInputOf<typeof roundsRoutes.readProjector>>;
  /** A group wrote while the class listens: told once a second at most. */
  tellReports(meetingId: Id): void;
}

const togetherMs = 1000;

/** The token is derived from the installation's secret, so nothing that opens the page is stored. */
export const openProjector = ({
  store,
  lives,
  notes,
  papers,
  courses,
  bus,
  clock,
  secret,
}: Parts): Projector => {
  const together = createTogether(togetherMs);
  const subjectOf = (live: Pick<LiveRecord, '_id' | 'projectorVersion'>) =>
    `${live._id}:${String(live.projectorVersion)}`;
  const tokenOf = (live: LiveRecord) => deriveToken(secret, 'projector', subjectOf(live));
  const codesOf = (live: Pick<LiveRecord, '_id' | 'projectorVersion'>) =>
    joinCodesOf(secret, subjectOf(live));
  const withShortNames = async (live: LiveView): Promise<LiveView> => {
    const { projectorNames } = await courses.settingsOf(live.courseId);
    return { ...live, names: shortNames(live.names, projectorNames) };
  };
  bus.on(roundsEvents.liveChanged, async (meetingId, { live }) => {
    bus.publish(roundsEvents.projectorChanged, meetingId, { live: await withShortNames(live) });
  });
  const fits = (live: LiveRecord, token: string) => {
    const [expected, given] = [Buffer.from(tokenOf(live)), Buffer.from(token)];
    return expected.length === given.length && timingSafeEqual(expected, given);
  };
  const find = async (meetingId: Id, token: string | undefined) => {
    const live = token === undefined ? null : await store.lives.findById(meetingId).lean();
    return live && token !== undefined && fits(live, token) ? live : null;
  };
  return {
    codesOf,
    pathOf: (live) => `/projector/${live._id}#${tokenOf(live)}`,
    mayShow: async (meetingId, token) => (await find(meetingId, token)) !== null,
    read: async (meetingId, token) => {
      const live = await find(meetingId, token);
      const meeting =
        live && (await papers.meetingsOf(live.courseId)).find((candidate) => candidate.id === meetingId);
      if (!live || !meeting) throw noSuch('projector page');
      const settings = await courses.settingsOf(live.courseId);
      const round = presentRound(live);
      const reporting = round?.phase === 'class' ? round : undefined;
      const view = await withShortNames(await lives.view(live));
      return {
        course: await courses.titleOf(live.courseId),
        topic: meeting.topic,
        startsAt: meeting.startsAt,
        timeZone: settings.timeZone,
        needsCode: settings.checkInNeedsCode,
        joinCodes: codesOf(live).from(clock.now()),
        live: view,
        reports: reporting
          ? viewReports(
              reporting,
              await notes.listOfRounds([reporting.id]),
              new Map(Object.entries(view.names)),
            )
          : [],
      };
    },
    tellReports: (meetingId) => {
      together(meetingId, () => {
        bus.publish(roundsEvents.reportsChanged, meetingId, { meetingId });
      });
    },
  };
};
