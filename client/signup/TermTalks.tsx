// The calendar of all talks: by meeting, with presenters, gaps, and one's own seats to swap.
import { Badge, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { dayAndTime } from '#shared/kernel/moments.ts';
import { gatherBy } from '#shared/kernel/gather.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import type { Signup } from '#shared/signup/contract.ts';
import { DialogButton } from '#client/kit/DialogButton.tsx';
import { useNow } from '#client/kit/Moment.tsx';
import { SwapDialog } from './SwapDialog.tsx';
import type { TalkLine } from './talk-lines.ts';
import { some } from './words.ts';
import { useCourseZone } from './zone.ts';

interface Props {
  readonly courseId: Id;
  readonly ownId: Id;
  readonly meetings: readonly MeetingView[];
  readonly talks: readonly TalkLine[];
  /** Undefined: this person swaps no seats. */
  readonly swaps: Signup['swaps'] | undefined;
}

export const TermTalks = ({ courseId, ownId, meetings, talks, swaps }: Props) => {
  const zone = useCourseZone();
  const now = useNow();
  const byMeeting = gatherBy(talks, ({ meetingId }) => meetingId);
  return (
    <Stack gap="md" component="section" aria-label="Talks by meeting">
      {meetings.map(({ id, number, topic, startsAt }) => {
        const its = byMeeting.get(id) ?? [];
        const isComing = new Date(startsAt) > now;
        return (
          <div key={id}>
            <Title order={2} fz="1rem" mb={4} className="quiet-links">
              <time dateTime={startsAt} className="figures">
                {dayAndTime(startsAt, zone)}
              </time>
              {' · '}
              <Link to="/meetings/$meetingId" params={{ meetingId: id }}>
                {`${String(number)}. ${topic}`}
              </Link>
            </Title>
            {its.length === 0 ? (
              <Text size="sm" c="dimmed">
                No papers yet, so no talks.
              </Text>
            ) : (
              <ul className="term-talks card">
                {its.map((talk) => {
                  const isMine = talk.presenters.some((presenter) => presenter.id === ownId);
                  return (
                    <li key={talk.paperId} data-mine={isMine || undefined}>
                      <div className="slot-text">
                        <Text className="serif quiet-links" fw={600} lh={1.3}>
                          <Link
                            to="/meetings/$meetingId/talks/$paperId"
                            params={{ meetingId: id, paperId: talk.paperId }}
                          >
                            {talk.title}
                          </Link>
                        </Text>
                        <Text size="sm" component="div">
                          {talk.presenters.length > 0 ? (
                            talk.presenters.map(({ name }) => name).join(', ')
                          ) : (
                            <span className="quiet">Nobody yet</span>
                          )}{' '}
                          {isMine && (
                            <Badge tt="none" variant="light">
                              You present
                            </Badge>
                          )}{' '}
                          {talk.missing > 0 && (
                            <Badge tt="none" variant="outline" className="badge-warn">
                              {`${some(talk.missing, 'presenter')} missing`}
                            </Badge>
                          )}
                        </Text>
                      </div>
                      {isMine && isComing && swaps !== undefined && swaps !== 'none' && (
                        <DialogButton label="Swap" title="Swap your seat" variant="default" isForm>
                          {(close) => (
                            <SwapDialog
                              courseId={courseId}
                              ownId={ownId}
                              talk={talk}
                              talks={talks}
                              mayGive={swaps === 'all'}
                              close={close}
                            />
                          )}
                        </DialogButton>
                      )}
                    </li>
                  );
                })}
              </ul>
            )}
          </div>
        );
      })}
    </Stack>
  );
};
