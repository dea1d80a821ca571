// How the staff's marks of a talk are saved by themselves: their fields, where their draft is kept, how it is carried to the server.
import { z } from 'zod';
import type { Id } from '#shared/kernel/primitives.ts';
import { talkGradingRoutes, type TalkMarks } from '#shared/talk-feedback/grading.ts';
import { areSameTalkMarkings, shareOf, type TalkMarking } from '#shared/talk-feedback/points.ts';
import {
  autosaveDraftSchema,
  type Field,
  type Saved,
  type Target,
  type Way,
} from '#client/drafts/autosave.ts';
import { call } from '#client/kernel/call.ts';
import { currentOf } from '#client/kit/merging.ts';
import type { TalkRef } from './data.ts';
import { putTalkMarks } from './grading-data.ts';

// Without the limits of the contract: what is too long is kept as well.
const loose = z.object({
  marks: z.record(z.string(), z.number()),
  comments: z.record(z.string(), z.string()),
  overall: z.string(),
  note: z.string(),
  presenters: z.record(z.string(), z.object({ points: z.number().nullable(), comment: z.string() })),
});

const prefixed = (prefix: string, record: Readonly<Record<string, Field>>) =>
  Object.entries(record).flatMap(([key, value]) =>
    value === '' || value === null ? [] : [[`${prefix}:${key}`, value] as const],
  );
const map = <T, U>(record: Readonly<Record<string, T>>, to: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));

/** `mark:`, `comment:` by criterion; `points:`, `words:` by presenter; `overall`, `note`. */
const flatten = ({ marks, comments, overall, note, presenters }: TalkMarking): Record<string, Field> => ({
  ...Object.fromEntries([
    ...prefixed('mark', marks),
    ...prefixed('comment', comments),
    ...prefixed(
      'points',
      map(presenters, ({ points }) => points),
    ),
    ...prefixed(
      'words',
      map(presenters, ({ comment }) => comment),
    ),
  ]),
  ...{ overall, note },
});

const withField = (marking: TalkMarking, field: string, to: Field): TalkMarking => {
  const [kind = '', key = ''] = field.split(':');
  const words = String(to ?? '');
  const share = shareOf(marking, key);
  switch (kind) {
    case 'mark': {
      const { [key]: _, ...marks } = marking.marks;
      return { ...marking, marks: typeof to === 'number' ? { ...marks, [key]: to } : marks };
    }
    case 'comment':
      return { ...marking, comments: { ...marking.comments, [key]: words } };
    case 'points':
    case 'words': {
      const points = typeof to === 'number' ? to : null;
      const changed = kind === 'points' ? { ...share, points } : { ...share, comment: words };
      return { ...marking, presenters: { ...marking.presenters, [key]: changed } };
    }
    default:
      return { ...marking, [kind]: words };
  }
};

const way: Way<TalkMarking> = {
  schema: autosaveDraftSchema<TalkMarking>(loose),
  areSame: areSameTalkMarkings,
  flatten,
  withField,
};

/** What the server has, as far as the page knows. */
export const savedTalkMarks = ({ marking, revision }: TalkMarks): Saved<TalkMarking> => ({
  value: marking,
  revision,
});

export const talkMarkingTarget = (personId: Id, { meetingId, paperId }: TalkRef): Target<TalkMarking> => ({
  ...{ personId, id: paperId, way },
  place: `talkgrading:${meetingId}:${paperId}`,
  send: async (marking, revision) => {
    const saved = await call(talkGradingRoutes.saveTalkMarks, {
      params: { meetingId, paperId },
      body: { marking, revision },
    });
    putTalkMarks(saved);
    return savedTalkMarks(saved);
  },
  meet: (error) => {
    const current = currentOf(error) as TalkMarks | undefined;
    if (current) putTalkMarks(current);
    return current !== undefined;
  },
});
