// Shows what people wrote: Markdown with `$maths$`, drawn lazily because the renderer is large.
import { lazy, memo, Suspense } from 'react';

const Rendered = lazy(() => import('./MarkdownRendered.tsx'));

/** Drawn anew only when the text changes; plain text until the renderer is there; no HTML of the writer's ever reaches the page. */
export const Markdown = memo(({ text }: { text: string }) => (
  <Suspense fallback={<div style={{ whiteSpace: 'pre-wrap' }}>{text}</div>}>
    <Rendered text={text} />
  </Suspense>
));
Markdown.displayName = 'Markdown';
