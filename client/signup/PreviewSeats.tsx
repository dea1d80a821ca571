// The talks of a preview with whom each would have, and a pin to fix a seat whatever comes out.
import { Badge, Button, Text } from '@mantine/core';
import { IconPin, IconPinnedOff } from '@tabler/icons-react';
import { day } from '#shared/kernel/moments.ts';
import type { Pin, Preview } from '#shared/signup/contract.ts';
import type { SlotLine } from './slot-lines.ts';
import { ordinal } from './words.ts';
import { useCourseZone } from './zone.ts';

interface Props {
  readonly preview: Preview;
  readonly lines: readonly SlotLine[];
  readonly busy: boolean;
  readonly onPin: (pin: Pin, isOn: boolean) => void;
}

type Seat = Preview['seats'][number];

const Place = ({ seat }: { seat: Seat }) => {
  if (seat.isGuest)
    return (
      <Text span size="sm" c="dimmed">
        assigned by hand
      </Text>
    );
  if (seat.place === null)
    return (
      <Badge tt="none" variant="outline" className="badge-warn">
        Not listed
      </Badge>
    );
  return (
    <Text span size="sm" c="dimmed" className="figures">
      {`${ordinal(seat.place)} choice`}
    </Text>
  );
};

export const PreviewSeats = ({ preview, lines, busy, onPin }: Props) => {
  const zone = useCourseZone();
  return (
    <ul className="plain-list card" aria-label="Talks and their presenters">
      {lines
        .filter(({ hasBegun }) => !hasBegun)
        .map(({ paperId, title, startsAt, max }) => {
          const seats = preview.seats.filter((seat) => seat.paperId === paperId);
          return (
            <li key={paperId} className="preview-talk">
              <Text className="serif" fw={600} lh={1.3}>
                {title}
              </Text>
              <Text size="sm" c="dimmed" className="figures">
                {`${day(startsAt, zone)} · ${String(seats.length)} of ${String(max)}`}
              </Text>
              {seats.map((seat) => (
                <div key={seat.person.id} className="preview-seat">
                  <Text span style={{ overflowWrap: 'anywhere' }}>
                    {seat.person.name}
                  </Text>
                  <Place seat={seat} />
                  {seat.isNew && (
                    <Badge tt="none" variant="light">
                      New
                    </Badge>
                  )}
                  {!seat.isGuest && (
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      {...(seat.isPinned ? {} : { color: 'gray' })}
                      disabled={busy}
                      aria-pressed={seat.isPinned}
                      aria-label={`Fix ${seat.person.name} to “${title}”`}
                      leftSection={seat.isPinned ? <IconPinnedOff size={14} /> : <IconPin size={14} />}
                      onClick={() => {
                        onPin({ personId: seat.person.id, paperId }, !seat.isPinned);
                      }}
                    >
                      {seat.isPinned ? 'Fixed' : 'Fix'}
                    </Button>
                  )}
                </div>
              ))}
            </li>
          );
        })}
    </ul>
  );
};
