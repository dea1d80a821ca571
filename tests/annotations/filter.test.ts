// Finding threads: filters find what is meant, all at once; orders put first what is asked for, and stay.
import { describe, expect, test } from '@jest/globals';
import { mentionOf } from '#shared/annotations/mentions.ts';
import type { ReplyView, ThreadView } from '#shared/annotations/views.ts';
import { chipsOf } from '#client/annotations/filter-words.ts';
import { fitting, isFiltering, noFilter, type Filter, type State } from '#client/annotations/filter.ts';
import { inOrder, inSequence, type Order } from '#client/annotations/order.ts';
import { made } from './made-thread.ts';

const replyOf = (part: Partial<ReplyView>): ReplyView => ({ ...made(), ...part });
const cleo = 'c1e0c1e0c1e0c1e0c1e0c1e0';
const answer = replyOf({
  ...{ text: 'Räume, see $O(n)$', authorId: cleo, authorName: 'Cléo', endorsedByName: 'Ada' },
  postedAt: '2026-09-09T12:00:00.000Z',
});
const threads = {
  question: made({ kind: 'question', text: 'Why so?' }),
  answered: made({ kind: 'question', replies: [answer], upvotes: 1 }),
  resolved: made({ kind: 'question', resolvedAt: '2026-09-07T12:00:00.000Z' }),
  insight: made({ kind: 'insight', authorId: 'ada', authorName: 'Ada', line: 42, page: 3 }),
  mention: made({
    text: `What do you say, ${mentionOf('Cléo', cleo)}?`,
    postedAt: '2026-09-08T12:00:00.000Z',
  }),
  reported: made({
    reports: [{ postId: 'p', byName: 'Ben', reason: 'Rude', at: '2026-09-08T12:00:00.000Z' }],
  }),
};
const asker = {
  selfId: cleo,
  lastVisitAt: '2026-09-08T00:00:00.000Z',
  isUnread: (thread: ThreadView) => thread === threads.insight,
};
const found = (part: Partial<Filter>) => {
  const fits = fitting({ ...noFilter, ...part }, asker);
  return Object.entries(threads)
    .filter(([, thread]) => fits(thread))
    .map(([name]) => name);
};

test('nothing asked for is no filter', () => {
  expect(isFiltering(noFilter)).toBe(false);
  expect(isFiltering({ ...noFilter, words: '  ' })).toBe(false);
  expect(isFiltering({ ...noFilter, states: ['mine'] })).toBe(true);
  expect(found({})).toEqual(Object.keys(threads));
});

const byState: [State, string[]][] = [
  // A reply makes a thread one's own too.
  ['mine', ['answered']],
  ['mentionsMe', ['mention']],
  // What one wrote oneself is not new.
  ['sinceLastVisit', ['mention']],
  ['unread', ['insight']],
  ['unresolved', ['question', 'answered', 'insight', 'mention', 'reported']],
  ['unanswered', ['question']],
  ['endorsed', ['answered']],
  ['reported', ['reported']],
];
test.each(byState)('%s', (state, names) => {
  expect(found({ states: [state] })).toEqual(names);
});

test('kinds are any of them; page, person and states narrow further', () => {
  expect(found({ kinds: ['question'] })).toEqual(['question', 'answered', 'resolved']);
  expect(found({ kinds: ['question', 'insight'] })).toEqual(['question', 'answered', 'resolved', 'insight']);
  expect(found({ page: 3 })).toEqual(['insight']);
  expect(found({ personId: cleo })).toEqual(['answered']);
  expect(found({ kinds: ['question'], states: ['unresolved', 'mine'] })).toEqual(['answered']);
  expect(found({ kinds: ['limitation'] })).toEqual([]);
});

test('words of the texts, the names and the quote, without accents and case, never a pattern', () => {
  expect(found({ words: 'WHY so' })).toEqual(['question']);
  expect(found({ words: 'raume cleo' })).toEqual(['answered']);
  expect(found({ words: 'ada' })).toEqual(['insight']);
  expect(found({ words: 'line 42' })).toEqual(['insight']);
  expect(found({ words: '.*' })).toEqual([]);
  expect(found({ words: '$O(n)$' })).toEqual(['answered']);
  // A mention is found by the name that is read, not by the address behind it.
  expect(found({ words: '@cleo' })).toEqual(['mention']);
  expect(found({ words: 'person:' })).toEqual([]);
});

test('a chip takes away what it names and nothing else', () => {
  const filter: Filter = {
    words: 'x',
    kinds: ['question', 'insight'],
    personId: cleo,
    page: 3,
    states: ['mine'],
  };
  const chips = chipsOf(filter, () => 'Cléo');
  expect(chips.map(({ label }) => label)).toEqual(['Questions', 'Insights', 'Mine', 'Cléo', 'Page 4']);
  expect(chips[0]?.without).toEqual({ ...filter, kinds: ['insight'] });
  const none = chips.reduce<Filter>((left, { key }) => {
    const chip = chipsOf(left, () => 'Cléo').find((other) => other.key === key);
    return chip?.without ?? left;
  }, filter);
  expect(none).toEqual({ ...noFilter, words: 'x' });
});

describe('orders', () => {
  const { question, answered, resolved, insight, mention } = threads;
  const all = [resolved, question, answered, insight, mention];
  const wanted: [Order, ThreadView[]][] = [
    ['place', all],
    // By the newest post, be it a reply.
    ['newest', [answered, mention, resolved, question, insight]],
    ['unread', [insight, resolved, question, answered, mention]],
    ['discussed', [answered, resolved, question, insight, mention]],
    ['unanswered', [question, resolved, answered, insight, mention]],
  ];
  test.each(wanted)('%s; the place decides among equals', (order, sorted) => {
    expect(inOrder(all, order, asker)).toEqual(sorted);
  });

  test('what changes or goes leaves the rest where it was; what is added asks for the order anew', () => {
    const sequence = [mention, question, answered].map(({ id }) => id);
    const changed = { ...question, upvotes: 9, change: 2 };
    expect(inSequence([changed, answered, mention], sequence)).toEqual([mention, changed, answered]);
    expect(inSequence([answered, mention], sequence)).toEqual([mention, answered]);
    expect(inSequence([insight, answered, mention], sequence)).toBeNull();
  });
});
