// Tells authors on every page that the marks of a review of theirs were returned.
import { gradingEvents, gradingRoutes } from '#shared/grading/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { call } from '#client/kernel/call.ts';
import { isFact } from '#client/kernel/live.ts';
import { useRoom } from '#client/kernel/use-room.ts';
import { sayDone } from '#client/kit/say.ts';

export const MarksNews = ({ personId }: { personId: Id }) => {
  useRoom('person', personId, {
    onFact: (name, payload) => {
      if (!isFact(gradingEvents.marksReturned, name, payload)) return;
      // Also told when they were taken back: only what is there is worth a word.
      call(gradingRoutes.readOwnMarks, { params: { meetingId: payload.meetingId } }).then(
        (marks) => {
          if (marks)
            sayDone('Marks of a review of yours are here: they stand on the page of its meeting.', 10_000);
        },
        () => undefined,
      );
    },
    onGap: () => undefined,
  });
  return null;
};
