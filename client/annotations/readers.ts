// Who else reads the document now, and where; told in its own time, so that nothing flickers.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { readersPresence, writersCount } from '#shared/annotations/readers.ts';
import type { ToldOf } from '#shared/kernel/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { membersQuery } from '#client/courses/data.ts';
import { nobody, type Presence } from '#client/kernel/presence.ts';
import { useRoom } from '#client/kernel/use-room.ts';
import type { Viewer } from '#client/reader/viewer.ts';
import { useOwnPlace } from './own-place.ts';
import { useReading } from './reading-context.ts';

/** Somebody else who reads. `page` counts from 1. */
export interface OtherReader {
  readonly personId: Id;
  readonly name: string;
  readonly page: number;
  readonly writing: boolean;
}

export interface Readers {
  /** Those who are told one by one, who came first first. */
  readonly others: readonly OtherReader[];
  /** All others, also those who are only counted. */
  readonly total: number;
  /** How many others write. */
  readonly writers: number;
  /** How many read each page, oneself among them; pages from 1, in order. */
  readonly pages: readonly (readonly [page: number, count: number])[];
}

type Told = ToldOf<typeof readersPresence>;

const restMs = 1500;

/** The newest value, at most one in {@link restMs}: who reloads the page does not vanish for others in between. */
const useRested = <T>(first: T) => {
  const [shown, setShown] = useState(first);
  const latest = useRef(first);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  const put = (value: T) => {
    latest.current = value;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      setShown(latest.current);
    }, restMs);
  };
  return [shown, put] as const;
};

const pagesIn = (counts: Presence['counts']) =>
  [...counts]
    .flatMap(([sort, count]) => {
      const [kind, page] = sort.split(':');
      return kind === 'page' ? [[Number(page) + 1, count] as const] : [];
    })
    .sort(([a], [b]) => a - b);

/** Joins the room of readers while mounted, and says there where one reads if `shows`. */
export const useReaders = (viewer: Viewer | null, shows: boolean): Readers => {
  const { document, member } = useReading();
  const [presence, setPresence] = useRested(nobody);
  useRoom(readersPresence.room, document.id, {
    onFact: () => undefined,
    onGap: () => undefined,
    onPresence: setPresence,
  });
  const writes = useOwnPlace(document.id, viewer, shows);
  const { total, people, counts } = presence;
  const own = people.get(member.personId) as Told | undefined;
  const names = useQuery({ ...membersQuery(document.courseId), enabled: people.size > (own ? 1 : 0) }).data;
  const nameOf = new Map((names ?? []).map(({ personId, name }) => [personId, name]));
  const others = [...people].flatMap(([personId, told]): OtherReader[] => {
    const name = nameOf.get(personId);
    if (name === undefined || personId === member.personId) return [];
    const { page, writing = false } = told as Told;
    return [{ personId, name, page: page + 1, writing }];
  });
  // In a crowd one is perhaps counted only, and where names are hidden one's writing is.
  const isCounted = own !== undefined || (shows && total > people.size);
  const writers = counts.get(writersCount) ?? 0;
  return {
    others,
    total: total - (isCounted ? 1 : 0),
    writers: Math.max(0, writers - ((own?.writing ?? writes) ? 1 : 0)),
    pages: pagesIn(counts),
  };
};
