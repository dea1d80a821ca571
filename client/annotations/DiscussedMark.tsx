// On a thread's card: the class discussed it, and what it took away.
import { IconBookmarkFilled } from '@tabler/icons-react';
import type { Id } from '#shared/kernel/primitives.ts';
import { useTakenAway } from './discussed-context.ts';

/** A closed card says it in one line. */
export const DiscussedMark = ({ threadId, isOpen }: { threadId: Id; isOpen: boolean }) => {
  const taken = useTakenAway(threadId);
  if (taken.length === 0) return null;
  return (
    <div className="thread-discussed">
      <p>
        <IconBookmarkFilled size={13} aria-hidden /> Discussed in class
        {!isOpen && <span className="visually-hidden">: {taken.map(({ text }) => text).join(' ')}</span>}
      </p>
      {isOpen &&
        taken.map(({ id, text, at }) => (
          <blockquote key={id}>
            {text} <span className="quiet">{at}</span>
          </blockquote>
        ))}
    </div>
  );
};
