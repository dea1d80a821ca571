// Typing `@` and letters offers the people of the course; arrows choose, Enter or Tab takes, Escape goes on without.
import { useQuery } from '@tanstack/react-query';
import { useId, useMemo, useState, type KeyboardEvent, type RefObject } from 'react';
import { mentionOf } from '#shared/annotations/mentions.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { membersQuery } from '#client/courses/data.ts';
import { placeOfCharacter, type Place } from './caret-place.ts';
import { insertText } from './insert-text.ts';
import { peopleFor, preparePeople, typingAt, type Somebody, type Typing } from './mentioning.ts';
import { useReading } from './reading-context.ts';

export interface Mentioning {
  readonly listId: string;
  readonly people: readonly Somebody[];
  readonly chosen: number;
  /** Where the `@` of the mention stands; null: nothing is offered. */
  readonly from: number | null;
  /** The same on the screen, in the field. */
  readonly place: Place;
  optionId(at: number): string;
  choose(at: number): void;
  take(somebody: Somebody): void;
  /** To be called whenever the text or the caret changed. */
  look(): void;
  close(): void;
  /** True: the key was meant for the list. */
  onKey(event: KeyboardEvent): boolean;
}

const none: ReadonlySet<Id> = new Set();

/** `first`: people of the thread, who are offered before the others. */
export const useMentioning = (
  field: RefObject<HTMLTextAreaElement | null>,
  first: ReadonlySet<Id> = none,
): Mentioning => {
  const { member } = useReading();
  const [typing, setTyping] = useState<Typing | null>(null);
  const members = useQuery({ ...membersQuery(member.courseId), enabled: typing !== null });
  const everybody = useMemo(
    () => preparePeople((members.data ?? []).filter(({ personId }) => personId !== member.personId)),
    [members.data, member.personId],
  );
  const listId = useId();
  const [refused, setRefused] = useState<number | null>(null);
  const [chosen, setChosen] = useState(0);
  const [place, setPlace] = useState<Place>({ left: 0, bottom: 0 });
  const people = useMemo(
    () => (typing && typing.from !== refused ? peopleFor(everybody, typing.typed, first) : []),
    [everybody, typing, refused, first],
  );
  const isOpen = people.length > 0;

  const take = (somebody: Somebody) => {
    if (!field.current || !typing) return;
    const end = typing.from + 1 + typing.typed.length;
    const space = /^\s/.test(field.current.value.slice(end)) ? '' : ' ';
    insertText(field.current, typing.from, end, mentionOf(somebody.name, somebody.personId) + space);
    setTyping(null);
  };
  return {
    ...{ listId, people, take, place, chosen: Math.min(chosen, people.length - 1) },
    from: isOpen && typing ? typing.from : null,
    optionId: (at) => `${listId}-${String(at)}`,
    choose: setChosen,
    look: () => {
      const { value = '', selectionStart = 0, selectionEnd = 0 } = field.current ?? {};
      const next = selectionStart === selectionEnd ? typingAt(value, selectionStart) : null;
      if (next?.from === typing?.from && next?.typed === typing?.typed) return;
      if (next && next.from !== typing?.from && field.current)
        setPlace(placeOfCharacter(field.current, next.from));
      setTyping(next);
      setChosen(0);
      if (next?.from !== refused) setRefused(null);
    },
    close: () => {
      setTyping(null);
    },
    onKey: (event) => {
      // While a word is being put together (Japanese, for instance) the keys are the input method's.
      if (!isOpen || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey)
        return false;
      const at = Math.min(chosen, people.length - 1);
      const somebody = people[at];
      if (event.key === 'ArrowDown') setChosen((at + 1) % people.length);
      else if (event.key === 'ArrowUp') setChosen((at + people.length - 1) % people.length);
      else if (event.key === 'Escape') setRefused(typing?.from ?? null);
      else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && somebody) take(somebody);
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
};
