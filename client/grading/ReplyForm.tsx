// One saved reply while it is written or changed.
import { Alert, Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { gradingRoutes, type SavedReply } from '#shared/grading/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { call } from '#client/kernel/call.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { currentOf } from '#client/kit/merging.ts';

interface Props {
  readonly courseId: Id;
  readonly reply: SavedReply;
  /** All replies after it was saved; null: given up. */
  readonly onDone: (all: SavedReply[] | null) => void;
}

export const ReplyForm = ({ courseId, reply, onDone }: Props) => {
  const [title, setTitle] = useState(reply.title);
  const [text, setText] = useState(reply.text);
  const save = useMutation({
    mutationFn: (revision: number) =>
      call(gradingRoutes.putSavedReply, {
        params: { courseId, savedReplyId: reply.id },
        body: { title, text, revision },
      }),
    onSuccess: onDone,
  });
  const theirs = save.error ? (currentOf(save.error) as SavedReply | null | undefined) : undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(reply.revision);
      }}
    >
      <Stack gap="sm">
        <TextInput
          label="Title"
          data-autofocus
          maxLength={80}
          value={title}
          onChange={({ currentTarget: { value } }) => {
            setTitle(value);
          }}
        />
        <Textarea
          label="Text"
          description="Plain Markdown, for whomever it is put in."
          autosize
          minRows={4}
          maxRows={14}
          maxLength={2000}
          value={text}
          onChange={({ currentTarget: { value } }) => {
            setText(value);
          }}
        />
        {theirs ? (
          <Alert variant="default" role="alert" title="Somebody else changed it meanwhile">
            <Text size="sm" className="grading-words">
              {theirs.title}: {theirs.text}
            </Text>
            <Button
              mt="xs"
              size="compact-sm"
              variant="default"
              onClick={() => {
                save.mutate(theirs.revision);
              }}
            >
              Save mine instead
            </Button>
          </Alert>
        ) : (
          <FormProblem error={save.error} />
        )}
        <Group justify="flex-end">
          <Button
            variant="default"
            onClick={() => {
              onDone(null);
            }}
          >
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending} disabled={title.trim() === '' || text.trim() === ''}>
            Keep
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
