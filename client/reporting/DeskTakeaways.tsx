// What the class takes away from this meeting, with the staff's own words.
import { ActionIcon, Button, Text, TextInput, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { reportingLimits } from '#shared/reporting/contract.ts';
import { sayUndoable } from '#client/kit/say-undoable.tsx';
import type { Reporting } from './data.ts';
import { deskActsOf, useDeskAct } from './desk-acts.ts';

export const DeskTakeaways = ({
  meetingId,
  takeaways,
}: {
  readonly meetingId: string;
  readonly takeaways: Reporting['takeaways'];
}) => {
  const [text, setText] = useState('');
  const { act, isBusy } = useDeskAct();
  const acts = deskActsOf(meetingId);
  const remove = ({ id, pointId, text: words }: Reporting['takeaways'][number]) => {
    act(async () => {
      const news = await (pointId === null ? acts.removeTakeaway(id) : acts.unmarkTakeaway(pointId));
      sayUndoable('This is no takeaway any more.', () => {
        act(() => (pointId === null ? acts.addTakeaway(words) : acts.markTakeaway(pointId)));
      });
      return news;
    });
  };
  return (
    <section className="card live-card" aria-label="Takeaways">
      <Title order={2} fz="lg">
        Takeaways
      </Title>
      {takeaways.length === 0 && (
        <Text size="sm" c="dimmed">
          Mark a point with the star, or write one.
        </Text>
      )}
      <ul className="desk-points">
        {takeaways.map((takeaway) => (
          <li key={takeaway.id}>
            <div>
              <p>{takeaway.text}</p>
            </div>
            <ActionIcon
              size={44}
              variant="subtle"
              color="gray"
              aria-label={`No takeaway any more: ${takeaway.text}`}
              onClick={() => {
                remove(takeaway);
              }}
            >
              <IconTrash size={18} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <form
        className="add-takeaway"
        onSubmit={(event) => {
          event.preventDefault();
          const words = text.trim();
          if (words === '' || isBusy) return;
          act(async () => {
            const news = await acts.addTakeaway(words);
            setText('');
            return news;
          });
        }}
      >
        <TextInput
          size="md"
          aria-label="Takeaway in your own words"
          placeholder="In your own words"
          maxLength={reportingLimits.text}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
        />
        <Button type="submit" size="md" variant="default" disabled={text.trim() === ''}>
          Add
        </Button>
      </form>
    </section>
  );
};
