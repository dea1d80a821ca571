// The projector before a round: how to check in, and how many have.
import { QrCode } from '#client/kit/QrCode.tsx';
import { liveAddress } from './join-address.ts';
import type { ProjectorView } from './projector-data.ts';
import { useJoinCode } from './use-join-code.ts';
import { clockText } from './use-remaining.ts';

interface Props {
  readonly shown: ProjectorView;
  /** Asks the server for what it shows; for codes beyond those that are known. */
  readonly refresh: () => void;
}

/** Both ways in lead to the same door: the picture carries the code, the figures are for whoever types them. */
export const ProjectorBefore = ({ shown, refresh }: Props) => {
  const { live, needsCode, joinCodes } = shown;
  const now = useJoinCode(joinCodes, refresh);
  const count = live.present.length;
  const address = window.location.origin + liveAddress(live.meetingId, needsCode ? now?.code : undefined);
  return (
    <div className="projector-before">
      <div>
        {needsCode && (
          <>
            <p className="projector-label">Check-in code</p>
            <p className="projector-code figures">{now?.code ?? '····'}</p>
            <p className="projector-label figures">
              {now ? `The next one in ${clockText(now.leftMs)}` : 'The next one comes soon'}
            </p>
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
        <QrCode text={address} label="The page of this class" size="min(32rem, 52vh)" />
        <figcaption>{window.location.host}</figcaption>
      </figure>
    </div>
  );
};
