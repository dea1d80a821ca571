// Whoever leaves a course loses their seats a moment later; tests that go on with the talk wait for it.
import type { Id } from '#shared/kernel/primitives.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import type { PersonClient } from '#tests/support/app.ts';
import { eventually } from '#tests/support/journey.ts';

export const seatIsFree = (who: PersonClient, meetingId: Id, personId: Id): Promise<void> =>
  eventually(async () => {
    const talks = await who.call(presentationsRoutes.listTalks, { params: { meetingId } });
    if (talks.some(({ presenters }) => presenters.some(({ id }) => id === personId)))
      throw new Error('The seat is still taken.');
  });
