// The projector: what the room needs to see, without sign-in, by the secret behind `#` in its address.
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { itemAt, stageOn } from '#shared/rounds/order.ts';
import { useConnected } from '#client/kernel/use-room.ts';
import { EmptyState, LoadingLines } from '#client/kit/States.tsx';
import { useProjectedShow } from '#client/presenting/data.ts';
import { ProjectorShow } from '#client/presenting/ProjectorShow.tsx';
import { ProjectorClass } from '#client/reporting/ProjectorClass.tsx';
import { ClassMessage } from '#client/rounds/ClassMessage.tsx';
import { useProjector, type ProjectorView } from '#client/rounds/projector-data.ts';
import { ProjectorBefore } from '#client/rounds/ProjectorBefore.tsx';
import { isOrderBefore, ProjectorItem } from '#client/rounds/ProjectorItem.tsx';
import { ProjectorGroups } from '#client/rounds/ProjectorGroups.tsx';
import { ProjectorHead } from '#client/rounds/ProjectorHead.tsx';
import { ProjectorLate } from '#client/rounds/ProjectorLate.tsx';
import { useWakeLock } from '#client/kit/use-wake-lock.ts';
import '#client/rounds/projector.css';

interface Props {
  readonly shown: ProjectorView;
  readonly token: string;
  readonly refresh: () => void;
}

const Shown = ({ shown, token, refresh }: Props) => {
  const { live } = shown;
  const round = live.round?.phase === 'done' ? null : live.round;
  const [item, stage] = [itemAt(live.order), stageOn(live.order)];
  const other = item && stage?.phase === 'on' ? item : undefined;
  return (
    <>
      <ProjectorHead shown={shown} round={round} />
      <ClassMessage live={live} isProjected />
      <div className="projector-body">
        {other && <ProjectorItem order={live.order} />}
        {!round && !other && <ProjectorBefore shown={shown} refresh={refresh} />}
        {round && round.phase !== 'class' && <ProjectorGroups round={round} names={live.names} />}
        {round?.phase === 'class' && (
          <ProjectorClass live={live} round={round} reports={shown.reports} token={token} />
        )}
      </div>
      {((round && round.phase !== 'class') || other) && <ProjectorLate shown={shown} refresh={refresh} />}
    </>
  );
};

/** The secret stays in the address, so that a reload, or a browser that restarts, shows the same. */
const useToken = (): string => {
  const read = () => window.location.hash.slice(1);
  const [token, setToken] = useState(read);
  useEffect(() => {
    const changed = () => {
      setToken(read());
    };
    window.addEventListener('hashchange', changed);
    return () => {
      window.removeEventListener('hashchange', changed);
    };
  }, []);
  return token;
};

const Room = ({ meetingId, token }: { meetingId: string; token: string }) => {
  const { data, error, refetch } = useProjector(meetingId, token);
  const projected = useProjectedShow(meetingId, token).data;
  const isConnected = useConnected();
  useEffect(() => {
    document.title = data ? `${data.topic} · Projector` : 'Projector · Paperround';
  }, [data]);
  const isEnded = error?.body.code === 'not_found';
  return (
    <div className="projector">
      {isEnded ? (
        <EmptyState title="This link shows nothing any more">
          It was renewed or copied in part. The staff of the course find the present one on the meeting’s live
          page.
        </EmptyState>
      ) : projected?.show && projected.show.phase !== 'ended' && !(data && isOrderBefore(data.live)) ? (
        <ProjectorShow {...{ projected, meetingId, token, show: projected.show }} />
      ) : data ? (
        <Shown shown={data} token={token} refresh={() => void refetch()} />
      ) : (
        <LoadingLines label="Loading the projector" />
      )}
      {!isConnected && !isEnded && (
        <p className="projector-away" role="status">
          The connection is away; this page finds back by itself.
        </p>
      )}
    </div>
  );
};

export const Projector = () => {
  const { meetingId } = useParams({ from: '/projector/$meetingId' });
  const token = useToken();
  useWakeLock();
  return <Room key={token} meetingId={meetingId} token={token} />;
};
