// How often each step of each criterion was given: a bar, and the number beside it.
import type { CriterionResult } from '#shared/talk-feedback/results.ts';
import type { TalkCriterion } from '#shared/talk-feedback/rubric.ts';
import './talk-feedback.css';

const numbers = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

interface Props {
  readonly criteria: readonly TalkCriterion[];
  readonly results: readonly CriterionResult[];
  /** Instead of bars where too few marked a criterion. */
  readonly tooFew: string;
}

export const ResultTables = ({ criteria, results, tooFew }: Props) => (
  <div className="talk-results">
    {criteria.map(({ key, title, steps }) => {
      const { counts, mean } = results.find((one) => one.key === key) ?? { counts: null, mean: null };
      if (counts === null || mean === null)
        return (
          <div key={key} className="talk-result">
            <h3>{title}</h3>
            <p className="quiet">{tooFew}</p>
          </div>
        );
      const most = Math.max(...counts);
      return (
        <table key={key} className="talk-result">
          <caption>
            <h3>{title}</h3>
            <span className="figures">
              {numbers.format(mean)} of {steps.length} on average
            </span>
          </caption>
          <thead className="talk-unseen">
            <tr>
              <th scope="col">Step</th>
              <th scope="col">How many gave it</th>
            </tr>
          </thead>
          <tbody>
            {steps.map((words, at) => {
              const count = counts[at] ?? 0;
              return (
                <tr key={at} data-none={count === 0 || undefined}>
                  <th scope="row">
                    <span className="talk-step-number">{at + 1}</span>
                    <span>{words}</span>
                  </th>
                  <td>
                    <span className="talk-count">{count}</span>
                    <span className="talk-result-bar" aria-hidden="true">
                      <span style={{ width: `${String(most === 0 ? 0 : (count / most) * 100)}%` }} />
                    </span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      );
    })}
  </div>
);
