// The running order against the time of the meeting: planned in all, and once it runs when it will end.
import { Text } from '@mantine/core';
import type { LiveView } from '#shared/rounds/views.ts';
import { onOverMs, orderLeftMs, plannedMinutes } from '#shared/rounds/order-time.ts';
import { itemsAhead, stageOn } from '#shared/rounds/order.ts';
import { timeOfDay } from '#shared/kernel/moments.ts';
import { serverNow } from '#client/kernel/server-clock.ts';
import { useNow } from '#client/kit/Moment.tsx';

interface Props {
  readonly order: LiveView['order'];
  readonly meeting: { readonly startsAt: string; readonly durationMinutes: number };
  readonly timeZone: string;
}

const minuteMs = 60_000;
const farMinutes = 8 * 60;
const minutesWord = (minutes: number) => `${String(minutes)} min`;

const planned = (minutes: number, duration: number): string => {
  if (minutes === duration) return `${minutesWord(minutes)}, as long as the meeting.`;
  const [sum, whole] = [minutesWord(minutes), minutesWord(duration)];
  return minutes < duration
    ? `${sum} of ${whole}: ${minutesWord(duration - minutes)} to spare.`
    : `${sum}, but the meeting has ${whole}: ${minutesWord(minutes - duration)} too long.`;
};

const running = (endsAt: number, meetingEnd: number, timeZone: string): string => {
  const late = Math.round((endsAt - meetingEnd) / minuteMs);
  // Held on another day than planned, it is neither late nor early.
  if (Math.abs(late) > farMinutes) return `Ends at ${timeOfDay(new Date(endsAt), timeZone)}.`;
  const against =
    late === 0 ? 'on time' : late > 0 ? `${minutesWord(late)} late` : `${minutesWord(-late)} early`;
  return `Ends at ${timeOfDay(new Date(endsAt), timeZone)}, ${against}.`;
};

export const OrderTotal = ({ order, meeting, timeZone }: Props) => {
  // Renews the forecast from time to time.
  useNow();
  const { startsAt, durationMinutes } = meeting;
  const isRunning = stageOn(order) !== undefined || (order.atId !== null && itemsAhead(order).length > 0);
  const total = plannedMinutes(order);
  const now = serverNow();
  const end = new Date(startsAt).getTime() + durationMinutes * minuteMs;
  const endsAt = now + orderLeftMs(order, now);
  const over = Math.floor(onOverMs(order, now) / minuteMs);
  const isLong = isRunning
    ? endsAt > end + minuteMs / 2 && endsAt < end + farMinutes * minuteMs
    : total > durationMinutes;
  return (
    <Text size="sm" className="order-total figures" data-long={isLong || undefined}>
      {isRunning ? running(endsAt, end, timeZone) : planned(total, durationMinutes)}
      {over > 0 && ` What is on has run ${minutesWord(over)} over.`}
    </Text>
  );
};
