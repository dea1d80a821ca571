// A word to the staff: the group needs help, or is done.
import { Button, Text } from '@mantine/core';
import { IconCheck, IconLifebuoy } from '@tabler/icons-react';
import type { GroupState } from '#shared/reporting/rules.ts';

interface Props {
  readonly state: GroupState;
  readonly onSay: (state: GroupState) => void;
}

const sentence: Readonly<Record<GroupState, string>> = {
  writing: '',
  help: 'The staff see that you call for help.',
  done: 'The staff see that you are done. You can go on writing.',
};

export const GroupSays = ({ state, onSay }: Props) => (
  <div className="group-says">
    <div className="group-says-buttons">
      <Button
        size="md"
        variant={state === 'help' ? 'filled' : 'default'}
        aria-pressed={state === 'help'}
        leftSection={<IconLifebuoy size={20} aria-hidden />}
        onClick={() => {
          onSay(state === 'help' ? 'writing' : 'help');
        }}
      >
        Call for help
      </Button>
      <Button
        size="md"
        variant={state === 'done' ? 'filled' : 'default'}
        aria-pressed={state === 'done'}
        leftSection={<IconCheck size={20} aria-hidden />}
        onClick={() => {
          onSay(state === 'done' ? 'writing' : 'done');
        }}
      >
        We are done
      </Button>
    </div>
    <Text role="status" size="sm" c="var(--text-quiet)" className="group-says-words">
      {sentence[state]}
    </Text>
  </div>
);
