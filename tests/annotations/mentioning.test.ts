// Finding the mention that is typed and the people it may mean, and what the buttons over a text do.
import { describe, expect, test } from '@jest/globals';
import { mentionOf } from '#shared/annotations/mentions.ts';
import type { MemberView } from '#shared/courses/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { formatOf, type Format } from '#client/annotations/formatting.ts';
import { peopleFor, peopleShown, preparePeople, typingAt } from '#client/annotations/mentioning.ts';
import { sayUnseen } from '#client/annotations/unseen.ts';

const somebody = (name: string, role: MemberView['role'] = 'student'): MemberView => ({
  ...{ personId: newId(), name, role, email: null, hasJoined: null },
  joinedAt: '2026-09-01T12:00:00.000Z',
});

describe('what is being typed', () => {
  // The caret is where the | stands.
  test.each([
    ['@|', ''],
    ['Ask @Ad|', 'Ad'],
    ['Ask @Ada Lo|velace', 'Ada Lo'],
    ['(@Łuk|', 'Łuk'],
    ["@O'Ne|", "O'Ne"],
    ['one\n@José-Ma|', 'José-Ma'],
  ])('%j is a mention of %j', (marked, typed) => {
    const caret = marked.indexOf('|');
    expect(typingAt(marked.replace('|', ''), caret)).toEqual({ from: marked.indexOf('@'), typed });
  });

  test.each([
    'ada@exam|ple.org',
    'Ask Ada|',
    '@ |',
    '@Ada |',
    '@Ada\nand|',
    '@Ada, and|',
    '@one two three four five|',
    '[@Ada](person:x)|',
    '|@Ada',
  ])('%j is none', (marked) => {
    expect(typingAt(marked.replace('|', ''), marked.indexOf('|'))).toBeNull();
  });
});

describe('who is offered', () => {
  const names = (typed: string, people: readonly MemberView[], first: readonly MemberView[] = []) =>
    peopleFor(preparePeople(people), typed, new Set(first.map(({ personId }) => personId))).map(
      ({ name }) => name,
    );

  test('any part of the name, whatever the accents and the letters’ size', () => {
    const people = ['José Álvarez', 'Søren Ł. Åse', 'Ada Lovelace', 'Anne-Marie Weiß'].map((name) =>
      somebody(name),
    );
    expect(names('alv', people)).toEqual(['José Álvarez']);
    expect(names('JOSÉ', people)).toEqual(['José Álvarez']);
    expect(names('soren l', people)).toEqual(['Søren Ł. Åse']);
    expect(names('mar', people)).toEqual(['Anne-Marie Weiß']);
    expect(names('weiss', people)).toEqual(['Anne-Marie Weiß']);
    expect(names('love ada', people)).toEqual(['Ada Lovelace']);
    expect(names('lace', people)).toEqual([]);
  });

  test('people of the thread come first, the others by name, and never a page full', () => {
    const people = Array.from({ length: 400 }, (_, at) => somebody(`Ann ${String(at).padStart(3, '0')}`));
    const late = people.slice(390, 391);
    expect(names('an', people, late).slice(0, 3)).toEqual(['Ann 390', 'Ann 000', 'Ann 001']);
    expect(names('an', people)).toHaveLength(peopleShown);
  });
});

describe('who will not see it', () => {
  const [ada, cleo, ben] = [somebody('Ada', 'instructor'), somebody('Cleo'), somebody('Ben')];
  const text = [ada, cleo].map(({ name, personId }) => mentionOf(name, personId)).join(' and ');
  const say = (visibility: 'class' | 'group' | 'staff' | 'private', words = text, author = ben) =>
    sayUnseen(words, { authorId: author.personId, visibility }, [ada, cleo, ben], newId());

  test('as the thread’s visibility has it', () => {
    expect(say('class')).toBeNull();
    expect(say('staff')).toBe('Cleo cannot see this thread.');
    expect(say('private')).toBe('Ada and Cleo cannot see this thread.');
    expect(say('group')).toBe('Cleo can see this thread only as a member of its reading group.');
    expect(say('staff', text, cleo)).toBeNull();
    expect(say('private', 'nobody')).toBeNull();
  });
});

describe('formats', () => {
  // The selection is between the brackets ⟨ and ⟩, before and after.
  const apply = (format: Format, marked: string) => {
    const start = marked.indexOf('⟨');
    const end = marked.indexOf('⟩') - 1;
    const text = marked.replace(/[⟨⟩]/g, '');
    const edit = formatOf(format, { text, start, end });
    const [from, to] = edit.select;
    const middle = `${edit.text.slice(0, from)}⟨${edit.text.slice(from, to)}⟩${edit.text.slice(to)}`;
    return text.slice(0, edit.start) + middle + text.slice(edit.end);
  };

  test.each<[Format, string, string]>([
    ['bold', 'a ⟨word⟩ b', 'a **⟨word⟩** b'],
    ['bold', 'a **⟨word⟩** b', 'a ⟨word⟩ b'],
    ['bold', 'a⟨ word ⟩b', 'a **⟨word⟩** b'],
    ['italic', '**⟨word⟩**', '**_⟨word⟩_**'],
    ['italic', '⟨⟩', '_⟨⟩_'],
    ['code', 'see ⟨x⟩', 'see `⟨x⟩`'],
    ['code', 'see ⟨x\ny⟩', 'see \n```\n⟨x\ny⟩\n```'],
    ['maths', '⟨x^2⟩', '$⟨x^2⟩$'],
    ['maths', '⟨a\nb⟩\nc', '$$\n⟨a\nb⟩\n$$\nc'],
    ['list', 'one\n⟨two\nthree⟩', 'one\n⟨- two\n- three⟩'],
    ['list', '⟨- two\n- three⟩', '⟨two\nthree⟩'],
    ['quote', 'so⟨⟩', '> so⟨⟩'],
    ['link', 'the ⟨paper⟩', 'the [paper](⟨https://⟩)'],
    ['link', '⟨https://example.org⟩', '[⟨⟩](https://example.org)'],
  ])('%s: %j becomes %j', (format, before, after) => {
    expect(apply(format, before)).toBe(after);
  });
});
