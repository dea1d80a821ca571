// The presenters' notes on their slides, for them and the staff alone.
import { refuse } from '#shared/kernel/refusals.ts';
import type { Note, presentingRoutes } from '#shared/presenting/contract.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import { presentersTalkFor, type PresentingParts } from './parts.ts';
import type { NoteRecord } from './store.ts';

const view = ({ slide, text, revision }: NoteRecord): Note => ({ slide, text, revision });

/** The part of the presenting feature that keeps notes. */
export const noteHandlers = (
  parts: PresentingParts,
): Pick<Handlers<typeof presentingRoutes>, 'listNotes' | 'saveNote'> => {
  const { notes } = parts.store;

  return {
    listNotes: async ({ actor, params }) => {
      await presentersTalkFor(parts, actor, params);
      return (await notes.find({ paperId: params.paperId }).sort({ slide: 1 }).lean()).map(view);
    },

    saveNote: async ({ actor, params, body: { text, revision } }) => {
      await presentersTalkFor(parts, actor, params);
      const { paperId, slide } = params;
      const _id = `${paperId} ${String(slide)}`;
      if (revision === 0)
        try {
          const fresh = { _id, paperId, slide, text, revision: 1 };
          await notes.create(fresh);
          return view(fresh);
        } catch (error) {
          if (!isDuplicate(error)) throw error;
        }
      const saved = await notes
        .findOneAndUpdate(
          { _id, revision },
          { $set: { text }, $inc: { revision: 1 } },
          { returnDocument: 'after' },
        )
        .lean();
      if (saved) return view(saved);
      const current = await notes.findById(_id).lean();
      // The same save again, because its answer was lost on the way.
      if (current?.revision === revision + 1 && current.text === text) return view(current);
      throw refuse(
        'conflict',
        'note_changed',
        'This note was changed elsewhere meanwhile. Your text is still here.',
        { current: current ? view(current) : { slide, text: '', revision: 0 } },
      );
    },
  };
};
