// One line for those who come later: while a round or a break is on the code is still to be found.
import { liveAddress } from './join-address.ts';
import type { ProjectorView } from './projector-data.ts';
import { QrCode } from '#client/kit/QrCode.tsx';
import { useJoinCode } from './use-join-code.ts';

/** The code changes here as it does before the round. */
export const ProjectorLate = ({ shown, refresh }: { shown: ProjectorView; refresh: () => void }) => {
  const { live, needsCode, joinCodes } = shown;
  const now = useJoinCode(joinCodes, refresh);
  const address = window.location.origin + liveAddress(live.meetingId, needsCode ? now?.code : undefined);
  return (
    <footer className="projector-late figures">
      <p>
        Just arrived? Scan, or check in at {window.location.host}
        {needsCode && now && (
          <>
            {' with '}
            <strong>{now.code}</strong>
          </>
        )}
      </p>
      <QrCode text={address} label="The page of this class" size="min(8vh, 9rem)" />
    </footer>
  );
};
