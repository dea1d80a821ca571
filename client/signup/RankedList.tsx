// One's ranked talks: moved by dragging, by the keyboard on the handle, or by buttons; each move is said aloud.
import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
  type Announcements,
  type DragEndEvent,
} from '@dnd-kit/core';
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { IconGripVertical } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import { OrderButtons } from '#client/kit/OrderButtons.tsx';
import type { SlotLine } from './slot-lines.ts';
import { SlotText } from './SlotText.tsx';

interface Props {
  readonly lines: readonly SlotLine[];
  readonly onOrder: (paperIds: Id[]) => void;
  readonly onRemove: (paperId: Id) => void;
}

const Item = ({
  line,
  index,
  count,
  onMove,
  onRemove,
}: {
  line: SlotLine;
  index: number;
  count: number;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}) => {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    useSortable({ id: line.paperId });
  return (
    <li
      ref={setNodeRef}
      className="ranked-talk"
      data-dragging={isDragging || undefined}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <button
        type="button"
        ref={setActivatorNodeRef}
        className="ranked-handle"
        {...attributes}
        {...listeners}
        aria-label={`Choice ${String(index + 1)}: ${line.title}`}
      >
        <IconGripVertical size={18} aria-hidden="true" />
        <span className="ranked-place figures">{index + 1}</span>
      </button>
      <SlotText line={line} />
      <OrderButtons
        name={`“${line.title}”`}
        index={index}
        count={count}
        onMove={onMove}
        onRemove={onRemove}
      />
    </li>
  );
};

export const RankedList = ({ lines, onOrder, onRemove }: Props) => {
  const [said, setSaid] = useState('');
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const ids = lines.map(({ paperId }) => paperId);
  const titleOf = (id: unknown) => lines.find(({ paperId }) => paperId === id)?.title ?? 'The talk';
  const placeOf = (id: unknown) => `choice ${String(ids.indexOf(String(id)) + 1)} of ${String(ids.length)}`;
  // Whoever has just picked a talk up is over its own place, which need not be said again.
  const hasMoved = useRef(false);
  const announcements: Announcements = {
    onDragStart: ({ active }) => {
      hasMoved.current = false;
      return `${titleOf(active.id)} is picked up. It is ${placeOf(active.id)}.`;
    },
    onDragOver: ({ active, over }) => {
      if (!over || (over.id === active.id && !hasMoved.current)) return undefined;
      hasMoved.current = true;
      return `${titleOf(active.id)} would be ${placeOf(over.id)}.`;
    },
    onDragEnd: ({ active, over }) =>
      over
        ? `${titleOf(active.id)} is ${placeOf(over.id)} now.`
        : `${titleOf(active.id)} stays where it was.`,
    onDragCancel: ({ active }) => `${titleOf(active.id)} stays where it was.`,
  };
  const move = (from: number, to: number) => {
    onOrder(arrayMove([...ids], from, to));
    setSaid(`${lines[from]?.title ?? 'The talk'} is choice ${String(to + 1)} of ${String(ids.length)} now.`);
  };
  const end = ({ active, over }: DragEndEvent) => {
    if (over && active.id !== over.id)
      onOrder(arrayMove([...ids], ids.indexOf(String(active.id)), ids.indexOf(String(over.id))));
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={end}
      accessibility={{
        announcements,
        screenReaderInstructions: {
          draggable:
            'Press space to pick the talk up, the arrow keys to move it, space to put it down, Escape to leave it where it was.',
        },
      }}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <ol className="ranked-talks" aria-label="Your list">
          {lines.map((line, index) => (
            <Item
              key={line.paperId}
              line={line}
              index={index}
              count={lines.length}
              onMove={(by) => {
                move(index, index + by);
              }}
              onRemove={() => {
                onRemove(line.paperId);
                setSaid(`${line.title} is off your list.`);
              }}
            />
          ))}
        </ol>
      </SortableContext>
      <span role="status" className="visually-hidden">
        {said}
      </span>
    </DndContext>
  );
};
