// The few words with which one reacts, each with how many did; to one's own review they can only be read.
import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconBulb, IconHelpCircle, IconThumbUp, IconUserCheck, type Icon } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { Place } from '#shared/remarks/place.ts';
import { reactions, reactionWords, type Reacted, type Reaction } from '#shared/remarks/reactions.ts';
import { mayReact } from '#shared/remarks/rules.ts';
import { sayRefused } from '#client/kit/say.ts';
import { react } from './data.ts';
import { useRemarkReading } from './reading-context.ts';

const icons: Readonly<Record<Reaction, Icon>> = {
  agree: IconUserCheck,
  helpful: IconThumbUp,
  surprising: IconBulb,
  unclear: IconHelpCircle,
};

interface Props {
  /** Null: the review as a whole. */
  readonly place: Place | null;
  readonly reacted: Reacted | undefined;
  /** Only those that somebody gave. */
  readonly isBrief?: boolean;
  readonly label: string;
  readonly onReact?: () => void;
}

export const ReactionButtons = ({ place, reacted, isBrief = false, label, onReact }: Props) => {
  const { key, reader } = useRemarkReading();
  const give = useMutation({
    mutationFn: ({ reaction, isOn }: { reaction: Reaction; isOn: boolean }) =>
      react(key, place, reaction, isOn),
    onSuccess: () => onReact?.(),
    onError: sayRefused,
  });
  const isAllowed = mayReact(reader) === true;
  const shown = reactions
    .map((reaction) => ({ reaction, known: reacted?.counts.find((one) => one.reaction === reaction) }))
    .filter(({ known }) => known !== undefined || (isAllowed && !isBrief));
  if (shown.length === 0) return null;
  return (
    <div className="reactions" role="group" aria-label={label}>
      {shown.map(({ reaction, known }) => {
        const Mark = icons[reaction];
        const isMine = known?.isMine ?? false;
        const names = known?.people?.map(({ name }) => name).join(', ');
        const count = known ? ` ${String(known.count)}` : '';
        const words = (
          <>
            <Mark size={15} stroke={1.8} aria-hidden />
            {reactionWords[reaction]}
            {count !== '' && <span className="figures">{count}</span>}
          </>
        );
        const chip = isAllowed ? (
          <UnstyledButton
            className="reaction"
            aria-pressed={isMine}
            aria-label={names === undefined ? undefined : `${reactionWords[reaction]}${count}: ${names}`}
            disabled={give.isPending}
            // The selection stays until the click is done.
            onMouseDown={(event) => {
              event.preventDefault();
            }}
            onClick={() => {
              give.mutate({ reaction, isOn: !isMine });
            }}
          >
            {words}
          </UnstyledButton>
        ) : (
          <span className="reaction">{words}</span>
        );
        return names === undefined ? (
          <span key={reaction}>{chip}</span>
        ) : (
          <Tooltip key={reaction} label={names} multiline maw={320}>
            <span>{chip}</span>
          </Tooltip>
        );
      })}
    </div>
  );
};
