// A student's term beside their name: attendance, roles, whom they met, what they reported last.
import { Portal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { day } from '#shared/kernel/moments.ts';
import { deskRoutes, type TermOfPerson } from '#shared/rounds/desk-contract.ts';
import { reading } from '#client/kernel/query.ts';
import { ownZone } from '#client/kit/Moment.tsx';

const metShown = 8;
const width = 340;
/** Pixels that it needs at most, nearly always; with less below it stands above the name. */
const roomBelow = 240;
const tooltipId = 'person-term';

const times = (count: number) => (count === 1 ? 'once' : count === 2 ? 'twice' : `${String(count)} times`);
const did = ({ reporter, scribe, timekeeper }: TermOfPerson['roles']): string => {
  const said = [
    reporter > 0 && `reported ${times(reporter)}`,
    scribe > 0 && `wrote ${times(scribe)}`,
    timekeeper > 0 && `kept time ${times(timekeeper)}`,
  ].filter((words) => words !== false);
  return said.length === 0 ? 'Had no role yet.' : `${said.join(', ').replace(/^./, (c) => c.toUpperCase())}.`;
};
const metWith = (met: TermOfPerson['met']): string => {
  if (met.length === 0) return 'Has been in no group yet.';
  const named = met
    .slice(0, metShown)
    .map(({ name, times: count }) => (count > 1 ? `${name} (${times(count)})` : name));
  const more = met.length - named.length;
  return `Was in a group with ${named.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}.`;
};

interface Props {
  readonly meetingId: string;
  readonly personId: string;
  /** The name it stands beside. */
  readonly anchor: HTMLElement;
}

export const PersonTerm = ({ meetingId, personId, anchor }: Props) => {
  const { data, error } = useQuery(reading(deskRoutes.readPersonTerm, { params: { meetingId, personId } }));
  useEffect(() => {
    anchor.setAttribute('aria-describedby', tooltipId);
    return () => {
      anchor.removeAttribute('aria-describedby');
    };
  }, [anchor]);
  const { left, top, bottom } = anchor.getBoundingClientRect();
  const isBelow = bottom < window.innerHeight - roomBelow;
  const place = {
    left: Math.max(8, Math.min(left, window.innerWidth - width - 8)),
    ...(isBelow ? { top: bottom + 4 } : { bottom: window.innerHeight - top + 4 }),
  };
  return (
    <Portal>
      <div
        id={tooltipId}
        role="tooltip"
        className="person-term figures"
        style={{ ...place, maxWidth: `min(${String(width)}px, calc(100vw - 1rem))` }}
      >
        {data ? (
          <>
            <strong>{data.name}</strong>
            <p>
              Came to {data.attended} of {data.classes} {data.classes === 1 ? 'class' : 'classes'}.{' '}
              {did(data.roles)}
            </p>
            <p>{metWith(data.met)}</p>
            {data.reports.map(({ at, group, text }) => (
              <p key={at}>
                Reported for {group} on {day(at, ownZone)}
                {text === '' ? '; nothing was written.' : `: “${text}”`}
              </p>
            ))}
          </>
        ) : (
          <Text size="sm">{error ? error.message : 'Looking it up…'}</Text>
        )}
      </div>
    </Portal>
  );
};
