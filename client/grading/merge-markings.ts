// Two people mark one review: what only one of them changed is taken over, the rest waits for a choice. Pure.
import type { Marking } from '#shared/grading/marks.ts';
import { mergeFields } from '#client/kit/merging.ts';

/** `mark:<criterion>`, `comment:<criterion>`, `overall`, `note` or `points`. */
type Flat = Record<string, string | number | null>;

const flatten = (marking: Marking, keys: readonly string[]): Flat => ({
  ...Object.fromEntries(keys.map((key) => [`mark:${key}`, marking.marks[key] ?? null])),
  ...Object.fromEntries(keys.map((key) => [`comment:${key}`, marking.comments[key] ?? ''])),
  ...{ overall: marking.overall, note: marking.note, points: marking.points },
});

const keysOf = (...markings: readonly Marking[]): string[] => [
  ...new Set(markings.flatMap(({ marks, comments }) => [...Object.keys(marks), ...Object.keys(comments)])),
];

/** One field of a marking by its flat name. */
export const fieldOf = (marking: Marking, field: string): string | number | null => {
  const key = field.slice(field.indexOf(':') + 1);
  return flatten(marking, [key])[field] ?? null;
};

/** The marking with one field put in. */
export const withField = (marking: Marking, field: string, value: string | number | null): Marking => {
  const key = field.slice(field.indexOf(':') + 1);
  if (field.startsWith('mark:')) {
    const { [key]: _, ...marks } = marking.marks;
    return { ...marking, marks: typeof value === 'number' ? { ...marks, [key]: value } : marks };
  }
  if (field.startsWith('comment:'))
    return { ...marking, comments: { ...marking.comments, [key]: String(value ?? '') } };
  return { ...marking, [field]: value };
};

/** What is left of `mine` and `theirs`, both made from `base`; `clashes` are the fields that both changed differently. */
export const mergeMarkings = (base: Marking, mine: Marking, theirs: Marking) => {
  const keys = keysOf(base, mine, theirs);
  const [from, one, other] = [base, mine, theirs].map((marking) => flatten(marking, keys)) as [
    Flat,
    Flat,
    Flat,
  ];
  const { merged, clashes } = mergeFields(from, one, other);
  return {
    merged: Object.entries(merged).reduce<Marking>(
      (all, [field, value]) => withField(all, field, value),
      mine,
    ),
    clashes: clashes.map(String),
  };
};
