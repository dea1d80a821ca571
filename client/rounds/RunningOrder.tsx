// The running order: arranged on the meeting’s page before, and on the desk while it runs.
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { arrayMove } from '@dnd-kit/sortable';
import { useState } from 'react';
import { newId } from '#shared/kernel/primitives.ts';
import type { Course } from '#shared/courses/contract.ts';
import { isStaff } from '#shared/courses/roles.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import type { LiveView } from '#shared/rounds/views.ts';
import { proposeOrder } from '#shared/rounds/order-proposal.ts';
import { OrderButtons } from '#client/kit/OrderButtons.tsx';
import { sayUndoable } from '#client/kit/say-undoable.tsx';
import { useTalks } from '#client/presentations/data.ts';
import { AddToOrder } from './AddToOrder.tsx';
import { useOrderActs, type Item } from './order-acts.ts';
import { kindWord } from './order-words.ts';
import { OrderItemForm } from './OrderItemForm.tsx';
import { OrderList } from './OrderList.tsx';
import { OrderTools } from './OrderTools.tsx';
import { OrderTotal } from './OrderTotal.tsx';

interface Props {
  readonly live: LiveView;
  readonly meeting: MeetingView;
  readonly course: Course;
  /** On the desk items can be started and skipped too. */
  readonly onDesk?: boolean;
}

const Proposal = ({
  meeting,
  course,
  onUse,
}: Pick<Props, 'meeting' | 'course'> & { onUse: (items: Item[]) => void }) => {
  const talks = useTalks(meeting.id).data;
  return (
    <div className="order-empty">
      <Text>Talks, rounds and breaks, in their order and with their lengths.</Text>
      <Button
        mt="sm"
        size="md"
        variant="light"
        disabled={!talks}
        onClick={() => {
          const presentedIds = (talks ?? []).flatMap(({ paperId, presenters }) =>
            presenters.length > 0 ? [paperId] : [],
          );
          const paperIds = meeting.papers.map(({ id }) => id);
          const { durationMinutes } = meeting;
          onUse(
            proposeOrder({ durationMinutes, paperIds, presentedIds, settings: course.settings }, newId).map(
              (item): Item =>
                item.kind === 'round'
                  ? { ...item, paperIds: [...item.paperIds], questions: [...item.questions] }
                  : item,
            ),
          );
        }}
      >
        Propose an order
      </Button>
    </div>
  );
};

export const RunningOrder = ({ live, meeting, course, onDesk = false }: Props) => {
  const [editedId, setEditedId] = useState<string | null>(null);
  const { order: known } = live;
  const { act, acts, run, arrange } = useOrderActs(live);
  // The titles of what was just added are on the page already.
  const titles = {
    ...Object.fromEntries(meeting.papers.map(({ id, title }) => [id, title])),
    ...known.titles,
  };
  const order = { ...known, titles };
  const { items } = order;
  const mayArrange = isStaff(course);
  const edited = items.find(({ id }) => id === editedId);
  const remove = (item: Item) => {
    act(async () => {
      const after = await acts.arrange(
        live,
        items.filter(({ id }) => id !== item.id),
      );
      sayUndoable(`${kindWord(order, item)} is taken out.`, () => {
        act(() => acts.arrange(after, items));
      });
      return after;
    });
  };
  const toolsOf = (item: Item, index: number) => {
    if (!mayArrange) return null;
    const move = (by: -1 | 1) => {
      arrange(arrayMove(items, index, index + by));
    };
    const edit = () => {
      setEditedId(item.id);
    };
    if (onDesk)
      return (
        <OrderTools
          {...{ order, item, index }}
          onRun={run}
          onEdit={edit}
          onMove={move}
          onRemove={() => {
            remove(item);
          }}
        />
      );
    return (
      <>
        <Button
          variant="subtle"
          size="compact-md"
          aria-label={`Edit ${kindWord(order, item)}`}
          onClick={edit}
        >
          Edit
        </Button>
        {order.stages[item.id] === undefined && (
          <OrderButtons
            name={kindWord(order, item)}
            index={index}
            count={items.length}
            onMove={move}
            onRemove={() => {
              remove(item);
            }}
          />
        )}
      </>
    );
  };
  const total = items.length > 0 && <OrderTotal order={order} meeting={meeting} timeZone={course.timeZone} />;
  return (
    <Stack gap="sm" className="running-order" data-desk={onDesk || undefined}>
      {onDesk && total}
      {items.length === 0 ? (
        <Proposal meeting={meeting} course={course} onUse={arrange} />
      ) : (
        <OrderList order={order} onArrange={arrange} toolsOf={toolsOf} />
      )}
      <Group justify="space-between" gap="sm">
        {!onDesk && total}
        {mayArrange && (
          <AddToOrder
            {...{ items, papers: meeting.papers, settings: course.settings }}
            onAdd={(item) => {
              arrange([...items, item]);
            }}
          />
        )}
      </Group>
      <Modal
        opened={edited !== undefined}
        onClose={() => {
          setEditedId(null);
        }}
        title={edited ? kindWord(order, edited) : ''}
        closeOnClickOutside={false}
      >
        {edited && (
          <OrderItemForm
            key={edited.id}
            item={edited}
            papers={meeting.papers}
            hasBegun={order.stages[edited.id] !== undefined && order.stages[edited.id]?.phase !== 'drawn'}
            onSave={(item) => {
              arrange(items.map((candidate) => (candidate.id === item.id ? item : candidate)));
            }}
            onClose={() => {
              setEditedId(null);
            }}
          />
        )}
      </Modal>
    </Stack>
  );
};
