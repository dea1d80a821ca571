// The projector in the class phase: the group that reports with its points, or the points with most votes, and the takeaways.
import { useMemo } from 'react';
import type { LiveView, Report, RoundView } from '#shared/rounds/views.ts';
import type { PointView } from '#shared/reporting/contract.ts';
import { FittedPages } from '#client/rounds/FittedPages.tsx';
import { ProjectorReports } from '#client/rounds/ProjectorReports.tsx';
import { ProjectedPoints } from './ProjectedPoints.tsx';
import { useProjectedReporting } from './projected.ts';
import { useRanks } from './use-ranks.ts';
import './projector-class.css';

interface Props {
  readonly live: LiveView;
  readonly round: RoundView;
  /** What the groups wrote, for those that composed no points of it. */
  readonly reports: readonly Report[];
  readonly token: string;
}

const nothing = () => '';
const none: readonly PointView[] = [];
export const ProjectorClass = ({ live, round, reports, token }: Props) => {
  const reporting = useProjectedReporting(live.meetingId, token, round.id);
  const called = reporting?.called.at(-1);
  const group = round.groups.find(({ number }) => number === called?.group);
  const ranks = useRanks(reporting?.points ?? none);
  const points = useMemo(() => {
    const all = reporting?.points ?? none;
    return group
      ? all.filter((point) => point.group === group.number)
      : [...all].sort((one, other) => (ranks.get(one.id) ?? 0) - (ranks.get(other.id) ?? 0));
  }, [reporting?.points, group, ranks]);
  const takeaways = useMemo(
    () =>
      (reporting?.takeaways ?? []).map(({ id, text }) => (
        <section key={id} className="projector-takeaway">
          <p>{text}</p>
        </section>
      )),
    [reporting?.takeaways],
  );
  const nameOf = useMemo(() => {
    const names = new Map(round.groups.map(({ number, name }) => [number, name]));
    return (point: PointView) => names.get(point.group) ?? '';
  }, [round.groups]);
  const ofGroup = useMemo(
    () => reports.filter(({ group: number }) => !group || number === group.number),
    [reports, group],
  );

  return (
    <div className="projector-class" data-kept={takeaways.length > 0 || undefined}>
      <div className="projector-class-main">
        {group && (
          <div className="projector-called" role="status">
            <h2>{group.name}</h2>
            <p>
              {group.members.map((personId) => (
                <bdi key={personId} data-reports={personId === called?.reporterId || undefined}>
                  {live.names[personId]}
                  {personId === called?.reporterId && ' reports'}
                </bdi>
              ))}
            </p>
          </div>
        )}
        {points.length > 0 ? (
          <ProjectedPoints points={points} from={group ? nothing : nameOf} />
        ) : (
          <ProjectorReports questions={round.questions} reports={ofGroup} />
        )}
      </div>
      {takeaways.length > 0 && (
        <aside className="projector-takeaways" aria-label="Takeaways">
          <h2>Takeaways</h2>
          <FittedPages cards={takeaways} largest={1.5} turnMs={12_000} />
        </aside>
      )}
    </div>
  );
};
