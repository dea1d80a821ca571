// The questions of a talk by votes: all of them, or those about one slide.
import { Button, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import type { Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { ShowView } from '#shared/presenting/contract.ts';
import { QuestionCard } from './QuestionCard.tsx';
import { useQuestions, useTurns, type Asked, type Of } from './questions.ts';

interface Props {
  readonly of: Of;
  readonly documentId: Id;
  readonly member: Member;
  readonly isPresenting: boolean;
  readonly show: ShowView | null;
  /** The slide one looks at, from 0. */
  readonly slide: number;
  readonly onScreen?: ((shown: ShowView['onScreen']) => void) | undefined;
  readonly onSlide?: (slide: number) => void;
}

const Turns = ({ asked, ...props }: Props & { asked: readonly Asked[] }) => {
  const { of, member, isPresenting, show, slide, onScreen, onSlide } = props;
  const [about, setAbout] = useState<'all' | 'slide'>('all');
  const { turns, isStale, sort } = useTurns(asked);
  const listed = about === 'all' ? turns : turns.filter((one) => one.slide === slide);
  const isTopShown = show?.onScreen?.kind === 'top';
  return (
    <>
      <div className="questions-bar">
        <SegmentedControl
          size="xs"
          aria-label="Which questions"
          value={about}
          onChange={(value) => {
            setAbout(value === 'slide' ? 'slide' : 'all');
          }}
          data={[
            { value: 'all', label: `All ${String(turns.length)}` },
            { value: 'slide', label: `Slide ${String(slide + 1)}` },
          ]}
        />
        {isStale && (
          <Button size="compact-sm" variant="subtle" onClick={sort}>
            Sort by votes
          </Button>
        )}
        {onScreen && turns.length > 0 && (
          <Button
            size="compact-sm"
            variant={isTopShown ? 'filled' : 'light'}
            onClick={() => {
              onScreen(isTopShown ? null : { kind: 'top' });
            }}
          >
            {isTopShown ? 'Back to the slide' : 'Show the top ones'}
          </Button>
        )}
      </div>
      {listed.length === 0 && (
        <Text c="dimmed" size="sm" py="sm">
          {about === 'all' ? 'No questions yet.' : 'No questions about this slide.'}
        </Text>
      )}
      <ol className="questions">
        {listed.map((one) => {
          const isShown = show?.onScreen?.kind === 'question' && show.onScreen.threadId === one.thread.id;
          return (
            <QuestionCard
              key={one.thread.id}
              {...{ of, member, isPresenting, asked: one }}
              {...(onSlide && { onSlide })}
              screen={
                onScreen && {
                  isShown,
                  toggle: () => {
                    onScreen(isShown ? null : { kind: 'question', threadId: one.thread.id });
                  },
                }
              }
            />
          );
        })}
      </ol>
    </>
  );
};

export const QuestionList = (props: Props) => {
  const asked = useQuestions(props.of, props.documentId, props.member);
  return asked ? (
    <Turns {...props} asked={asked} />
  ) : (
    <Text c="dimmed" size="sm" role="status">
      Loading the questions
    </Text>
  );
};
