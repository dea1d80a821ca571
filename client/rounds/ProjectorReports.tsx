// The projector in the class phase: one question at a time and what the groups wrote to it.
import { useMemo } from 'react';
import type { Report } from '#shared/rounds/views.ts';
import { FittedPages } from './FittedPages.tsx';
import { useTurning } from './use-turning.ts';

const turnMs = 25_000;

interface Props {
  readonly questions: readonly string[];
  readonly reports: readonly Report[];
}

const answered = ({ notes }: Report, index: number) => (notes[index] ?? '').trim() !== '';

/** Questions turn by themselves; the arrow keys turn them by hand, and then they stay. */
export const ProjectorReports = ({ questions, reports }: Props) => {
  const index = useTurning(questions.length, turnMs);
  const cards = useMemo(
    () =>
      reports
        .filter((report) => answered(report, index))
        .map((report) => (
          <section key={report.group} className="projector-report">
            <h2>{report.name}</h2>
            <p>{report.notes[index]}</p>
          </section>
        )),
    [reports, index],
  );
  return (
    <div className="projector-reports">
      <p className="projector-question">{questions[index]}</p>
      {cards.length === 0 ? (
        <p className="projector-label">No group has written to this question. Reporters tell it in words.</p>
      ) : (
        <FittedPages key={index} cards={cards} largest={2.3} turnMs={12_000} />
      )}
    </div>
  );
};
