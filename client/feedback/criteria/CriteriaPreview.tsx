// The form that the criteria make, to try out: what is filled in here goes nowhere.
import { useState } from 'react';
import { emptyContent } from '#shared/feedback/content.ts';
import type { Criterion } from '#shared/feedback/criteria.ts';
import { CriteriaFields } from '#client/feedback/CriteriaFields.tsx';

export const CriteriaPreview = ({ criteria }: { criteria: readonly Criterion[] }) => {
  const [content, setContent] = useState(emptyContent);
  return (
    <div className="card criteria-form">
      <CriteriaFields
        criteria={criteria.map((one) => (one.title === '' ? { ...one, title: 'A new criterion' } : one))}
        content={content}
        onChange={setContent}
      />
    </div>
  );
};
