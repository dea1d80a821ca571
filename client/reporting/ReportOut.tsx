// The report of a group, composed from its notes: a line becomes a point with one tap; points are mended, moved, removed.
import { Button, NativeSelect, Text, Textarea, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { reportingLimits, type PointView } from '#shared/reporting/contract.ts';
import type { Proposal } from '#shared/reporting/proposals.ts';
import { newId } from '#shared/kernel/primitives.ts';
import type { GroupView, RoundView } from '#shared/rounds/views.ts';
import { sayUndoable } from '#client/kit/say-undoable.tsx';
import type { NotesSession } from '#client/rounds/notes-session.ts';
import { useKept } from '#client/rounds/use-kept.ts';
import type { Reporting } from './data.ts';
import { linesToTake, placeBetween } from './note-lines.ts';
import type { Outbox } from './outbox.ts';
import { OwnPoint } from './OwnPoint.tsx';
import { useNoteTexts } from './use-note-texts.ts';

interface Props {
  readonly round: RoundView;
  readonly group: GroupView;
  /** The group's own, in their order. */
  readonly points: Reporting['points'];
  /** Pinned ones, which a point can be about. */
  readonly threads: readonly Extract<Proposal, { kind: 'thread' }>[];
  readonly mayCompose: boolean;
  readonly session: NotesSession;
  readonly outbox: Outbox;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const nothing = '';

export const ReportOut = ({ round, group, points, threads, mayCompose, session, outbox }: Props) => {
  const texts = useNoteTexts(session, round.questions.length);
  const [own, setOwn] = useKept(`${group.notesId}:own`, '', isText);
  const [question, setQuestion] = useState(0);
  const [threadId, setThreadId] = useState(nothing);
  const lines = linesToTake(texts, points);
  const isFull = points.length >= reportingLimits.pointsPerGroup;
  const add = (point: Pick<PointView, 'text' | 'question'> & Partial<PointView>) => {
    const { id = newId(), place = placeBetween(points.at(-1), undefined), threadId: about = null } = point;
    outbox.add({
      ...{ do: 'add', pointId: id, notesId: group.notesId, roundId: round.id, group: group.number },
      ...{ question: point.question, text: point.text, place, threadId: about },
    });
  };
  const move = (index: number, by: -1 | 1) => {
    const [point, before, after] = [
      points[index],
      points[by < 0 ? index - 2 : index + 1],
      points[by < 0 ? index - 1 : index + 2],
    ];
    if (point) outbox.add({ do: 'move', pointId: point.id, place: placeBetween(before, after) });
  };
  const addOwn = () => {
    add({ text: own.trim(), question, threadId: threadId === nothing ? null : threadId });
    setOwn('');
    setThreadId(nothing);
  };
  return (
    <div className="report-out">
      <Title order={3} fz="md">
        What you tell the class
      </Title>
      {points.length === 0 && (
        <Text c="var(--text-quiet)" mt={4}>
          {mayCompose ? 'No points yet. Take lines from your notes, or write your own.' : 'No points.'}
        </Text>
      )}
      <ol className="own-points">
        {points.map((point, index) => (
          <OwnPoint
            key={point.id}
            {...{ point, index, mayCompose }}
            count={points.length}
            onReword={(text) => {
              outbox.add({ do: 'reword', pointId: point.id, text, revision: point.revision });
            }}
            onMove={(by) => {
              move(index, by);
            }}
            onRemove={() => {
              outbox.add({ do: 'remove', pointId: point.id });
              sayUndoable('The point is removed.', () => {
                add(point);
              });
            }}
          />
        ))}
      </ol>
      {mayCompose && isFull && (
        <Text size="sm" c="var(--text-quiet)">
          A group reports {reportingLimits.pointsPerGroup} points at most.
        </Text>
      )}
      {mayCompose && !isFull && (
        <>
          <Title order={3} fz="md" mt="lg">
            From your notes
          </Title>
          {lines.length === 0 ? (
            <Text c="var(--text-quiet)" mt={4}>
              {texts.some((text) => text.trim() !== '')
                ? 'Every line of your notes is a point already.'
                : 'Each line that you write in the notes can be taken from here.'}
            </Text>
          ) : (
            <ul className="note-lines">
              {lines.map((line) => (
                <li key={`${String(line.question)} ${line.text}`}>
                  <button
                    type="button"
                    className="note-line"
                    onClick={() => {
                      add(line);
                    }}
                  >
                    <IconPlus size={20} aria-hidden />
                    <span>
                      <span className="visually-hidden">Take as a point: </span>
                      {line.text}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          )}
          <form
            className="own-words"
            onSubmit={(event) => {
              event.preventDefault();
              if (own.trim() !== '') addOwn();
            }}
          >
            <Textarea
              label="In your own words"
              autosize
              minRows={2}
              size="md"
              maxLength={reportingLimits.text}
              value={own}
              onChange={(event) => {
                setOwn(event.currentTarget.value);
              }}
            />
            {own.trim() !== '' && (
              <>
                <NativeSelect
                  label="It answers"
                  size="md"
                  data={round.questions.map((text, index) => ({ value: String(index), label: text }))}
                  value={String(question)}
                  onChange={(event) => {
                    setQuestion(Number(event.currentTarget.value));
                  }}
                />
                {threads.length > 0 && (
                  <NativeSelect
                    label="It is about"
                    size="md"
                    data={[
                      { value: nothing, label: 'No thread in particular' },
                      ...threads.map(({ id, text, quote }) => ({ value: id, label: text || (quote ?? '') })),
                    ]}
                    value={threadId}
                    onChange={(event) => {
                      setThreadId(event.currentTarget.value);
                    }}
                  />
                )}
                <Button type="submit" size="md">
                  Add the point
                </Button>
              </>
            )}
          </form>
        </>
      )}
    </div>
  );
};
