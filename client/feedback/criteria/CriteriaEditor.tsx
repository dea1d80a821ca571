// The criteria of a course as its instructors change them, beside what a classmate will fill in.
import { feedbackRoutes, type CriteriaView } from '#shared/feedback/contract.ts';
import { criteriaSchema, defaultCriteria } from '#shared/feedback/criteria.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { criteriaQuery } from '#client/feedback/data.ts';
import { CriteriaEditing } from './CriteriaEditing.tsx';
import { CriteriaPreview } from './CriteriaPreview.tsx';
import { newCriterion, sayCriteria } from './editing.ts';

interface Props {
  readonly courseId: Id;
  readonly view: CriteriaView;
  /** Told whenever there is something unsaved, or no longer. */
  readonly onUnsaved: (isUnsaved: boolean) => void;
}

export const CriteriaEditor = ({ courseId, view, onUnsaved }: Props) => (
  <CriteriaEditing
    view={view}
    onUnsaved={onUnsaved}
    kind={{
      ...{ schema: criteriaSchema, usual: defaultCriteria, fresh: newCriterion, say: sayCriteria },
      save: async (criteria, revision) => {
        const saved = await call(feedbackRoutes.changeCriteria, {
          params: { courseId },
          body: { criteria, revision },
        });
        queryClient.setQueryData(criteriaQuery(courseId).queryKey, saved);
        return saved;
      },
      preview: (criteria) => <CriteriaPreview criteria={criteria} />,
      words: {
        usual: 'Start from the usual four',
        preview: 'What a classmate fills in',
        loss: 'Classmates are asked for it no more once you save. Feedback that has begun keeps it, with its marks.',
        verb: 'Save the criteria',
      },
    }}
  />
);
