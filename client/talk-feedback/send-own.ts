// How one's feedback on a talk is saved by itself: where its draft is kept, and how it is carried to the server.
import { z } from 'zod';
import type { Id } from '#shared/kernel/primitives.ts';
import { areSameTalkContents, type TalkContent } from '#shared/talk-feedback/content.ts';
import { talkFeedbackRoutes, type OwnTalkFeedback } from '#shared/talk-feedback/contract.ts';
import {
  autosaveDraftSchema,
  type Field,
  type Saved,
  type Target,
  type Way,
} from '#client/drafts/autosave.ts';
import { call } from '#client/kernel/call.ts';
import { currentOf } from '#client/kit/merging.ts';
import { putOwn, type TalkRef } from './data.ts';

// Without the limits of the contract: what is too long is kept as well.
export const ownDraftSchema = autosaveDraftSchema<TalkContent>(
  z.object({ marks: z.record(z.string(), z.number()), comment: z.string() }),
);

const way: Way<TalkContent> = {
  schema: ownDraftSchema,
  areSame: areSameTalkContents,
  flatten: ({ marks, comment }) => ({
    ...Object.fromEntries(Object.entries(marks).map(([key, step]) => [`mark:${key}`, step])),
    comment,
  }),
  withField: (content, field, to: Field) => {
    if (field === 'comment') return { ...content, comment: String(to ?? '') };
    const { [field.slice('mark:'.length)]: _, ...marks } = content.marks;
    return {
      ...content,
      marks: typeof to === 'number' ? { ...marks, [field.slice('mark:'.length)]: to } : marks,
    };
  },
};

/** Those of a person lie below this place. */
export const ownPlace = 'talkfeedback';

export const savedOwn = ({ content, revision }: OwnTalkFeedback): Saved<TalkContent> => ({
  value: content,
  revision,
});

/** What a draft is about, as it is kept in it, and back. */
const idOf = ({ meetingId, paperId }: TalkRef): string => `${meetingId}:${paperId}`;
export const talkOf = (id: string): TalkRef => {
  const [meetingId = '', paperId = ''] = id.split(':');
  return { meetingId, paperId };
};

export const ownTarget = (personId: Id, talk: TalkRef): Target<TalkContent> => ({
  ...{ personId, id: idOf(talk), way },
  place: `${ownPlace}:${idOf(talk)}`,
  send: async (content, revision) => {
    const { meetingId, paperId } = talk;
    const own = await call(talkFeedbackRoutes.saveTalkFeedback, {
      params: { meetingId, paperId },
      body: { content, revision },
    });
    putOwn(talk, own);
    return savedOwn(own);
  },
  meet: (error) => {
    const current = currentOf(error) as OwnTalkFeedback | undefined;
    if (current) putOwn(talk, current);
    return current !== undefined;
  },
});
