// One question: what is asked, about which slide, its votes, and what presenters and staff do with it.
import { Badge, Button, Group, Text, TextInput, UnstyledButton } from '@mantine/core';
import {
  IconArrowBigUp,
  IconArrowBigUpFilled,
  IconCheck,
  IconEyeOff,
  IconScreenShare,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { mayUpvote } from '#shared/annotations/rules.ts';
import { isStaff, type Member } from '#shared/courses/roles.ts';
import { setUpvote } from '#client/annotations/commands.ts';
import { DialogButton } from '#client/kit/DialogButton.tsx';
import { Markdown } from '#client/kit/Markdown.tsx';
import { sayRefused } from '#client/kit/say.ts';
import { bringBack, hideQuestion, setAnswered, type Asked, type Of } from './questions.ts';

interface Props {
  readonly of: Of;
  readonly asked: Asked;
  readonly member: Member;
  readonly isPresenting: boolean;
  /** Whoever steers shows it to the room, or takes it away; undefined: the slides are not up. */
  readonly screen?: { readonly isShown: boolean; toggle(): void } | undefined;
  /** Turns to its slide. */
  readonly onSlide?: (slide: number) => void;
}

const HideForm = ({ of, asked, close }: { of: Of; asked: Asked; close: () => void }) => {
  const [reason, setReason] = useState('');
  const hide = useMutation({
    mutationFn: () => hideQuestion(of, asked.thread.id, reason),
    onSuccess: close,
    onError: sayRefused,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') hide.mutate();
      }}
    >
      <TextInput
        label="Why"
        description="Whoever asked reads it. The class no longer sees the question; you can bring it back."
        data-autofocus
        maxLength={500}
        value={reason}
        onChange={(event) => {
          setReason(event.currentTarget.value);
        }}
      />
      <Group justify="flex-end" mt="md">
        <Button type="submit" loading={hide.isPending} disabled={reason.trim() === ''}>
          Hide the question
        </Button>
      </Group>
    </form>
  );
};

export const QuestionCard = ({ of, asked, member, isPresenting, screen, onSlide }: Props) => {
  const { thread, slide, isMine, isUpvoted, hidden } = asked;
  const isAnswered = thread.resolvedAt !== null;
  const vote = useMutation({
    mutationFn: () => setUpvote(thread, thread.id, !isUpvoted),
    onError: sayRefused,
  });
  const answer = useMutation({
    mutationFn: () => setAnswered(of, thread.id, !isAnswered),
    onError: sayRefused,
  });
  const back = useMutation({ mutationFn: () => bringBack(of, thread.id), onError: sayRefused });
  const verdict = mayUpvote(member, thread);
  const Arrow = isUpvoted ? IconArrowBigUpFilled : IconArrowBigUp;
  return (
    <li className="question" data-answered={isAnswered || undefined} data-hidden={hidden ? true : undefined}>
      <UnstyledButton
        className="question-vote"
        aria-label={`${isUpvoted ? 'Take your upvote back' : 'Upvote'}, ${String(thread.upvotes)} so far`}
        aria-pressed={isUpvoted}
        title={verdict === true ? undefined : verdict.message}
        disabled={verdict !== true || hidden !== null}
        onClick={() => {
          if (!vote.isPending) vote.mutate();
        }}
      >
        <Arrow size={20} stroke={1.6} />
        <span className="figures">{thread.upvotes}</span>
      </UnstyledButton>
      <div className="question-body">
        <div className="question-text">
          <Markdown text={thread.text} />
        </div>
        <Text size="sm" c="dimmed" component="div" className="question-about">
          {isMine ? (thread.anonymous ? `You, as ${thread.authorName}` : 'You') : thread.authorName}
          {' · '}
          {slide === null ? (
            'the whole talk'
          ) : onSlide ? (
            <UnstyledButton
              className="question-slide"
              onClick={() => {
                onSlide(slide);
              }}
            >
              slide {slide + 1}
            </UnstyledButton>
          ) : (
            `slide ${String(slide + 1)}`
          )}
          {isAnswered && (
            <Badge tt="none" variant="light" size="sm" ml={8} leftSection={<IconCheck size={12} />}>
              Answered
            </Badge>
          )}
          {thread.replies.length > 0 && ` · ${String(thread.replies.length)} replies on the slides`}
        </Text>
        {hidden && (
          <Text size="sm" className="question-hidden">
            Hidden from the class: {hidden.reason}
          </Text>
        )}
        {isPresenting && (
          <Group gap={6} mt={4}>
            {screen && !hidden && (
              <Button
                size="compact-sm"
                variant={screen.isShown ? 'filled' : 'light'}
                leftSection={<IconScreenShare size={15} />}
                onClick={() => {
                  screen.toggle();
                }}
              >
                {screen.isShown ? 'Back to the slide' : 'Show to the room'}
              </Button>
            )}
            <Button
              size="compact-sm"
              variant="subtle"
              loading={answer.isPending}
              onClick={() => {
                answer.mutate();
              }}
            >
              {isAnswered ? 'Not answered yet' : 'Answered live'}
            </Button>
            {isStaff(member) &&
              (hidden ? (
                <Button
                  size="compact-sm"
                  variant="light"
                  loading={back.isPending}
                  onClick={() => {
                    back.mutate();
                  }}
                >
                  Bring back
                </Button>
              ) : (
                <DialogButton
                  label="Hide"
                  title="Hide this question?"
                  buttonSize="compact-sm"
                  variant="subtle"
                  leftSection={<IconEyeOff size={15} />}
                  isForm
                >
                  {(close) => <HideForm of={of} asked={asked} close={close} />}
                </DialogButton>
              ))}
          </Group>
        )}
      </div>
    </li>
  );
};
