// Opens the outbox of a class for as long as its screen is shown, and ties it to the calls.
import { useState, useSyncExternalStore } from 'react';
import { reportingRoutes as routes } from '#shared/reporting/contract.ts';
import { call } from '#client/kernel/call.ts';
import { useConnected } from '#client/kernel/use-connected.ts';
import { keepNews } from './data.ts';
import { createOutbox, type Act, type Entry, type Outbox } from './outbox.ts';

const sendIn =
  (meetingId: string, personId: string) =>
  async (act: Act): Promise<void> => {
    const at = (pointId: string) => ({ params: { meetingId, pointId } });
    switch (act.do) {
      case 'say': {
        const { notesId, state } = act;
        keepNews(await call(routes.setGroupState, { params: { meetingId, notesId }, body: { state } }));
        return;
      }
      case 'hand':
        keepNews(
          await call(act.isUp ? routes.raiseHand : routes.lowerHand, { params: { meetingId, personId } }),
        );
        return;
      case 'vote': {
        const { pointId, isMine } = act;
        keepNews(await call(isMine ? routes.votePoint : routes.unvotePoint, at(pointId)), {
          pointId,
          isMine,
        });
        return;
      }
      case 'add': {
        const { pointId: id, notesId, question, text, place, threadId } = act;
        keepNews(
          await call(routes.addPoint, {
            params: { meetingId },
            body: { id, notesId, question, text, place, threadId },
          }),
        );
        return;
      }
      case 'reword': {
        const { pointId, text, revision } = act;
        keepNews(await call(routes.changePoint, { ...at(pointId), body: { text, revision } }));
        return;
      }
      case 'move':
        keepNews(await call(routes.changePoint, { ...at(act.pointId), body: { place: act.place } }));
        return;
      case 'remove':
        keepNews(await call(routes.removePoint, at(act.pointId)));
    }
  };

/** For a component that is keyed by the meeting. */
export const useOutbox = (
  meetingId: string,
  personId: string,
): { outbox: Outbox; entries: readonly Entry[] } => {
  const [outbox] = useState(() =>
    createOutbox({ place: `${meetingId}:${personId}`, send: sendIn(meetingId, personId) }),
  );
  useConnected(outbox);
  return { outbox, entries: useSyncExternalStore(outbox.subscribe, outbox.entries) };
};
