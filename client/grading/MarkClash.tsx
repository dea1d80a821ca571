// Two of the staff marked one review differently: field by field, which of both stands.
import type { ReturnedMarks, ReviewMarks } from '#shared/grading/contract.ts';
import { FieldClashes } from '#client/drafts/FieldClashes.tsx';
import type { MarkingState } from './use-marking.ts';

interface Props {
  readonly state: MarkingState;
  readonly marks: ReviewMarks;
  readonly criteria: ReturnedMarks['criteria'];
}

const nameOf = (field: string, criteria: Props['criteria']): string => {
  const [kind, key] = field.split(':');
  const title = criteria.find((one) => one.key === key)?.title ?? 'A criterion that is gone';
  if (kind === 'mark') return title;
  if (kind === 'comment') return `Comment on ${title.toLowerCase()}`;
  return { overall: 'Overall comment', note: 'Note for the staff' }[field] ?? 'Points by hand';
};

export const MarkClash = ({ state, marks, criteria }: Props) => {
  const who = marks.changedBy?.name ?? 'Somebody else';
  return (
    <FieldClashes
      state={state}
      who={who}
      title={`${who} changed the same meanwhile`}
      nameOf={(field) => nameOf(field, criteria)}
    />
  );
};
