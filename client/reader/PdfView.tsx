// A PDF with its highlights: pages, or why there are none and another try.
import { useState } from 'react';
import { PdfPages } from './PdfPages.tsx';
import { ViewerProblem } from './ViewerProblem.tsx';
import './reader.css';
import './marking.css';
import type { ViewerFault } from './load-document.ts';
import type { PdfPagesProps } from './PdfPages.tsx';

export type PdfViewProps = Omit<PdfPagesProps, 'onError'>;

export function PdfView(props: PdfViewProps) {
  const [attempt, setAttempt] = useState(0);
  const [failed, setFailed] = useState<{ url: string; fault: ViewerFault } | null>(null);
  const fault = failed?.url === props.url ? failed.fault : null;
  return (
    <div className="reader-pane">
      {fault ? (
        <ViewerProblem
          fault={fault}
          onRetry={() => {
            setFailed(null);
            setAttempt(attempt + 1);
          }}
        />
      ) : (
        <PdfPages
          {...props}
          key={`${props.url} ${String(attempt)}`}
          onError={(kind) => {
            setFailed({ url: props.url, fault: kind });
          }}
        />
      )}
    </div>
  );
}
