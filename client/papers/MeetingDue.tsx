// When the reviews of one meeting are due, where that is not what the course says.
import { Group, TextInput } from '@mantine/core';

interface Due {
  readonly dueDate: string;
  readonly dueTime: string;
}

interface Props {
  readonly draft: Due;
  readonly error: string | null;
  readonly onChange: (part: Partial<Due>) => void;
}

export const MeetingDue = ({ draft, error, onChange }: Props) => (
  <Group align="flex-start" gap="sm">
    <TextInput
      label="Reviews due on"
      description="Empty: as the course’s settings say."
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      style={{ flex: '1 1 10rem' }}
      type="date"
      value={draft.dueDate}
      error={error}
      onChange={(event) => {
        onChange({ dueDate: event.currentTarget.value });
      }}
    />
    <TextInput
      label="Reviews due at"
      style={{ flex: '1 1 7.5rem' }}
      type="time"
      value={draft.dueTime}
      onChange={(event) => {
        onChange({ dueTime: event.currentTarget.value });
      }}
    />
  </Group>
);
