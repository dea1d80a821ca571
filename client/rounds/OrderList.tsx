// The items of a running order, arranged by dragging or by the keyboard on their handles; each move is said aloud.
import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
  type DragEndEvent,
} from '@dnd-kit/core';
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import type { ReactNode } from 'react';
import type { LiveView } from '#shared/rounds/views.ts';
import type { Item } from './order-acts.ts';
import { kindWord } from './order-words.ts';
import { OrderRow } from './OrderRow.tsx';
import './order.css';

interface Props {
  readonly order: LiveView['order'];
  readonly onArrange: (items: Item[]) => void;
  /** What stands beside an item; null: nothing can be done with it. */
  readonly toolsOf: (item: Item, index: number) => ReactNode;
}

const instructions = {
  draggable:
    'Press space to pick the item up, the arrow keys to move it, space to put it down, Escape to leave it where it was.',
};

export const OrderList = ({ order, onArrange, toolsOf }: Props) => {
  const { items } = order;
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const ids = items.map(({ id }) => id);
  const nameOf = (id: unknown) => {
    const item = items.find((candidate) => candidate.id === id);
    return item ? kindWord(order, item) : 'The item';
  };
  const placeOf = (id: unknown) => `${String(ids.indexOf(String(id)) + 1)} of ${String(ids.length)}`;
  const end = ({ active, over }: DragEndEvent) => {
    if (over && active.id !== over.id)
      onArrange(arrayMove(items, ids.indexOf(String(active.id)), ids.indexOf(String(over.id))));
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={end}
      accessibility={{
        screenReaderInstructions: instructions,
        announcements: {
          onDragStart: ({ active }) => `${nameOf(active.id)} is picked up. It is ${placeOf(active.id)}.`,
          onDragOver: ({ active, over }) =>
            over && over.id !== active.id ? `${nameOf(active.id)} would be ${placeOf(over.id)}.` : undefined,
          onDragEnd: ({ active, over }) =>
            over
              ? `${nameOf(active.id)} is ${placeOf(over.id)} now.`
              : `${nameOf(active.id)} stays where it was.`,
          onDragCancel: ({ active }) => `${nameOf(active.id)} stays where it was.`,
        },
      }}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <ol className="order-items">
          {items.map((item, index) => (
            <OrderRow key={item.id} order={order} item={item} tools={toolsOf(item, index)} />
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
};
