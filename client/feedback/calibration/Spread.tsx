// How the class marked a sample: for each criterion how often each step was given, with the staff's step named.
import type { Sample } from '#shared/feedback/samples.ts';

/** Shares are drawn as bars behind the counts; the counts say it by themselves. */
export const Spread = ({ sample: { marked, spread } }: { sample: Sample }) => {
  const columns = Math.max(...marked.criteria.map(({ steps }) => steps.length));
  return (
    <div
      className="card feedback-table-frame"
      tabIndex={0}
      role="region"
      aria-label="How the class marked it"
    >
      <table className="feedback-table spread-table">
        <thead>
          <tr>
            <th scope="col">Criterion</th>
            {Array.from({ length: columns }, (_, at) => (
              <th key={at} scope="col" data-number>
                {`Step ${String(at + 1)}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {marked.criteria.map(({ key, title, steps }) => {
            const counts = spread[key] ?? [];
            const most = Math.max(1, ...counts);
            return (
              <tr key={key}>
                <th scope="row">{title}</th>
                {Array.from({ length: columns }, (_, at) => {
                  const isStaffs = marked.content.marks[key] === at + 1;
                  const count = counts[at] ?? 0;
                  return at >= steps.length ? (
                    <td key={at} />
                  ) : (
                    <td key={at} data-number data-staff={isStaffs ? '' : undefined} title={steps[at]}>
                      <span
                        className="spread-bar"
                        style={{ height: `${String((count / most) * 100)}%` }}
                        aria-hidden="true"
                      />
                      <span className="spread-count">
                        {count}
                        {isStaffs && <small> staff</small>}
                      </span>
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};
