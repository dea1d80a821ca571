// Who is in a room as the client knows it: everybody at first, then what is different.
import type { PresenceNews } from '#shared/kernel/live.ts';

/** Each change makes a new one. */
export interface Presence {
  /** All of them, also those who are not told one by one. */
  readonly total: number;
  /** By the person's id, what others are told of them. */
  readonly people: ReadonlyMap<string, unknown>;
  /** How many there are of each sort that the room counts. */
  readonly counts: ReadonlyMap<string, number>;
}

export const nobody: Presence = { total: 0, people: new Map(), counts: new Map() };

/** Works news in. */
export const applyPresence = (known: Presence, news: PresenceNews): Presence => {
  const { people, counts } = news.all ? nobody : known;
  const there = new Map([...people, ...news.people]);
  for (const personId of news.left) there.delete(personId);
  const counted = [...new Map([...counts, ...Object.entries(news.counts)])].filter(([, count]) => count > 0);
  return { total: news.total, people: there, counts: new Map(counted) };
};
