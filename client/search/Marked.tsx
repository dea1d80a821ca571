// A snippet with what was looked for marked; plain text only.
import type { SnippetView } from '#shared/search/contract.ts';
import './found.css';

export const Marked = ({ snippet: { text, marks } }: { snippet: SnippetView }) => {
  const parts = marks.map(({ start, end }, at) => (
    <span key={start}>
      {text.slice(marks[at - 1]?.end ?? 0, start)}
      <mark className="found">{text.slice(start, end)}</mark>
    </span>
  ));
  return (
    <>
      {parts}
      {text.slice(marks.at(-1)?.end ?? 0)}
    </>
  );
};
