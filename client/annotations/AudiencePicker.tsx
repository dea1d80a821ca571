// For whom a new thread is, and whether classmates see a pseudonym.
import { Checkbox, Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { visibilities, visibilitySchema, type Visibility } from '#shared/annotations/visibility.ts';
import { isStaff } from '#shared/courses/roles.ts';
import { useReading } from './reading-context.ts';
import { VisibilityIcon } from './VisibilityMark.tsx';

interface Props {
  readonly value: Visibility;
  /** Whether there is a reading group to write for. */
  readonly hasGroup: boolean;
  readonly onChoose: (visibility: Visibility) => void;
}

export const AudiencePicker = ({ value, hasGroup, onChoose }: Props) => (
  <Menu position="bottom-start" shadow="md" withinPortal width={250}>
    <Menu.Target>
      <UnstyledButton
        className="thread-act"
        aria-label={`For: ${visibilities[value].word}. Choose who sees it`}
      >
        <VisibilityIcon visibility={value} />
        {visibilities[value].word}
        <IconChevronDown size={13} aria-hidden />
      </UnstyledButton>
    </Menu.Target>
    <Menu.Dropdown>
      <Menu.Label>Who sees it</Menu.Label>
      <Menu.RadioGroup
        value={value}
        onChange={(visibility) => {
          onChoose(visibility as Visibility);
        }}
      >
        {visibilitySchema.options
          .filter((visibility) => visibility !== 'group' || hasGroup)
          .map((visibility) => (
            <Menu.RadioItem
              key={visibility}
              value={visibility}
              closeMenuOnClick
              rightSection={<VisibilityIcon visibility={visibility} />}
            >
              {visibilities[visibility].word}
              <span className="menu-why">{visibilities[visibility].who}</span>
            </Menu.RadioItem>
          ))}
      </Menu.RadioGroup>
    </Menu.Dropdown>
  </Menu>
);

interface AnonymousProps {
  readonly value: boolean;
  readonly onChange: (anonymous: boolean) => void;
}

/** As the course has it; nothing for staff, who are always named. */
export const AnonymousChoice = ({ value, onChange }: AnonymousProps) => {
  const { member, anonymity = 'off' } = useReading();
  if (anonymity === 'off' || isStaff(member)) return null;
  if (anonymity === 'always')
    return <p className="quiet thread-note">Classmates see a pseudonym; the staff see your name.</p>;
  return (
    <Checkbox
      size="xs"
      label="Show classmates a pseudonym"
      checked={value}
      onChange={(event) => {
        onChange(event.currentTarget.checked);
      }}
    />
  );
};
