// Puts the presenting domain together on a database.
import type { Connection } from 'mongoose';
import { annotationsEvents } from '#shared/annotations/contract.ts';
import { coursesEvents } from '#shared/courses/contract.ts';
import { presentationsEvents } from '#shared/presentations/contract.ts';
import { presentingEvents } from '#shared/presenting/contract.ts';
import { isOn } from '#shared/presenting/show.ts';
import type { Feature } from '#server/kernel/feature.ts';
import { createTogether } from '#server/kernel/together.ts';
import { presentingFeatures } from './feature.ts';
import { createFreeControls } from './free-controls.ts';
import type { PresentingParts } from './parts.ts';
import { openShows } from './shows.ts';
import { openPresentingStore } from './store.ts';

const togetherMs = 500;

type Parts = Omit<PresentingParts, 'store' | 'shows'> & { readonly db: Connection };

/** The features with everything behind them. */
export const openPresenting = ({ db, ...given }: Parts): Feature[] => {
  const store = openPresentingStore(db);
  const { bus } = given;
  const shows = openShows(store, bus);
  const parts = { ...given, store, shows };

  given.presentations.askForShown(async (paperId, fileHash) => {
    const record = await shows.read(paperId);
    return record !== null && isOn(record.show) && record.show.fileHash === fileHash;
  });

  // Whoever presents no more lets go of the controls. Every process looks at the shows that it knows; nothing is done twice.
  const freeControls = createFreeControls(parts);
  for (const event of [
    presentationsEvents.talksChanged,
    coursesEvents.memberDropped,
    coursesEvents.roleChanged,
  ])
    bus.onEverywhere(event, (courseId) => freeControls(courseId));

  // The projector has no place in the room of the threads: it is told to look again while it shows some.
  const together = createTogether(togetherMs);
  for (const event of [
    annotationsEvents.threadPosted,
    annotationsEvents.threadChanged,
    annotationsEvents.threadRemoved,
  ])
    bus.onEverywhere(event, (_roomId, { documentId }) => {
      for (const { meetingId, show, documentId: deckId } of shows.known())
        if (deckId === documentId && show.onScreen)
          together(meetingId, () => {
            bus.publish(presentingEvents.questionsProjected, meetingId, { meetingId });
          });
    });

  return presentingFeatures(parts);
};
