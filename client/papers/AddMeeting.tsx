// The button and dialog with which staff add a meeting to the term.
import { IconPlus } from '@tabler/icons-react';
import type { Id } from '#shared/kernel/primitives.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { DialogButton } from '#client/kit/DialogButton.tsx';
import { MeetingForm } from './MeetingForm.tsx';

interface Props {
  readonly courseId: Id;
  readonly timeZone: string;
  readonly meetings: readonly MeetingView[];
  readonly onAdded: (meeting: MeetingView) => void;
}

export const AddMeeting = ({ courseId, timeZone, meetings, onAdded }: Props) => (
  <DialogButton leftSection={<IconPlus size={18} />} label="Add a meeting" title="Add a meeting" isForm>
    {(close) => (
      <MeetingForm
        courseId={courseId}
        timeZone={timeZone}
        after={meetings.at(-1)}
        onDone={(meeting) => {
          close();
          onAdded(meeting);
        }}
      />
    )}
  </DialogButton>
);
