// Who published an assignment, when, and how many seats it changed.
import { Text, Title } from '@mantine/core';
import type { Signup } from '#shared/signup/contract.ts';
import { Moment } from '#client/kit/Moment.tsx';
import { some } from './words.ts';
import { useCourseZone } from './zone.ts';

export const Publications = ({ signup: { publications } }: { signup: Signup }) => {
  const zone = useCourseZone();
  if (publications.length === 0) return null;
  return (
    <section aria-label="Published so far">
      <Title order={2} fz="1.15rem" mb="xs">
        Published so far
      </Title>
      <ul className="two-lists">
        {publications.map(({ at, by, changes }) => (
          <li key={at}>
            <Text span size="sm">
              <Moment at={at} zone={zone} />
              {` by ${by}: ${changes === 0 ? 'no change' : some(changes, 'change')}`}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
};
