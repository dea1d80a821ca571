// The student's side of the sign-up: talks to choose from, one's own list, dates, and a classmate to present with.
import { Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { Course } from '#shared/courses/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import type { Preferences, Signup } from '#shared/signup/contract.ts';
import { isLongEnough } from '#shared/signup/problem.ts';
import { mayRank } from '#shared/signup/rules.ts';
import { LeaveGuard } from '#client/kit/LeaveGuard.tsx';
import { useNow } from '#client/kit/Moment.tsx';
import { Dates, Partner } from './DatesAndPartner.tsx';
import { RankedList } from './RankedList.tsx';
import { SaveState } from './SaveState.tsx';
import { slotLines, type SlotLine } from './slot-lines.ts';
import { SlotText } from './SlotText.tsx';
import { TwoLists } from './TwoLists.tsx';
import { useRanking } from './use-ranking.ts';
import { some } from './words.ts';
import './signup.css';

interface Props {
  readonly course: Course;
  readonly personId: Id;
  readonly signup: Signup;
  readonly meetings: readonly MeetingView[];
  readonly start: Preferences;
}

const searchFrom = 12;

/** How far the list is, in a sentence. */
const progress = (count: number, atLeast: number, isComplete: boolean): string => {
  if (isComplete) return `${some(count, 'talk')} ranked. That is enough; more give you a better chance.`;
  if (count === 0) return `Rank at least ${some(atLeast, 'talk')}, the one you want most first.`;
  return `${some(count, 'talk')} ranked of at least ${String(atLeast)}, on dates that you can do.`;
};

const Others = ({ lines, onAdd }: { lines: readonly SlotLine[]; onAdd: (line: SlotLine) => void }) => {
  const [words, setWords] = useState('');
  const looked = words.trim().toLocaleLowerCase();
  const shown = lines.filter(({ title, topic }) => `${title} ${topic}`.toLocaleLowerCase().includes(looked));
  return (
    <section aria-label="Talks to choose from" className="rank-choice">
      <Title order={2} fz="1.15rem" mb="xs">
        Talks to choose from
      </Title>
      {lines.length > searchFrom && (
        <TextInput
          aria-label="Find a talk"
          placeholder="Find a talk by its title or topic"
          leftSection={<IconSearch size={16} />}
          mb="xs"
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
          }}
        />
      )}
      <ul className="other-talks card">
        {shown.map((line) => (
          <li key={line.paperId}>
            <SlotText line={line} more={line.max > 1 ? ` · up to ${String(line.max)} presenters` : ''} />
            <Button
              variant="light"
              leftSection={<IconPlus size={16} />}
              aria-label={`Add “${line.title}” to your list`}
              onClick={() => {
                onAdd(line);
              }}
            >
              Add
            </Button>
          </li>
        ))}
        {shown.length === 0 && (
          <li>
            <Text c="dimmed">
              {lines.length === 0 ? 'All talks are on your list.' : 'No talk has this in its title or topic.'}
            </Text>
          </li>
        )}
      </ul>
    </section>
  );
};

export const RankTalks = ({ course, personId, signup, meetings, start }: Props) => {
  const now = useNow();
  const ranking = useRanking(course.id, personId, start);
  const { wishes, saved, change, theirs } = ranking;
  const lines = slotLines(signup, meetings);
  const lineOf = new Map(lines.map((line) => [line.paperId, line]));
  const ranked = wishes.ranked.flatMap((id) => lineOf.get(id) ?? []);
  const others = lines.filter(({ paperId, hasBegun }) => !wishes.ranked.includes(paperId) && !hasBegun);
  const verdict = mayRank(
    { personId, courseId: course.id, role: course.role },
    new Date(signup.ownDueAt),
    now,
  );
  const slots = lines.map(({ paperId: id, meetingId }) => ({ id, meetingId }));
  const isComplete = isLongEnough({ slots, atLeast: signup.atLeast }, wishes);
  const possible = ranked.filter(({ meetingId }) => !wishes.blocked.includes(meetingId));
  const open = new Set(lines.map(({ meetingId }) => meetingId));
  const list = (
    <section aria-label="Your ranking">
      <Title order={2} fz="1.15rem">
        Your list
      </Title>
      <Text size="sm" mb="xs" c={isComplete ? 'dimmed' : 'var(--warn)'} role="status">
        {progress(possible.length, signup.atLeast, isComplete)}
      </Text>
      {verdict === true ? (
        <RankedList
          lines={ranked}
          onOrder={(order) => {
            change({ ranked: order });
          }}
          onRemove={(paperId) => {
            change({ ranked: wishes.ranked.filter((id) => id !== paperId) });
          }}
        />
      ) : (
        <ol className="two-lists">
          {ranked.map((line) => (
            <li key={line.paperId}>
              <SlotText line={line} />
            </li>
          ))}
        </ol>
      )}
      {verdict === true && ranked.length === 0 && (
        <Text className="ranked-empty" c="dimmed">
          Add talks from the list; drag them into order, or use the arrows.
        </Text>
      )}
    </section>
  );
  if (verdict !== true)
    return (
      <Stack>
        <Text>{verdict.message}</Text>
        {list}
      </Stack>
    );
  return (
    <Stack gap="lg">
      <LeaveGuard when={ranking.isChanged} />
      {theirs && <TwoLists mine={wishes} theirs={theirs} lines={lines} onKeep={ranking.keep} />}
      <SaveState ranking={ranking} />
      <div className="rank-talks" inert={theirs !== null}>
        <div className="rank-list">{list}</div>
        <Stack gap="xl" className="rank-more">
          <Dates
            meetings={meetings.filter(({ id }) => open.has(id))}
            blocked={wishes.blocked}
            onChange={(blocked) => {
              change({ blocked });
            }}
          />
          <Partner
            courseId={course.id}
            ownId={personId}
            partnerId={wishes.partnerId}
            isMutual={saved.isMutual && saved.partnerId === wishes.partnerId}
            onChange={(partnerId) => {
              change({ partnerId });
            }}
          />
        </Stack>
        <Others
          lines={others}
          onAdd={({ paperId }) => {
            change({ ranked: [...wishes.ranked, paperId] });
          }}
        />
      </div>
    </Stack>
  );
};
