// The projector while a talk without slides or a break is on: what comes after it.
import type { LiveView } from '#shared/rounds/views.ts';
import { itemAt, itemsAhead, stageOn, type OrderItem } from '#shared/rounds/order.ts';
import { aboutWord, kindWord } from './order-words.ts';

type OrderView = LiveView['order'];

export const itemHeading = (order: OrderView, item: OrderItem): string => {
  const about = aboutWord(order, item);
  return about === '' ? kindWord(order, item) : about;
};

/** Whether the order shows something that covers slides: a round or a break that was planned. */
export const isOrderBefore = ({ order }: Pick<LiveView, 'order'>): boolean =>
  order.planRevision > 0 && stageOn(order) !== undefined && itemAt(order)?.kind !== 'presentation';

export const ProjectorItem = ({ order }: { order: OrderView }) => {
  const [next] = itemsAhead(order);
  if (!next) return null;
  const about = aboutWord(order, next);
  return (
    <div className="projector-next">
      <p className="projector-label">Then</p>
      <p className="projector-count">
        {kindWord(order, next)}
        {about !== '' && `: ${about}`}
      </p>
    </div>
  );
};
