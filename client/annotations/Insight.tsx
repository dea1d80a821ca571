// For the staff: where on a document the class is busy, and the sentences that puzzle it most; everything leads to its place.
import { SegmentedControl, Skeleton, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type CSSProperties } from 'react';
import { insightRoutes, type HotSentence } from '#shared/annotations/insight.ts';
import type { ResultOf } from '#shared/kernel/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { reading } from '#client/kernel/query.ts';
import { EmptyState } from '#client/kit/States.tsx';
import { Query } from '#client/kit/Query.tsx';
import './insight.css';

type Pages = ResultOf<typeof insightRoutes.readInsight>['pages'];
type Measure = 'threads' | 'questions' | 'openQuestions';

interface Props {
  readonly documentId: Id;
  /** Counts from 0. */
  readonly onPage: (page: number) => void;
  readonly onThread: (threadId: Id) => void;
}

const measures: { value: Measure; label: string }[] = [
  { value: 'threads', label: 'Threads' },
  { value: 'questions', label: 'Questions' },
  { value: 'openQuestions', label: 'Open' },
];

const counted = (count: number, one: string, many: string) => `${String(count)} ${count === 1 ? one : many}`;

const HeatMap = ({ pages, onPage }: { pages: Pages; onPage: Props['onPage'] }) => {
  const [measure, setMeasure] = useState<Measure>('threads');
  const most = Math.max(1, ...pages.map((page) => page[measure]));
  const hue = measure === 'threads' ? 'var(--accent)' : 'var(--kind-question)';
  return (
    <section aria-label="Pages">
      <SegmentedControl
        fullWidth
        size="xs"
        mb="xs"
        aria-label="What is counted"
        data={measures}
        value={measure}
        onChange={(value) => {
          setMeasure(measures.find((each) => each.value === value)?.value ?? 'threads');
        }}
      />
      <ol className="insight-pages">
        {pages.map(({ page, label, threads, questions, openQuestions, people }) => {
          const value = { threads, questions, openQuestions }[measure];
          const heat = `${String(Math.round((value / most) * 45))}%`;
          return (
            <li key={page}>
              <UnstyledButton
                className="insight-page figures"
                style={{ '--heat': heat, '--hue': hue } as CSSProperties}
                aria-label={`Page ${label}: ${counted(threads, 'thread', 'threads')} by ${counted(people, 'person', 'people')}, ${counted(questions, 'question', 'questions')}, ${String(openQuestions)} open`}
                onClick={() => {
                  onPage(page);
                }}
              >
                <span aria-hidden>p. {label}</span>
                <small aria-hidden>{value === 0 ? '·' : value}</small>
              </UnstyledButton>
            </li>
          );
        })}
      </ol>
    </section>
  );
};

const Sentence = ({ hot, label, onOpen }: { hot: HotSentence; label: string; onOpen: () => void }) => (
  <li>
    <UnstyledButton className="insight-sentence" onClick={onOpen}>
      <Text span size="xs" c="dimmed" className="figures">
        p. {label} · {counted(hot.questions, 'question', 'questions')} ·{' '}
        {counted(hot.people, 'person', 'people')}
      </Text>
      <span className="serif">{hot.sentence}</span>
    </UnstyledButton>
  </li>
);

export const Insight = ({ documentId, onPage, onThread }: Props) => {
  const query = useQuery({
    ...reading(insightRoutes.readInsight, { params: { documentId } }),
    staleTime: 5000,
  });
  return (
    <Query query={query} loading={<Skeleton height={240} radius="md" />}>
      {({ pages, sentences }) => (
        <Stack gap="lg">
          <HeatMap pages={pages} onPage={onPage} />
          <section aria-labelledby="confused">
            <Title order={3} fz="1rem" mb="xs" id="confused">
              Where the class is confused
            </Title>
            {sentences.length === 0 ? (
              <EmptyState title="Nobody has asked yet">
                The sentences that most questions are about will be listed here.
              </EmptyState>
            ) : (
              <ol className="insight-sentences">
                {sentences.map((hot) => (
                  <Sentence
                    key={`${String(hot.page)} ${hot.threadIds[0] ?? ''} ${hot.sentence}`}
                    hot={hot}
                    label={pages[hot.page]?.label ?? String(hot.page + 1)}
                    onOpen={() => {
                      const [first] = hot.threadIds;
                      if (first !== undefined) onThread(first);
                    }}
                  />
                ))}
              </ol>
            )}
          </section>
        </Stack>
      )}
    </Query>
  );
};
