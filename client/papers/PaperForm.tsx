// Bibliographic data of a paper: corrects what was read from the PDF, or adds a paper before its PDF is at hand.
import { Button, Group, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { newId } from '#shared/kernel/primitives.ts';
import { papersRoutes, type PaperView } from '#shared/papers/contract.ts';
import { call } from '#client/kernel/call.ts';
import { Clashes } from '#client/kit/Clashes.tsx';
import { errorAt, FormProblem } from '#client/kit/FormProblem.tsx';
import { currentOf, useMerging } from '#client/kit/merging.ts';
import { refreshMeetings } from './data.ts';

interface Props {
  readonly meetingId: string;
  /** The paper to correct; a new one without. */
  readonly paper?: PaperView;
  readonly onDone: () => void;
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

const labels = {
  title: 'Title',
  authors: 'Authors',
  venue: 'Venue',
  year: 'Year',
  link: 'Link',
  abstract: 'Abstract',
};

const draftOf = (paper: PaperView | undefined) => ({
  title: paper?.title ?? '',
  authors: paper?.authors.join('\n') ?? '',
  venue: paper?.venue ?? '',
  year: paper?.year ?? null,
  link: paper?.link ?? '',
  abstract: paper?.abstract ?? '',
});

export const PaperForm = ({ meetingId, paper, onDone }: Props) => {
  const [id] = useState(newId);
  const merging = useMerging(draftOf(paper), paper?.revision ?? 0);
  const { draft, revision, change } = merging;
  const save = useMutation({
    mutationFn: () => {
      const fields = { ...draft, authors: linesOf(draft.authors) };
      return paper
        ? call(papersRoutes.changePaper, { params: { paperId: paper.id }, body: { ...fields, revision } })
        : call(papersRoutes.createPaper, { params: { meetingId }, body: { id, ...fields } });
    },
    onSuccess: async () => {
      await refreshMeetings();
      onDone();
    },
    onError: (error) => {
      const theirs = currentOf(error) as PaperView | undefined;
      if (theirs) merging.meet(draftOf(theirs), theirs.revision);
    },
  });
  const hasClashed = save.error !== null && currentOf(save.error) !== undefined;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Clashes merging={merging} shown={hasClashed} labels={labels} />
        {!hasClashed && <FormProblem error={save.error} fields={Object.keys(labels)} />}
        <TextInput
          label="Title"
          required
          maxLength={300}
          data-autofocus
          value={draft.title}
          error={errorAt(save.error, 'title')}
          onChange={(event) => {
            change({ title: event.currentTarget.value });
          }}
        />
        <Textarea
          label="Authors"
          description="One a line."
          autosize
          minRows={2}
          maxRows={8}
          value={draft.authors}
          error={errorAt(save.error, 'authors')}
          onChange={(event) => {
            change({ authors: event.currentTarget.value });
          }}
        />
        <Group align="flex-start" gap="sm" wrap="nowrap">
          <TextInput
            label="Venue"
            placeholder="SOSP"
            maxLength={200}
            style={{ flex: 1 }}
            value={draft.venue}
            error={errorAt(save.error, 'venue')}
            onChange={(event) => {
              change({ venue: event.currentTarget.value });
            }}
          />
          <NumberInput
            label="Year"
            w="6rem"
            min={1600}
            max={2200}
            allowDecimal={false}
            hideControls
            thousandSeparator=""
            value={draft.year ?? ''}
            error={errorAt(save.error, 'year')}
            onChange={(year) => {
              change({ year: year === '' ? null : Number(year) });
            }}
          />
        </Group>
        <TextInput
          label="Link"
          type="url"
          placeholder="https://doi.org/…"
          maxLength={500}
          value={draft.link}
          error={errorAt(save.error, 'link')}
          onChange={(event) => {
            change({ link: event.currentTarget.value });
          }}
        />
        <Textarea
          label="Abstract"
          autosize
          minRows={3}
          maxRows={12}
          maxLength={10_000}
          value={draft.abstract}
          error={errorAt(save.error, 'abstract')}
          onChange={(event) => {
            change({ abstract: event.currentTarget.value });
          }}
        />
        <Button type="submit" loading={save.isPending}>
          {paper ? 'Save the paper' : 'Add the paper'}
        </Button>
      </Stack>
    </form>
  );
};
