// The fields of a marking by their names, so that two people who mark one review are put together field by field. Pure.
import type { Marking } from '#shared/grading/marks.ts';
import { mergeByField, type Field } from '#client/drafts/autosave.ts';

const prefixed = (prefix: string, record: Readonly<Record<string, Field>>) =>
  Object.entries(record).flatMap(([key, value]) =>
    value === '' ? [] : [[`${prefix}:${key}`, value] as const],
  );

/** `mark:<criterion>`, `comment:<criterion>`, `overall`, `note` or `points`. */
export const flattenMarking = ({
  marks,
  comments,
  overall,
  note,
  points,
}: Marking): Record<string, Field> => ({
  ...Object.fromEntries([...prefixed('mark', marks), ...prefixed('comment', comments)]),
  ...{ overall, note, points },
});

/** The marking with one field put in. */
export const withField = (marking: Marking, field: string, value: Field): Marking => {
  const key = field.slice(field.indexOf(':') + 1);
  if (field.startsWith('mark:')) {
    const { [key]: _, ...marks } = marking.marks;
    return { ...marking, marks: typeof value === 'number' ? { ...marks, [key]: value } : marks };
  }
  if (field.startsWith('comment:'))
    return { ...marking, comments: { ...marking.comments, [key]: String(value ?? '') } };
  return { ...marking, [field]: field === 'points' ? value : String(value ?? '') };
};

/** What is left of `mine` and `theirs`, both made from `base`; `clashes` are the fields that both changed differently. */
export const mergeMarkings = (base: Marking, mine: Marking, theirs: Marking) =>
  mergeByField({ flatten: flattenMarking, withField }, base, mine, theirs);
