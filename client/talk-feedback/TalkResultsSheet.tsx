// What classmates gave a talk, for its presenters: together, without names, to print.
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import type { TalkDesk } from '#shared/talk-feedback/contract.ts';
import { giversAtLeast } from '#shared/talk-feedback/results.ts';
import { Moment } from '#client/kit/Moment.tsx';
import { EmptyState } from '#client/kit/States.tsx';
import { ResultTables } from './ResultTables.tsx';

interface Props {
  readonly desk: TalkDesk;
  readonly timeZone: string;
}

export const TalkResultsSheet = ({ desk, timeZone }: Props) => {
  const { results, criteria, closesAt } = desk;
  if (results === 'none') return null;
  if (results === 'waits')
    return (
      <EmptyState title="Your classmates’ feedback comes later">
        You read it on <Moment at={closesAt} zone={timeZone} />, all at once and without names, if at least{' '}
        {giversAtLeast} of them give some. Until then nobody but the staff sees it.
      </EmptyState>
    );
  if (results === 'too_few')
    return (
      <EmptyState title="Too few gave feedback">
        From fewer than {giversAtLeast} classmates you could tell who wrote what, so it stays with the staff.
        Ask them what they took from it.
      </EmptyState>
    );
  const { givers, comments, hidden } = results;
  return (
    <Stack gap="lg" component="section" aria-label="Feedback of your classmates">
      <Group justify="space-between">
        <div>
          <Title order={2} fz="1.3rem">
            What your classmates say
          </Title>
          <Text c="dimmed">{givers} gave feedback. All presenters of the talk see the same.</Text>
        </div>
        <Button
          className="no-print"
          variant="default"
          leftSection={<IconPrinter size={18} aria-hidden="true" />}
          onClick={() => {
            window.print();
          }}
        >
          Print
        </Button>
      </Group>
      <ResultTables
        criteria={criteria}
        results={results.criteria}
        tooFew={`Fewer than ${String(giversAtLeast)} marked this.`}
      />
      {(comments.length > 0 || hidden > 0) && (
        <section aria-label="Comments">
          <Title order={3} fz="1.1rem" mb="xs">
            Comments, in no particular order
          </Title>
          <ul className="talk-comments">
            {comments.map((comment, at) => (
              <li key={at} className="serif talk-words">
                {comment}
              </li>
            ))}
          </ul>
          {hidden > 0 && (
            <Text size="sm" c="dimmed" mt="xs">
              {hidden === 1
                ? 'The staff keep one comment back.'
                : `The staff keep ${String(hidden)} comments back.`}
            </Text>
          )}
        </section>
      )}
    </Stack>
  );
};
