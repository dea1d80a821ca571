// A review as it is read: its three parts under their questions.
import { partNames, partQuestions, partsAsked, type PartName, type Parts } from '#shared/reviews/parts.ts';
import { Markdown } from '#client/kit/Markdown.tsx';
import './reviews.css';

/** `papers` are the titles of the meeting's papers in their order. */
export const ReviewText = ({ parts, papers }: { parts: Parts; papers: readonly string[] }) => (
  <div className="review-text">
    {partNames
      .filter((name) => partsAsked(papers.length).includes(name) || parts[name].trim() !== '')
      .map((name) => (
        <section key={name} aria-label={partQuestions[name].title}>
          <h3>{partQuestions[name].title}</h3>
          <PaperOf name={name} papers={papers} />
          <div className="prose">
            {parts[name].trim() === '' ? (
              <span className="quiet">Nothing written yet.</span>
            ) : (
              <Markdown text={parts[name]} />
            )}
          </div>
        </section>
      ))}
  </div>
);

/** The paper a part is about; undefined for the connections. */
export const paperOf = (name: PartName, papers: readonly string[]): string | undefined =>
  name === 'connections' ? undefined : papers[name === 'first' ? 0 : 1];

const PaperOf = ({ name, papers }: { name: PartName; papers: readonly string[] }) => {
  const title = paperOf(name, papers);
  return title === undefined ? null : <p className="review-paper serif">{title}</p>;
};
