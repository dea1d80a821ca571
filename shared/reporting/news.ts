// Works news into what a screen knows: in any order and any number of times the end is the same.
import type { GroupStateView, News, PointView, ProjectedReporting } from './contract.ts';

/** What a screen knows, and how new each part of it is. */
export type Known<P extends PointView> = Omit<ProjectedReporting, 'points'> & {
  readonly points: P[];
  /** The revisions of what comes whole; without them all have the `revision` of the whole. */
  readonly seen?: Readonly<Record<Whole, number>>;
  /** Removed points with the number of the change. */
  readonly gone?: Readonly<Record<string, number>>;
};
type Whole = 'hands' | 'called' | 'takeaways';

/**
 * What is known after the news. Points of other rounds are left out; `make` says what a point that was not known yet is to this
 * screen.
 */
export function withNews<P extends PointView>(
  known: Known<P>,
  news: News,
  make: (point: PointView) => P,
): Known<P> {
  const points = new Map(known.points.map((point) => [point.id, point]));
  const gone: Record<string, number> = { ...known.gone };
  const isNews = (id: string, changes: number) =>
    changes >= Math.max(points.get(id)?.changes ?? -1, gone[id] ?? -1);
  for (const [id, changes] of news.removed) {
    if (!isNews(id, changes)) continue;
    gone[id] = changes;
    points.delete(id);
  }
  for (const point of news.points) {
    if (point.roundId !== known.roundId || !isNews(point.id, point.changes)) continue;
    const before = points.get(point.id);
    points.set(point.id, before ? { ...before, ...point } : make(point));
  }
  for (const [id, votes, changes] of news.votes) {
    const before = points.get(id);
    if (before && isNews(id, changes)) points.set(id, { ...before, votes, changes });
  }

  const { revision } = known;
  const seen = { ...(known.seen ?? { hands: revision, called: revision, takeaways: revision }) };
  const newest = <W extends Whole>(whole: W): Known<P>[W] => {
    const told = news[whole];
    if (told === undefined || news.revision < seen[whole]) return known[whole];
    seen[whole] = news.revision;
    return told as Known<P>[W];
  };
  return {
    ...known,
    points: [...points.values()].sort(byPlace),
    states: withStates(known.states, news.states),
    hands: newest('hands'),
    called: newest('called'),
    takeaways: newest('takeaways'),
    revision: Math.max(revision, news.revision),
    seen,
    gone,
  };
}

const withStates = (known: readonly GroupStateView[], news: readonly GroupStateView[]): GroupStateView[] => {
  const states = new Map(known.map((state) => [state.notesId, state]));
  for (const state of news) {
    const before = states.get(state.notesId);
    if (!before || before.at <= state.at) states.set(state.notesId, state);
  }
  return [...states.values()];
};

/** The order of points within a group, the same on every screen. */
export const byPlace = (one: PointView, other: PointView): number =>
  one.group - other.group || one.place - other.place || (one.id < other.id ? -1 : 1);
