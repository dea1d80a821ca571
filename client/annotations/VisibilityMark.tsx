// Who sees a thread, as icon and word, and the way to show it to others.
import { Menu, UnstyledButton } from '@mantine/core';
import {
  IconChevronDown,
  IconLock,
  IconSchool,
  IconShield,
  IconUsersGroup,
  type Icon,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { mayMoveThread } from '#shared/annotations/rules.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { visibilities, visibilitySchema, type Visibility } from '#shared/annotations/visibility.ts';
import { sayDone, sayRefused } from '#client/kit/say.ts';
import { useCardFacts } from './card-facts.ts';
import { moveThread } from './commands.ts';
import { useReading } from './reading-context.ts';

const icons: Record<Visibility, Icon> = {
  class: IconSchool,
  group: IconUsersGroup,
  staff: IconShield,
  private: IconLock,
};

export const VisibilityIcon = ({ visibility }: { visibility: Visibility }) => {
  const Mark = icons[visibility];
  return <Mark size={15} stroke={1.7} aria-hidden />;
};

/** What everybody sees needs no mark. */
export const VisibilityMark = ({ visibility }: { visibility: Visibility }) =>
  visibility !== 'class' && (
    <span className="post-mark is-audience" title={visibilities[visibility].who}>
      <VisibilityIcon visibility={visibility} />
      {visibilities[visibility].word}
    </span>
  );

/** The mark of an open card; whoever may show the thread to others does so here, and choices that are closed say why. */
export const VisibilityMenu = ({ thread }: { thread: ThreadView }) => {
  const { member } = useReading();
  const { groupId } = useCardFacts();
  const move = useMutation({
    mutationFn: (to: Visibility) => moveThread(thread, to),
    onSuccess: (_, to) => {
      sayDone(`Shown to: ${visibilities[to].who.toLowerCase()}.`);
    },
    onError: sayRefused,
  });
  const { visibility } = thread;
  const choices = visibilitySchema.options
    .filter((to) => to === visibility || to !== 'group' || groupId !== null || thread.groupId !== null)
    .map((to) => [to, to === visibility || mayMoveThread(member, thread, to, groupId)] as const);
  const isMovable = choices.some(([to, verdict]) => to !== visibility && verdict === true);
  if (!isMovable) return <VisibilityMark visibility={visibility} />;
  const { word } = visibilities[visibility];
  return (
    <Menu position="bottom-end" shadow="md" withinPortal width={250}>
      <Menu.Target>
        <UnstyledButton className="thread-act" aria-label={`Shown to: ${word}. Show to others`}>
          <VisibilityIcon visibility={visibility} />
          {word}
          <IconChevronDown size={13} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Show to</Menu.Label>
        <Menu.RadioGroup
          value={visibility}
          onChange={(to) => {
            if (to !== visibility) move.mutate(to as Visibility);
          }}
        >
          {choices.map(([to, verdict]) => (
            <Menu.RadioItem
              key={to}
              value={to}
              disabled={verdict !== true}
              closeMenuOnClick
              rightSection={<VisibilityIcon visibility={to} />}
            >
              {visibilities[to].word}
              <span className="menu-why">{verdict === true ? visibilities[to].who : verdict.message}</span>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
};
