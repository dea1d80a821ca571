// Which of the expected parts a deck has: confirmed or corrected by its presenters, read by all who see the deck.
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Talk } from '#shared/presentations/contract.ts';
import { coverageRoutes, type Coverage, type CoverageView } from '#shared/presentations/coverage.ts';
import { readSlideNumbers, sayNumbers } from '#shared/presentations/slide-numbers.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { Query } from '#client/kit/Query.tsx';
import { sayDone } from '#client/kit/say.ts';
import { coverageQuery } from './data.ts';

interface Props {
  readonly talk: Talk;
  readonly mayConfirm: boolean;
}

const List = ({ coverage }: { coverage: Coverage }) => (
  <ul className="coverage">
    {coverage.map(({ part, slides }) => (
      <li key={part} data-missing={slides.length === 0 || undefined}>
        {slides.length > 0 ? (
          <IconCheck size={16} aria-hidden />
        ) : (
          <IconAlertTriangle size={16} aria-hidden />
        )}
        <span>
          {part}: {slides.length > 0 ? sayNumbers(slides) : 'not in these slides'}
        </span>
      </li>
    ))}
  </ul>
);

const Confirm = ({ talk, view }: { talk: Talk; view: CoverageView }) => {
  const begin = view.confirmed && !view.isOutdated ? view.confirmed : (view.proposed ?? []);
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const textOf = (part: string) =>
    texts[part] ?? (begin.find((one) => one.part === part)?.slides ?? []).map((at) => at + 1).join(', ');
  const read = view.expected.map((part) => ({
    part,
    slides: readSlideNumbers(textOf(part), view.pageCount),
  }));
  // As the fields stand, so that the sentence never says something else than they do.
  const missing = read.flatMap(({ part, slides }) => (slides?.length === 0 ? part : []));
  const params = { meetingId: talk.meetingId, paperId: talk.paperId };
  const confirm = useMutation({
    mutationFn: () =>
      call(coverageRoutes.confirmCoverage, {
        params,
        body: {
          parts: read.map(({ part, slides }) => ({ part, slides: [...(slides ?? [])] })),
          fileHash: view.fileHash,
        },
      }),
    onSuccess: (saved) => {
      queryClient.setQueryData(coverageQuery(talk.meetingId, talk.paperId).queryKey, saved);
      setTexts({});
      sayDone('What the slides cover was saved.');
    },
  });
  return (
    <Stack gap="xs">
      {missing.length > 0 && (
        <Text size="sm" role="status">
          Not in these slides: {missing.join(', ')}.
        </Text>
      )}
      <div className="coverage-fields">
        {read.map(({ part, slides }) => (
          <TextInput
            key={part}
            label={part}
            placeholder="None"
            value={textOf(part)}
            inputMode="numeric"
            error={slides === null && `Numbers of slides from 1 to ${String(view.pageCount)}, such as 3, 5-7`}
            onChange={(event) => {
              setTexts({ ...texts, [part]: event.currentTarget.value });
            }}
          />
        ))}
      </div>
      <Group>
        <Button
          variant="default"
          disabled={read.some(({ slides }) => slides === null)}
          loading={confirm.isPending}
          onClick={() => {
            confirm.mutate();
          }}
        >
          {view.confirmed && !view.isOutdated ? 'Save' : 'Confirm'}
        </Button>
      </Group>
      <FormProblem error={confirm.error} />
    </Stack>
  );
};

export const CoverageCheck = ({ talk, mayConfirm }: Props) => {
  const query = useQuery(coverageQuery(talk.meetingId, talk.paperId));
  return (
    <Query query={query}>
      {(view) => {
        if (view.expected.length === 0)
          return <Text c="dimmed">The course expects no particular parts of slides.</Text>;
        return (
          <Stack gap="sm" className="card slides-panel">
            {view.confirmed ? (
              <>
                {view.isOutdated && (
                  <Text size="sm" c="dimmed">
                    {mayConfirm
                      ? 'An earlier version was confirmed. These numbers are proposed for the new one; correct and confirm them.'
                      : 'Said of an earlier version; the numbers may have moved.'}
                  </Text>
                )}
                {!mayConfirm && <List coverage={view.confirmed} />}
              </>
            ) : (
              <Text size="sm" c="dimmed">
                {mayConfirm
                  ? 'Proposed from the headings of the slides. Correct the numbers, and confirm them for the class.'
                  : 'The presenters have not said yet on which slides each part is.'}
              </Text>
            )}
            {mayConfirm && <Confirm key={view.fileHash} talk={talk} view={view} />}
          </Stack>
        );
      }}
    </Query>
  );
};
