// What classmates will look at in a review, while reviews are still being written.
import { Stack, Text, Title } from '@mantine/core';
import type { Criterion } from '#shared/feedback/criteria.ts';

export const LookedAt = ({ title: heading, criteria }: { title: string; criteria: readonly Criterion[] }) => (
  <Stack component="section" aria-labelledby="looked-at" gap="sm">
    <Title order={2} fz="1.3rem" id="looked-at">
      {heading}
    </Title>
    <div className="card looked-at">
      {criteria.map(({ key, title, question, steps }) => (
        <div key={key}>
          <Text fw={600}>{title}</Text>
          <Text size="sm">{question}</Text>
          <ol>
            {steps.map((step, at) => (
              <li key={at}>{step}</li>
            ))}
          </ol>
        </div>
      ))}
    </div>
  </Stack>
);
