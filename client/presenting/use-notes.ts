// React's way to the notes of a talk.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import { presentingRoutes as routes } from '#shared/presenting/contract.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { notesQuery } from './data.ts';
import { createNoteKeeper, nothingTyped } from './note-keeper.ts';

/** Typed on another device meanwhile. */
const lookEveryMs = 15_000;

interface Of {
  readonly meetingId: Id;
  readonly paperId: Id;
}

const openKeeper = (of: Of, changed: Parameters<typeof createNoteKeeper>[0]['changed']) => {
  const { queryKey } = notesQuery(of);
  return createNoteKeeper({
    changed,
    revisionOf: (slide) =>
      queryClient.getQueryData(queryKey)?.find((note) => note.slide === slide)?.revision ?? 0,
    save: (slide, text, revision) =>
      call(routes.saveNote, { params: { ...of, slide }, body: { text, revision } }, undefined, true),
    keep: (note) => {
      queryClient.setQueryData(queryKey, (notes) => [
        ...(notes ?? []).filter(({ slide }) => slide !== note.slide),
        note,
      ]);
    },
  });
};

export const useNotes = (of: Of) => {
  const { data: notes } = useQuery({ ...notesQuery(of), refetchInterval: lookEveryMs });
  const [typed, setTyped] = useState(nothingTyped);
  const [keeper] = useState(() => openKeeper(of, setTyped));

  useEffect(() => {
    const save = () => void keeper.flush();
    const warn = (event: BeforeUnloadEvent) => {
      if (keeper.isSaved()) return;
      save();
      event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    document.addEventListener('visibilitychange', save);
    return () => {
      window.removeEventListener('beforeunload', warn);
      document.removeEventListener('visibilitychange', save);
      save();
    };
  }, [keeper]);

  const { texts, clash, isAway } = typed;
  return {
    isThere: notes !== undefined,
    textOf: (slide: number) => texts.get(slide) ?? notes?.find((note) => note.slide === slide)?.text ?? '',
    /** What was saved elsewhere while one typed here. */
    theirs: (slide: number) => (clash?.slide === slide ? clash.text : null),
    state: isAway ? ('away' as const) : texts.size > 0 ? ('typing' as const) : ('saved' as const),
    ...keeper,
  };
};
