// Something of a course that only its instructors may change; all others are told so and shown the way back.
import type { ReactNode } from 'react';
import type { Course } from '#shared/courses/contract.ts';
import { mayChangeCourse } from '#shared/courses/roles.ts';
import { useSelf } from '#client/kernel/session.ts';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { EmptyState } from '#client/kit/States.tsx';

/** `what` begins a sentence: "The settings". */
export const InstructorsOnly = ({
  course: { id: courseId, role },
  what,
  children,
}: {
  course: Course;
  what: string;
  children: ReactNode;
}) => {
  const self = useSelf();
  const verdict = mayChangeCourse({ personId: self?.id ?? '', courseId, role });
  if (verdict === true) return children;
  return (
    <EmptyState
      title={`${what} ${what.endsWith('s') ? 'are' : 'is'} the instructors’`}
      action={
        <LinkButton to="/courses/$courseId" params={{ courseId }} variant="default">
          To the meetings
        </LinkButton>
      }
    >
      {verdict.message}
    </EmptyState>
  );
};
