// The projector in the class phase: one question at a time and what the groups wrote to it.
import { useEffect, useMemo, useState } from 'react';
import type { Report } from '#shared/rounds/contract.ts';
import { FittedPages } from './FittedPages.tsx';

const turnMs = 25_000;

interface Props {
  readonly questions: readonly string[];
  readonly reports: readonly Report[];
}

const answered = ({ notes }: Report, index: number) => (notes[index] ?? '').trim() !== '';

/** Questions turn by themselves; the arrow keys turn them by hand, and then they stay. */
export const ProjectorReports = ({ questions, reports }: Props) => {
  const [index, setIndex] = useState(0);
  const [isByHand, setByHand] = useState(false);
  useEffect(() => {
    const step = (by: number) => {
      setIndex((now) => (now + by + questions.length) % questions.length);
    };
    const press = ({ key }: KeyboardEvent) => {
      if (key !== 'ArrowRight' && key !== 'ArrowLeft') return;
      setByHand(true);
      step(key === 'ArrowRight' ? 1 : -1);
    };
    const timer = isByHand
      ? undefined
      : setInterval(() => {
          step(1);
        }, turnMs);
    window.addEventListener('keydown', press);
    return () => {
      clearInterval(timer);
      window.removeEventListener('keydown', press);
    };
  }, [isByHand, questions.length]);
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
        <FittedPages key={index} cards={cards} smallest={24} largest={60} turnMs={12_000} />
      )}
    </div>
  );
};
