// Groups that ask for help, the one that waits longest first: on top of everything and said aloud.
import { Button } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { span } from '#shared/kernel/moments.ts';
import type { RoundView } from '#shared/rounds/views.ts';
import { serverNow } from '#client/kernel/server-clock.ts';
import { useNow } from '#client/kit/Moment.tsx';
import type { Reporting } from './data.ts';

interface Props {
  readonly round: RoundView;
  readonly states: Reporting['states'];
  readonly onHelped: (notesId: string) => void;
}

export const HelpCalls = ({ round, states, onHelped }: Props) => {
  useNow();
  const calls = states
    .filter(({ state }) => state === 'help')
    .sort((one, other) => one.at - other.at)
    .flatMap(({ notesId, at }) => {
      const group = round.groups.find((candidate) => candidate.notesId === notesId);
      return group ? [{ group, at }] : [];
    });
  return (
    <>
      <div role="status" className="visually-hidden">
        {calls.map(({ group }) => `${group.name} asks for help. `)}
      </div>
      {calls.length > 0 && (
        <ul className="help-calls" aria-label="Calls for help">
          {calls.map(({ group, at }) => (
            <li key={group.notesId} className="card">
              <IconHandStop size={22} aria-hidden="true" />
              <span className="figures">
                <strong>{group.name}</strong> asks for help
                <span className="quiet"> · {span(Math.max(0, serverNow() - at))}</span>
              </span>
              <Button
                variant="default"
                size="md"
                onClick={() => {
                  onHelped(group.notesId);
                }}
              >
                Helped
                <span className="visually-hidden">: {group.name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
};
