// Marks and comments as they are written: kept at once, on this device and the server, sent when they are whole, and never lost.
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { z } from 'zod';
import { fitting } from '#shared/feedback/calibration.ts';
import { missingIn, type Content } from '#shared/feedback/content.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { DraftClash } from '#client/drafts/DraftClash.tsx';
import { DraftWords } from '#client/drafts/DraftWords.tsx';
import { useDraft } from '#client/drafts/use-draft.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { CriteriaFields, GivenMarks, type CriteriaFieldsProps } from './CriteriaFields.tsx';

// Without the limits of the contract: what is too long is kept as well.
const draftSchema = z.object({
  marks: z.record(z.string(), z.number()),
  comments: z.record(z.string(), z.string()),
  overall: z.string(),
  revision: z.number(),
});

export interface SavedContent {
  readonly content: Content;
  readonly revision: number;
}

interface Props extends Pick<CriteriaFieldsProps, 'criteria' | 'overallHelp'> {
  readonly personId: Id;
  /** Where the draft is kept. */
  readonly place: string;
  readonly saved: SavedContent;
  readonly verb: string;
  /** Something may be sent although nothing was typed since. */
  readonly isUnsent: boolean;
  /** It may be sent before it is whole. */
  readonly mayBeBegun?: boolean;
  /** `keep` moves the draft on to a newer revision: a second try is then no conflict. */
  readonly send: (text: SavedContent, keep: (text: SavedContent) => void) => Promise<unknown>;
  /** What a conflict found; undefined for every other error. */
  readonly theirsOf?: (error: Error) => SavedContent | undefined;
  readonly onTake?: (theirs: SavedContent) => void;
}

export const CriteriaForm = (props: Props) => {
  const { criteria, personId, place, saved, verb, isUnsent, mayBeBegun = false, send, onTake } = props;
  const [draft, keep, state] = useDraft(personId, place, draftSchema);
  const { revision, ...written } = draft ?? { ...saved.content, revision: saved.revision };
  const content = fitting(written, criteria);
  const missing = missingIn(content, criteria);
  const put = (text: SavedContent) => {
    keep({ ...text.content, revision: text.revision });
  };
  const submit = useMutation({
    mutationFn: (text: SavedContent) => send(text, put),
    onSuccess: () => {
      keep(null);
    },
  });
  const theirs = submit.error ? props.theirsOf?.(submit.error) : undefined;
  return (
    <Stack gap="md">
      <CriteriaFields
        criteria={criteria}
        content={content}
        {...(props.overallHelp !== undefined && { overallHelp: props.overallHelp })}
        onChange={(changed) => {
          put({ content: changed, revision });
        }}
      />
      <DraftClash
        draft={draft}
        state={state}
        textOf={(one) => one.overall}
        withText={(one, overall) => ({ ...one, overall })}
      />
      {theirs ? (
        <Alert color="yellow" variant="light" role="alert" title="Changed elsewhere meanwhile">
          <GivenMarks criteria={criteria} content={theirs.content} />
          <Group gap="xs" mt="sm">
            <Button
              variant="default"
              onClick={() => {
                submit.mutate({ content, revision: theirs.revision });
              }}
            >
              Take mine instead
            </Button>
            <Button
              variant="default"
              onClick={() => {
                keep(null);
                onTake?.(theirs);
                submit.reset();
              }}
            >
              Take that version
            </Button>
          </Group>
        </Alert>
      ) : (
        <FormProblem error={submit.error} />
      )}
      <Group justify="space-between" gap="sm">
        <div>
          <DraftWords state={state} />
          {missing !== null && (
            <Text size="sm" c="dimmed">
              {missing}
            </Text>
          )}
        </div>
        <Button
          disabled={(missing !== null && !mayBeBegun) || (draft === null && !isUnsent)}
          loading={submit.isPending}
          onClick={() => {
            submit.mutate({ content, revision });
          }}
        >
          {verb}
        </Button>
      </Group>
    </Stack>
  );
};
