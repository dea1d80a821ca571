// The versions one has submitted, newest first: which one counts, what each changed, and a way to take one back into the draft.
import { Accordion, Badge, Button, Group, Modal, SegmentedControl, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import type { MeetingView } from '#shared/papers/contract.ts';
import { answerTo, areSameAnswers, type Answers } from '#shared/reviews/answers.ts';
import type { Question } from '#shared/reviews/form.ts';
import { Moment } from '#client/kit/Moment.tsx';
import { Query } from '#client/kit/Query.tsx';
import { ownVersionsQuery } from './data.ts';
import { ReviewChanges } from './ReviewChanges.tsx';
import { ReviewText } from './ReviewText.tsx';
import type { Writing } from './writing-state.ts';

interface Props {
  readonly meeting: MeetingView;
  readonly timeZone: string;
  readonly writing: Writing;
  readonly opened: boolean;
  readonly onClose: () => void;
}

interface VersionProps {
  readonly meeting: MeetingView;
  readonly questions: readonly Question[];
  readonly answers: Answers;
  /** The version before it; undefined for the first. */
  readonly before: Answers | undefined;
  readonly draft: Answers;
  readonly onRestore: () => void;
}

const Version = ({ meeting, questions, answers, before, draft, onRestore }: VersionProps) => {
  const [view, setView] = useState('text');
  return (
    <>
      <Group justify="space-between" mb="md">
        <SegmentedControl
          size="xs"
          aria-label="What is shown"
          value={view}
          onChange={setView}
          data={[
            { value: 'text', label: 'Its text' },
            ...(before ? [{ value: 'before', label: 'Changed since the one before' }] : []),
            { value: 'draft', label: 'Changed since then' },
          ]}
        />
        <Button size="xs" variant="default" disabled={areSameAnswers(answers, draft)} onClick={onRestore}>
          Take it back into the draft
        </Button>
      </Group>
      {view === 'text' ? (
        <ReviewText questions={questions} answers={answers} meeting={meeting} />
      ) : view === 'draft' ? (
        <ReviewChanges questions={questions} before={answers} after={draft} />
      ) : (
        <ReviewChanges questions={questions} before={before ?? {}} after={answers} />
      )}
    </>
  );
};

const Versions = ({ meeting, timeZone, writing }: Pick<Props, 'meeting' | 'timeZone' | 'writing'>) => {
  const query = useQuery({ ...ownVersionsQuery(meeting.id), staleTime: 0 });
  const { answers: draft, saved } = useSyncExternalStore(writing.subscribe, writing.state);
  const [replaced, setReplaced] = useState<Answers | null>(null);
  const put = (text: Answers) => {
    for (const key of new Set([...Object.keys(draft), ...Object.keys(text)]))
      writing.change(key, answerTo(text, key));
  };
  return (
    <>
      {replaced && (
        <Group role="status" mb="sm" gap="xs">
          <Text size="sm">The draft has the text of that version now.</Text>
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              put(replaced);
              setReplaced(null);
            }}
          >
            Undo
          </Button>
        </Group>
      )}
      <Query query={query}>
        {(versions) => (
          <Accordion defaultValue={String(versions[0]?.version ?? '')}>
            {versions.map(({ version, at, late, words, questions, answers }, index) => (
              <Accordion.Item key={version} value={String(version)}>
                <Accordion.Control>
                  <Text fw={600} span>
                    Version {version}
                  </Text>{' '}
                  <Text span size="sm" c="dimmed">
                    <Moment at={at} zone={timeZone} /> · {words} words{late ? ' · late' : ''}
                  </Text>{' '}
                  {version === saved.countedVersion && <Badge variant="light">This one counts</Badge>}
                </Accordion.Control>
                <Accordion.Panel>
                  <Version
                    {...{ meeting, questions, answers, draft }}
                    before={versions[index + 1]?.answers}
                    onRestore={() => {
                      setReplaced(draft);
                      put(answers);
                    }}
                  />
                </Accordion.Panel>
              </Accordion.Item>
            ))}
          </Accordion>
        )}
      </Query>
    </>
  );
};

export const VersionsDialog = ({ meeting, timeZone, writing, opened, onClose }: Props) => (
  <Modal opened={opened} onClose={onClose} size="48rem" title="What you have submitted">
    {opened && <Versions meeting={meeting} timeZone={timeZone} writing={writing} />}
  </Modal>
);
