// The report of a group, composed from its notes: a line becomes a point with one tap; points are mended, moved, removed.
import { Button, NativeSelect, Text, Textarea, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { reportingLimits } from '#shared/reporting/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import type { GroupView, RoundView } from '#shared/rounds/contract.ts';
import { sayUndoable } from '#client/kit/say-undoable.tsx';
import type { NotesSession } from '#client/rounds/notes-session.ts';
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
  readonly mayCompose: boolean;
  readonly session: NotesSession;
  readonly outbox: Outbox;
}

export const ReportOut = ({ round, group, points, mayCompose, session, outbox }: Props) => {
  const texts = useNoteTexts(session, round.questions.length);
  const [own, setOwn] = useState('');
  const [question, setQuestion] = useState(0);
  const lines = linesToTake(texts, points);
  const isFull = points.length >= reportingLimits.pointsPerGroup;
  const add = (text: string, about: number, id = newId(), place = placeBetween(points.at(-1), undefined)) => {
    outbox.add({
      ...{ do: 'add', pointId: id, notesId: group.notesId, roundId: round.id, group: group.number },
      ...{ question: about, text, place },
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
    add(own.trim(), question);
    setOwn('');
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
                add(point.text, point.question, point.id, point.place);
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
                      add(line.text, line.question);
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
