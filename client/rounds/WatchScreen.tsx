// An observer in class: the clock, all groups, and what they report once they do.
import { Stack, Text, Title } from '@mantine/core';
import type { LiveView } from '#shared/rounds/views.ts';
import { Clock } from './Clock.tsx';
import { GroupPeople } from './GroupPeople.tsx';

export const WatchScreen = ({ live }: { live: LiveView }) => {
  const { round } = live;
  return (
    <Stack gap="lg">
      <Clock live={live} />
      {!round && (
        <div className="card live-card">
          <Text className="figures">{live.present.length} are here. No groups have been drawn yet.</Text>
        </div>
      )}
      <div className="desk-groups">
        {round?.groups.map((group) => (
          <section key={group.number} className="card live-card" aria-label={`Group ${group.name}`}>
            <Title order={2} fz="lg">
              {group.name}
            </Title>
            <GroupPeople group={group} names={live.names} selfId={undefined} />
          </section>
        ))}
      </div>
    </Stack>
  );
};
