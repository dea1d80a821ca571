// Asks a question: about the slide one sees, or about the talk as a whole.
import { Button, Checkbox, Group, SegmentedControl, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Settings } from '#shared/courses/settings.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { questionCharactersAtMost } from '#shared/presenting/questions.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { askQuestion, type Of } from './questions.ts';

interface Props {
  readonly of: Of;
  readonly documentId: Id;
  /** The slide one looks at, from 0. */
  readonly slide: number;
  readonly anonymity: Settings['anonymity'];
}

/** A reload, or a talk that ends, loses no question that was begun. */
const draftKey = ({ paperId }: Of) => `question:${paperId}`;
const keepDraft = (of: Of, text: string) => {
  try {
    if (text === '') sessionStorage.removeItem(draftKey(of));
    else sessionStorage.setItem(draftKey(of), text);
  } catch {
    // No room, or not allowed: it is still on the screen.
  }
};
const readDraft = (of: Of): string => {
  try {
    return sessionStorage.getItem(draftKey(of)) ?? '';
  } catch {
    return '';
  }
};

export const AskBox = ({ of, documentId, slide, anonymity }: Props) => {
  const [text, setText] = useState(() => readDraft(of));
  const [about, setAbout] = useState<'slide' | 'talk'>('slide');
  const [isAnonymous, setAnonymous] = useState(false);
  // The same id until it has arrived: sent twice, it is asked once.
  const id = useRef(newId());
  const ask = useMutation({
    mutationFn: () =>
      askQuestion(of, documentId, {
        ...{ id: id.current, text, anonymous: isAnonymous },
        slide: about === 'slide' ? slide : null,
      }),
    onSuccess: () => {
      id.current = newId();
      setText('');
      keepDraft(of, '');
    },
  });
  const change = (value: string) => {
    setText(value);
    keepDraft(of, value);
  };
  return (
    <form
      className="ask-box"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '' && !ask.isPending) ask.mutate();
      }}
    >
      <Textarea
        label="Your question"
        autosize
        minRows={2}
        maxRows={8}
        maxLength={questionCharactersAtMost}
        value={text}
        onChange={(event) => {
          change(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
            event.currentTarget.form?.requestSubmit();
        }}
      />
      <FormProblem error={ask.error} />
      <Group justify="space-between" gap="xs">
        <SegmentedControl
          size="sm"
          aria-label="What it is about"
          value={about}
          onChange={(value) => {
            setAbout(value === 'talk' ? 'talk' : 'slide');
          }}
          data={[
            { value: 'slide', label: `Slide ${String(slide + 1)}` },
            { value: 'talk', label: 'The whole talk' },
          ]}
        />
        <Button type="submit" loading={ask.isPending} disabled={text.trim() === ''}>
          Ask
        </Button>
      </Group>
      {anonymity === 'choice' && (
        <Checkbox
          size="sm"
          label="Without my name (the staff see it)"
          checked={isAnonymous}
          onChange={(event) => {
            setAnonymous(event.currentTarget.checked);
          }}
        />
      )}
      {anonymity === 'always' && (
        <Text size="xs" c="dimmed">
          Classmates and presenters see a pseudonym; the staff see your name.
        </Text>
      )}
    </form>
  );
};
