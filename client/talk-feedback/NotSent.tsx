// What one typed about a talk that did not reach the server in time: it stays readable here until it is thrown away.
import { Alert, Button, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import type { TalkCriterion } from '#shared/talk-feedback/rubric.ts';
import { useDraft } from '#client/drafts/use-draft.ts';
import type { TalkRef } from './data.ts';
import { ownDraftSchema, ownTarget } from './send-own.ts';

interface Props {
  readonly personId: Id;
  readonly talk: TalkRef;
  readonly criteria: readonly TalkCriterion[];
}

export const NotSent = ({ personId, talk: { meetingId, paperId }, criteria }: Props) => {
  const { place } = useMemo(
    () => ownTarget(personId, { meetingId, paperId }),
    [personId, meetingId, paperId],
  );
  const [draft, keep] = useDraft(personId, place, ownDraftSchema);
  if (!draft) return null;
  const { marks, comment } = draft.value;
  return (
    <Alert color="yellow" variant="light" title="Not sent before the time was over">
      <Text size="sm" className="figures">
        {criteria.map(({ key, title }) => `${title} ${String(marks[key] ?? '–')}`).join(' · ')}
      </Text>
      <p className="serif talk-words">{comment}</p>
      <Button
        mt="xs"
        size="compact-sm"
        variant="default"
        onClick={() => {
          keep(null);
        }}
      >
        Throw it away
      </Button>
    </Alert>
  );
};
