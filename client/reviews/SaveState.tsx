// Says in a few words where the text is: saved, on its way, or kept here until the server can take it.
import { IconAlertTriangle, IconCloudCheck, IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { fromNow } from '#shared/kernel/moments.ts';
import type { WritingState } from './writing-state.ts';

/** Renewed every second, for `saved 3 s ago`. */
const SecondsAgo = ({ at }: { at: string }) => {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(new Date());
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  // Never in the future: another computer's clock may be ahead of this one's.
  const since = new Date(Math.min(new Date(at).getTime(), now.getTime() - 1000));
  return <span aria-hidden="true"> {fromNow(since, now)}</span>;
};

const said: Record<WritingState['progress'], { icon: typeof IconCloudUp; words: string }> = {
  saved: { icon: IconCloudCheck, words: 'Saved' },
  waiting: { icon: IconCloudUp, words: 'Saving' },
  saving: { icon: IconCloudUp, words: 'Saving' },
  away: { icon: IconCloudOff, words: 'Offline' },
  refused: { icon: IconAlertTriangle, words: 'Not saved' },
  too_long: { icon: IconAlertTriangle, words: 'One part is too long to be saved' },
  clash: { icon: IconAlertTriangle, words: 'Changed elsewhere too: choose one' },
};

export const SaveState = ({ state }: { state: WritingState }) => {
  const { progress, isKept, problem, savedAt, saved } = state;
  const { icon: Icon, words } = said[progress];
  const place = isKept ? 'kept here' : 'on this screen only: do not close it';
  const isCalm = progress === 'saved' || progress === 'waiting' || progress === 'saving';
  let rest: ReactNode = null;
  if (progress === 'saved') rest = savedAt !== null && <SecondsAgo at={savedAt} />;
  else if (progress === 'away') rest = `: ${place}, sent when the server is back`;
  else if (!isCalm) rest = `; your text is ${place}`;
  if (progress === 'saved' && saved.revision === 0)
    return <span className="save-state">Saved as you type</span>;
  return (
    <span className="save-state figures" data-calm={isCalm || undefined} title={problem ?? undefined}>
      <Icon size={17} stroke={1.7} aria-hidden="true" />
      <span role="status">
        {words}
        {rest}
      </span>
    </span>
  );
};
