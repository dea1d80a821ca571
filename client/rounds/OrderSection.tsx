// The running order on a meeting’s page: the staff arrange it, the class reads it once there is one.
import type { Course } from '#shared/courses/contract.ts';
import { isStaff } from '#shared/courses/roles.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import type { ReactNode } from 'react';
import { usePlan } from './data.ts';
import { RunningOrder } from './RunningOrder.tsx';

interface Props {
  readonly meeting: MeetingView;
  readonly course: Course;
  /** The heading around it; nothing is shown to the class before something is planned. */
  readonly around: (order: ReactNode) => ReactNode;
}

export const OrderSection = ({ meeting, course, around }: Props) => {
  const live = usePlan(meeting.id).data;
  if (!live || (!isStaff(course) && live.order.items.length === 0)) return null;
  return around(
    <div className="card order-card">
      <RunningOrder live={live} meeting={meeting} course={course} />
    </div>,
  );
};
