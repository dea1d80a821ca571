// For whom one writes about a document when nothing else is said: as the last time on this device, else one's group, else the class.
import { useState } from 'react';
import { visibilitySchema, type Visibility } from '#shared/annotations/visibility.ts';
import type { Id } from '#shared/kernel/primitives.ts';

const keyFor = (documentId: Id) => `paperround:audience:${documentId}`;

const load = (documentId: Id): Visibility | null => {
  try {
    return visibilitySchema.safeParse(localStorage.getItem(keyFor(documentId))).data ?? null;
  } catch {
    return null;
  }
};

/** `groupId`: the reading group for this document, if there is one. */
export const useAudience = (documentId: Id, groupId: Id | null) => {
  const [last, setLast] = useState(() => load(documentId));
  const usual: Visibility = groupId === null ? 'class' : 'group';
  return {
    audience: last === null || (last === 'group' && groupId === null) ? usual : last,
    remember: (visibility: Visibility) => {
      setLast(visibility);
      try {
        localStorage.setItem(keyFor(documentId), visibility);
      } catch {
        // Storage is forbidden here: it holds for as long as the page is open.
      }
    },
  };
};
