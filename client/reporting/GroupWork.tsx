// What a group does, one thing at a time: its notes, its report, what is worth discussing; and a word to the staff.
import { Badge } from '@mantine/core';
import type { Member } from '#shared/courses/roles.ts';
import { mayComposePoint } from '#shared/reporting/rules.ts';
import type { GroupView, RoundView } from '#shared/rounds/views.ts';
import { mayWriteNotes } from '#shared/rounds/rules.ts';
import { NotesPages } from '#client/rounds/Notes.tsx';
import { useKept } from '#client/rounds/use-kept.ts';
import { useNotes } from '#client/rounds/use-notes.ts';
import type { Reporting } from './data.ts';
import { GroupSays } from './GroupSays.tsx';
import type { Outbox } from './outbox.ts';
import { usePins } from './proposals-data.ts';
import { Proposals } from './Proposals.tsx';
import { ReportOut } from './ReportOut.tsx';

interface Props {
  readonly meetingId: string;
  readonly member: Member;
  readonly round: RoundView;
  readonly group: GroupView;
  /** Undefined until it was read. */
  readonly reporting: Reporting | undefined;
  readonly outbox: Outbox;
}

const tabs = [
  ['notes', 'Notes'],
  ['report', 'Report'],
  ['discuss', 'Discuss'],
] as const;
type Tab = (typeof tabs)[number][0];
const isTab = (value: unknown): value is Tab => tabs.some(([key]) => key === value);

/** To be keyed by the group’s notes. */
export const GroupWork = ({ meetingId, member, round, group, reporting, outbox }: Props) => {
  const { notesId, members } = group;
  const [tab, setTab] = useKept<Tab>(`${notesId}:tab`, 'notes', isTab);
  const notes = useNotes(notesId);
  const mayCompose = mayComposePoint(member, members, round.phase) === true;
  const points = reporting?.points.filter((point) => point.notesId === notesId) ?? [];
  const pins = usePins(meetingId, notesId).data?.pins ?? [];
  const threads = pins.flatMap((pin) => (pin.kind === 'thread' ? [pin] : []));
  const countOf: Record<Tab, number> = { notes: 0, report: points.length, discuss: pins.length };
  return (
    <section className="card live-card group-work" aria-label="Group work">
      <div className="group-tabs" role="group" aria-label="What to show">
        {tabs.map(([key, label]) => (
          <button
            key={key}
            type="button"
            className="group-tab"
            aria-pressed={tab === key}
            onClick={() => {
              setTab(key);
            }}
          >
            {label}
            {countOf[key] > 0 && (
              <Badge size="sm" variant="light" circle ml={6} className="figures">
                {countOf[key]}
              </Badge>
            )}
          </button>
        ))}
      </div>
      {/* Hidden, not gone: the caret and what is being typed stay where they are. */}
      <div hidden={tab !== 'notes'}>
        <NotesPages
          {...notes}
          place={notesId}
          questions={round.questions}
          mayWrite={mayWriteNotes(member, members, round.phase) === true}
        />
      </div>
      {tab === 'report' && (
        <ReportOut {...{ round, group, points, threads, mayCompose, outbox }} session={notes.session} />
      )}
      {tab === 'discuss' && <Proposals {...{ meetingId, notesId, mayCompose }} />}
      {round.phase === 'group' && reporting && (
        <GroupSays
          state={reporting.states.find((said) => said.notesId === notesId)?.state ?? 'writing'}
          onSay={(state) => {
            outbox.add({ do: 'say', notesId, state });
          }}
        />
      )}
    </section>
  );
};
