// The form of one role: its name where there are several, and its parts in their order.
import { Button, Group, Stack, Textarea, TextInput, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { partsAtMost, type RoleForm } from '#shared/reviews/form.ts';
import { newPart } from './editing.ts';
import { moved } from '#client/kit/moved.ts';
import { OrderButtons } from '#client/kit/OrderButtons.tsx';
import { PartCard } from './PartCard.tsx';

interface Props {
  readonly role: RoleForm;
  readonly index: number;
  readonly count: number;
  /** What is wrong, by the place in this role: `parts.1.title`. */
  readonly problems: ReadonlyMap<string, string>;
  readonly onChange: (role: RoleForm) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

const loss =
  'Students who had this role write in the first one once you save. What they have answered stays readable.';

export const RoleEditor = ({ role, index, count, problems, onChange, onMove, onRemove }: Props) => {
  const { parts } = role;
  const name = role.title.trim() === '' ? `role ${String(index + 1)}` : role.title;
  const errorAt = (place: string) => {
    const found = problems.get(place);
    return found === undefined ? null : `This ${found}.`;
  };
  const put = (next: readonly RoleForm['parts'][number][]) => {
    onChange({ ...role, parts: [...next] });
  };
  return (
    <section aria-label={count > 1 ? `Role: ${name}` : 'Parts'} className="form-role">
      {count > 1 && (
        <Stack gap="sm" mb="md">
          <Group justify="space-between">
            <Title order={2} fz="1.2rem">
              {name}
            </Title>
            <OrderButtons {...{ name, index, count, loss, onMove, onRemove }} />
          </Group>
          <TextInput
            label="Role"
            required
            maxLength={60}
            value={role.title}
            error={errorAt('title')}
            onChange={(event) => {
              onChange({ ...role, title: event.currentTarget.value });
            }}
          />
          <Textarea
            label="What it is about"
            autosize
            maxLength={600}
            value={role.about}
            error={errorAt('about')}
            onChange={(event) => {
              onChange({ ...role, about: event.currentTarget.value });
            }}
          />
        </Stack>
      )}
      <ol className="form-parts">
        {parts.map((part, place) => {
          const prefix = `parts.${String(place)}.`;
          return (
            <PartCard
              key={part.id}
              part={part}
              index={place}
              count={parts.length}
              hasProblem={[...problems.keys()].some((key) => key.startsWith(prefix))}
              errorAt={(field) => errorAt(prefix + field)}
              onChange={(next) => {
                put(parts.with(place, next));
              }}
              onMove={(by) => {
                put(moved(parts, place, by));
              }}
              onRemove={() => {
                put(parts.filter(({ id }) => id !== part.id));
              }}
            />
          );
        })}
      </ol>
      <Button
        variant="default"
        leftSection={<IconPlus size={16} aria-hidden="true" />}
        disabled={parts.length >= partsAtMost}
        onClick={() => {
          put([...parts, newPart()]);
        }}
      >
        {parts.length >= partsAtMost ? `At most ${String(partsAtMost)} parts` : 'Add a part'}
      </Button>
    </section>
  );
};
