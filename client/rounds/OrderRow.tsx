// One item of the running order: what it is, how it stands, how long it takes; moved by its handle while it has not begun.
import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { IconCoffee, IconGripVertical, IconPresentation, IconUsersGroup } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { LiveView } from '#shared/rounds/views.ts';
import type { Item } from './order-acts.ts';
import { aboutWord, kindWord, lengthWord, methodWord, stateOf, stateWord } from './order-words.ts';

interface Props {
  readonly order: LiveView['order'];
  readonly item: Item;
  /** Null for those who only look. */
  readonly tools: ReactNode;
}

const icons = { presentation: IconPresentation, round: IconUsersGroup, break: IconCoffee } as const;

const details = (item: Item): string => {
  if (item.kind !== 'round') return '';
  const questions = item.questions.length === 1 ? '1 question' : `${String(item.questions.length)} questions`;
  return item.method === 'fresh' ? questions : `${methodWord[item.method]} · ${questions}`;
};

export const OrderRow = ({ order, item, tools }: Props) => {
  const state = stateOf(order, item);
  const isFixed = order.stages[item.id] !== undefined || tools === null;
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    useSortable({ id: item.id, disabled: isFixed });
  const Icon = icons[item.kind];
  const [what, about] = [kindWord(order, item), aboutWord(order, item)];
  return (
    <li
      ref={setNodeRef}
      className="order-item"
      data-state={state}
      data-dragging={isDragging || undefined}
      aria-current={state === 'on' ? 'step' : undefined}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      {isFixed ? (
        <span className="order-mark">
          <Icon size={18} aria-hidden="true" />
        </span>
      ) : (
        <button
          type="button"
          ref={setActivatorNodeRef}
          className="order-mark order-handle"
          {...attributes}
          {...listeners}
          aria-label={`Move ${what}${about === '' ? '' : `: ${about}`}`}
        >
          <Icon size={18} aria-hidden="true" className="order-kind" />
          <IconGripVertical size={18} aria-hidden="true" className="order-grip" />
        </button>
      )}
      <div className="order-what">
        <div className="order-name">
          {what}
          {stateWord[state] !== '' && <span className="order-state">{stateWord[state]}</span>}
        </div>
        {about !== '' && <div className="order-about">{about}</div>}
        <div className="order-length figures">
          {lengthWord(item)}
          {details(item) !== '' && ` · ${details(item)}`}
        </div>
      </div>
      {tools !== null && <div className="order-tools">{tools}</div>}
    </li>
  );
};
