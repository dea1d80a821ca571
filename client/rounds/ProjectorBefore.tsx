// The projector before a round: how to check in, and how many have.
import { QrCode } from '#client/kit/QrCode.tsx';
import type { ProjectorView } from './projector-data.ts';

export const ProjectorBefore = ({ shown }: { shown: ProjectorView }) => {
  const { live, needsCode, code } = shown;
  const path = `/meetings/${live.meetingId}/live`;
  const count = live.present.length;
  return (
    <div className="projector-before">
      <div>
        {needsCode && (
          <>
            <p className="projector-label">Check-in code</p>
            <p className="projector-code figures">{code}</p>
          </>
        )}
        <p className="projector-count figures" role="status">
          {count === 0 ? 'Nobody is here yet' : `${String(count)} ${count === 1 ? 'is' : 'are'} here`}
        </p>
        {live.round?.phase === 'done' && (
          <p className="projector-label">The next groups will be drawn soon.</p>
        )}
      </div>
      <figure>
        <QrCode text={window.location.origin + path} label="The page of this class" size="min(32rem, 52vh)" />
        <figcaption>{window.location.host}</figcaption>
      </figure>
    </div>
  );
};
