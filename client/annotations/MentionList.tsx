// The people who may be meant, beside the caret; the focus stays in the text.
import { Popover, VisuallyHidden } from '@mantine/core';
import { roleWords } from '#client/courses/role-words.ts';
import { fold, type Somebody } from './mentioning.ts';
import type { Mentioning } from './use-mentioning.ts';

/** What tells two people of one name apart: the role, and the day they came where that is the same too. */
const markOf = (somebody: Somebody, people: readonly Somebody[]): string => {
  const isTwin = (other: Somebody) =>
    other !== somebody && other.role === somebody.role && fold(other.name) === fold(somebody.name);
  const day = new Date(somebody.joinedAt).toLocaleDateString('en', { day: 'numeric', month: 'short' });
  return roleWords[somebody.role] + (people.some(isTwin) ? `, since ${day}` : '');
};

export const MentionList = ({ mentioning }: { mentioning: Mentioning }) => {
  const { listId, people, chosen, from, place, optionId, take, choose } = mentioning;
  const isOpen = from !== null;
  return (
    <>
      <VisuallyHidden role="status">
        {isOpen && `${String(people.length)} ${people.length === 1 ? 'person' : 'people'} to mention`}
      </VisuallyHidden>
      <Popover
        opened={isOpen}
        position="bottom-start"
        offset={4}
        shadow="md"
        withRoles={false}
        // The line of the caret may be at the very edge of what the panel shows.
        hideDetached={false}
        trapFocus={false}
        returnFocus={false}
        closeOnEscape={false}
        closeOnClickOutside={false}
        transitionProps={{ duration: 0 }}
      >
        <Popover.Target>
          <span className="mention-place" style={{ left: place.left, top: place.bottom }} />
        </Popover.Target>
        <Popover.Dropdown p={4}>
          <ul className="mention-list" role="listbox" id={listId} aria-label="People to mention">
            {people.map((somebody, at) => (
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the text has the focus and the keys
              <li
                key={somebody.personId}
                id={optionId(at)}
                role="option"
                aria-selected={at === chosen}
                onMouseMove={() => {
                  choose(at);
                }}
                onMouseDown={(event) => {
                  event.preventDefault();
                }}
                onClick={() => {
                  take(somebody);
                }}
              >
                <span className="mention-name">{somebody.name}</span>
                <span className="quiet">{markOf(somebody, people)}</span>
              </li>
            ))}
          </ul>
        </Popover.Dropdown>
      </Popover>
    </>
  );
};
