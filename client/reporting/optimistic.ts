// What the screen shows: what the server said, with what one did since and the server does not know yet.
import { byPlace } from '#shared/reporting/news.ts';
import type { Reporting } from './data.ts';
import type { Act, Entry } from './outbox.ts';

type Points = Reporting['points'];

const change = (points: Points, id: string, how: (point: Points[number]) => Points[number]): Points =>
  points.map((point) => (point.id === id ? how(point) : point));

const applyTo = (known: Reporting, act: Act, selfId: string, at: number): Reporting => {
  const { points, states, hands } = known;
  switch (act.do) {
    case 'say':
      return {
        ...known,
        states: [
          ...states.filter(({ notesId }) => notesId !== act.notesId),
          { notesId: act.notesId, state: act.state, at },
        ],
      };
    case 'hand': {
      const others = hands.filter(({ personId }) => personId !== selfId);
      const isUp = others.length < hands.length;
      if (isUp === act.isUp) return known;
      return { ...known, hands: act.isUp ? [...others, { personId: selfId, raisedAt: at }] : others };
    }
    case 'vote':
      return {
        ...known,
        points: change(points, act.pointId, (point) =>
          point.isMine === act.isMine
            ? point
            : { ...point, isMine: act.isMine, votes: point.votes + (act.isMine ? 1 : -1) },
        ),
      };
    case 'add':
      if (act.roundId !== known.roundId || points.some(({ id }) => id === act.pointId)) return known;
      return {
        ...known,
        points: [
          ...points,
          {
            ...{ id: act.pointId, roundId: act.roundId, notesId: act.notesId, group: act.group },
            ...{ question: act.question, text: act.text, place: act.place },
            ...{ threadId: act.threadId, documentId: null, votes: 0, takeawayAt: null },
            ...{ revision: 1, changes: 0, isMine: false },
          },
        ],
      };
    case 'reword':
      return {
        ...known,
        points: change(points, act.pointId, (point) => ({
          ...point,
          text: act.text,
          revision: Math.max(point.revision, act.revision + 1),
        })),
      };
    case 'move':
      return { ...known, points: change(points, act.pointId, (point) => ({ ...point, place: act.place })) };
    case 'remove':
      return { ...known, points: points.filter(({ id }) => id !== act.pointId) };
  }
};

/** Refused entries are not shown as done. */
export const withPending = (known: Reporting, entries: readonly Entry[], selfId: string): Reporting => {
  const pending = entries.filter(({ problem }) => problem === undefined);
  if (pending.length === 0) return known;
  const after = pending.reduce((state, { act, at }) => applyTo(state, act, selfId, at), known);
  return { ...after, points: [...after.points].sort(byPlace) };
};
