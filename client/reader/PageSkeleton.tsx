// What stands where the first page will be: a sheet with two columns of lines.
import { VisuallyHidden } from '@mantine/core';

const lines = Array.from({ length: 26 }, (_, line) => line);

export function PageSkeleton() {
  return (
    <div className="reader-skeleton" role="status">
      <VisuallyHidden>Opening the PDF</VisuallyHidden>
      <div className="reader-skeleton-page" aria-hidden>
        <i className="is-title" />
        <i className="is-authors" />
        {[0, 1].map((column) => (
          <div key={column} className="reader-skeleton-column">
            {lines.map((line) => (
              <i key={line} className={line % 9 === 8 ? 'is-last' : ''} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
