// A talk in a list: its paper, and when it is given.
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { dayAndTime } from '#shared/kernel/moments.ts';
import type { SlotLine } from './slot-lines.ts';
import { useCourseZone } from './zone.ts';

export const SlotText = ({ line, more }: { line: SlotLine; more?: ReactNode }) => {
  const zone = useCourseZone();
  return (
    <div className="slot-text">
      <Text className="serif" fw={600} lh={1.3}>
        {line.title}
      </Text>
      <Text size="sm" c="dimmed" component="div">
        Meeting {line.meetingNumber}: {line.topic} ·{' '}
        <time dateTime={line.startsAt} className="figures">
          {dayAndTime(line.startsAt, zone)}
        </time>
        {more}
      </Text>
    </div>
  );
};
