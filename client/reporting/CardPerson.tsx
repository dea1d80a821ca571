// One person on a group's card: their name, which can be dragged to another group, their roles, and the button of their menu.
import { useDraggable } from '@dnd-kit/core';
import { IconDots } from '@tabler/icons-react';
import type { GroupView } from '#shared/rounds/views.ts';
import { rolesOf } from '#client/rounds/GroupPeople.tsx';

interface Props {
  readonly group: GroupView;
  readonly personId: string;
  readonly name: string;
  readonly isHere: boolean;
  /** Null: not known by name. */
  readonly isConnected: boolean | null;
  readonly isMovable: boolean;
}

export const CardPerson = ({ group, personId, name, isHere, isConnected, isMovable }: Props) => {
  const { setNodeRef, listeners, isDragging } = useDraggable({
    id: personId,
    disabled: !isMovable || !isHere,
  });
  const words = rolesOf(group, personId);
  return (
    <li data-dragging={isDragging || undefined}>
      {isConnected !== null && (
        <span
          className="dot"
          data-on={isConnected || undefined}
          title={isConnected ? 'Has the page open' : 'Page closed'}
        />
      )}
      {/* By keyboard people are moved from the menu beside their name. */}
      <span
        ref={setNodeRef}
        className="group-person"
        data-left={!isHere || undefined}
        data-movable={(isMovable && isHere) || undefined}
        data-person={personId}
        {...listeners}
      >
        {name}
        {isConnected !== null && (
          <span className="visually-hidden">{isConnected ? ', connected' : ', not connected'}</span>
        )}
        {words.length > 0 && <span className="role">{words.join(', ')}</span>}
        {!isHere && <span className="quiet"> (left)</span>}
      </span>
      {isHere && (
        <button
          type="button"
          className="person-change"
          aria-label={`Change ${name}`}
          aria-haspopup="menu"
          data-change={personId}
          data-person={personId}
        >
          <IconDots size={18} aria-hidden="true" />
        </button>
      )}
    </li>
  );
};
