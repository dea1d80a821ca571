// The staff's marks of a talk: criteria with their keys, comments, points and words for each presenter; they save themselves.
import { Stack, Text, Title } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import type { TalkMarks } from '#shared/talk-feedback/grading.ts';
import { calculateTalk, shareOf, type TalkMarking } from '#shared/talk-feedback/points.ts';
import { FieldClashes } from '#client/drafts/FieldClashes.tsx';
import { SaveWords } from '#client/drafts/SaveWords.tsx';
import { useAutosave } from '#client/drafts/use-autosave.ts';
import { CriterionMarks, toggleStep } from '#client/grading/CriterionMarks.tsx';
import { MarkField } from '#client/grading/MarkField.tsx';
import { PointsField } from '#client/grading/PointsField.tsx';
import { onPageKey } from '#client/grading/queue-keys.ts';
import type { TalkRef } from './data.ts';
import { ReturnTalkMarks } from './ReturnTalkMarks.tsx';
import { savedTalkMarks, talkMarkingTarget } from './send-talk-marking.ts';
import { TalkCalculation } from './TalkCalculation.tsx';
import '#client/grading/grading.css';

interface Props {
  readonly personId: Id;
  readonly talk: TalkRef;
  readonly marks: TalkMarks;
  readonly timeZone: string;
}

const nameOf = (field: string, { criteria, presenters }: TalkMarks): string => {
  const [kind, key] = field.split(':');
  const title = criteria.find((one) => one.key === key)?.title ?? 'A criterion that is gone';
  const who = presenters.find(({ person }) => person.id === key)?.person.name ?? 'a former presenter';
  switch (kind) {
    case 'mark':
      return title;
    case 'comment':
      return `Comment on ${title.toLowerCase()}`;
    case 'points':
      return `Points of ${who}`;
    case 'words':
      return `For ${who} alone`;
    default:
      return field === 'note' ? 'Note for the staff' : 'Overall comment';
  }
};

export const TalkMarksForm = ({ personId, talk: { meetingId, paperId }, marks, timeZone }: Props) => {
  const { criteria, presenters, outOf } = marks;
  const target = useMemo(
    () => talkMarkingTarget(personId, { meetingId, paperId }),
    [personId, meetingId, paperId],
  );
  const saved = useMemo(() => savedTalkMarks(marks), [marks]);
  const state = useAutosave(target, saved);
  const { value: marking, change } = state;
  const [current, setCurrent] = useState(0);
  const root = useRef<HTMLDivElement>(null);
  const put = (part: Partial<TalkMarking>) => {
    change((before) => ({ ...before, ...part }));
  };
  const putShare = (id: Id, part: Partial<TalkMarking['presenters'][string]>) => {
    change((before) => ({
      ...before,
      presenters: { ...before.presenters, [id]: { ...shareOf(before, id), ...part } },
    }));
  };

  const criterionAt = (index: number) =>
    root.current?.querySelectorAll<HTMLElement>('[data-criterion]').item(index) ?? null;
  const move = (by: 1 | -1) => {
    const index = Math.min(criteria.length - 1, Math.max(0, current + by));
    setCurrent(index);
    criterionAt(index)?.scrollIntoView({ block: 'nearest' });
  };
  const actOf = (key: string): (() => void) | undefined => {
    const criterion = criteria[current];
    const step = Number(key);
    if (/^[1-9]$/.test(key) && criterion && step <= criterion.steps.length)
      return () => {
        change((before) => ({ ...before, marks: toggleStep(before, criterion.key, step) }));
      };
    const known: Readonly<Record<string, () => void>> = {
      ArrowDown: () => {
        move(1);
      },
      ArrowUp: () => {
        move(-1);
      },
      c: () => criterionAt(current)?.querySelector('textarea')?.focus(),
      o: () => root.current?.querySelector<HTMLElement>('textarea[name=overall]')?.focus(),
    };
    return known[key];
  };
  const latest = useRef(actOf);
  useEffect(() => {
    latest.current = actOf;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      onPageKey(event, latest.current);
    };
    document.addEventListener('keydown', listen);
    return () => {
      document.removeEventListener('keydown', listen);
    };
  }, []);

  const who = marks.changedBy?.name ?? 'Somebody else';
  return (
    <div ref={root} className="grading-rubric">
      <Text size="sm" c="dimmed" visibleFrom="sm">
        Keys: a number sets the step, ↑ and ↓ change the criterion, c comments on it, o on the whole, Esc
        leaves a comment.
      </Text>
      <FieldClashes
        state={state}
        who={who}
        title={`${who} changed the same meanwhile`}
        nameOf={(field) => nameOf(field, marks)}
      />
      {criteria.map((criterion, index) => (
        <CriterionMarks
          key={criterion.key}
          criterion={criterion}
          marking={marking}
          isCurrent={index === current}
          onCurrent={() => {
            setCurrent(index);
          }}
          onChange={put}
          onField={() => undefined}
        />
      ))}
      <MarkField
        name="overall"
        label="Overall"
        description="All presenters read this."
        minRows={3}
        value={marking.overall}
        onChange={(overall) => {
          put({ overall });
        }}
      />
      <MarkField
        label="Note for the staff"
        description="The presenters never see this."
        minRows={1}
        value={marking.note}
        onChange={(note) => {
          put({ note });
        }}
      />
      {presenters.map(({ person: { id, name } }) => {
        const calculation = calculateTalk(criteria, marking, id, outOf);
        return (
          <Stack key={id} gap="xs" component="section" aria-label={name} className="talk-presenter">
            <Title order={3} fz="1.05rem">
              {name}
            </Title>
            <PointsField
              name={name}
              outOf={outOf}
              calculation={calculation}
              steps={<TalkCalculation {...calculation} />}
              onByHand={(points) => {
                putShare(id, { points });
              }}
            />
            <MarkField
              label={`For ${name} alone`}
              minRows={1}
              value={shareOf(marking, id).comment}
              onChange={(comment) => {
                putShare(id, { comment });
              }}
            />
          </Stack>
        );
      })}
      <SaveWords state={state} at={marks.changedAt} by={marks.changedBy?.name} />
      <ReturnTalkMarks
        marks={marks}
        marking={marking}
        isSaved={state.progress === 'saved'}
        timeZone={timeZone}
      />
    </div>
  );
};
