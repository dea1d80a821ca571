// Operations on papers: add by data or by PDF, replace the PDF, correct, remove.
import { papersEvents, type papersRoutes } from '#shared/papers/contract.ts';
import { mayArrangeMeetings } from '#shared/papers/rules.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import { noSuch } from '#server/courses/public.ts';
import type { PapersDomain } from './open.ts';
import { createPlacing, ensureRoom } from './placing.ts';
import { fileNameOf, proposeHeading } from './propose.ts';
import type { PaperRecord } from './store.ts';

type Verb = 'createPaper' | 'uploadPaper' | 'replacePaperFile' | 'changePaper' | 'removePaper';

/** A paper's document carries the paper's id: one PDF per paper, and no second write to tie them together. */
const targetOf = ({ _id, courseId, meetingId }: Pick<PaperRecord, '_id' | 'courseId' | 'meetingId'>) =>
  ({ _id, courseId, kind: 'paper', paperId: _id, meetingId }) as const;

const noData = { venue: '', year: null, abstract: '', link: '' };

/** The part of the papers feature that is about papers. */
export const paperHandlers = (domain: PapersDomain): Pick<Handlers<typeof papersRoutes>, Verb> => {
  const { store, access, show, intake, bus } = domain;
  const placing = createPlacing(domain);

  const read = async (paperId: string) => {
    const paper = await store.papers.findById(paperId).lean();
    if (!paper) throw noSuch('paper');
    return show.paper(paper);
  };
  const tell = ({ courseId, meetingId }: Pick<PaperRecord, 'courseId' | 'meetingId'>) => {
    bus.publish(papersEvents.meetingsChanged, courseId, { meetingId });
  };

  return {
    createPaper: async ({ actor, params: { meetingId }, body: { id, ...fields } }) => {
      const { meeting, member } = await access.meetingOf(actor, meetingId);
      ensure(mayArrangeMeetings(member));
      ensureRoom(meeting, id);
      await placing.create(meeting, id, actor, { ...fields, awaitsTitle: false });
      await placing.place(meeting, id);
      return read(id);
    },

    uploadPaper: async ({ actor, params: { meetingId }, receive }) => {
      const { meeting, member } = await access.meetingOf(actor, meetingId);
      ensure(mayArrangeMeetings(member));
      const { file, fields } = await receive();
      const { id } = fields;
      ensureRoom(meeting, id);
      await intake(file, targetOf({ _id: id, courseId: meeting.courseId, meetingId }), async (extraction) => {
        const heading = proposeHeading(fileNameOf(file.name), extraction);
        await placing.create(meeting, id, actor, {
          ...noData,
          ...heading,
          awaitsTitle: extraction === null,
        });
        return heading.title;
      });
      await placing.place(meeting, id);
      return read(id);
    },

    replacePaperFile: async ({ actor, params: { paperId }, receive }) => {
      const { paper, member } = await access.paperOf(actor, paperId);
      if (paper.removedAt) throw noSuch('paper');
      ensure(mayArrangeMeetings(member));
      const { file } = await receive();
      await intake(file, targetOf(paper), () => Promise.resolve(paper.title));
      tell(paper);
      return read(paperId);
    },

    changePaper: async ({ actor, params: { paperId }, body: { revision, ...fields } }) => {
      const { paper, member } = await access.paperOf(actor, paperId);
      if (paper.removedAt) throw noSuch('paper');
      ensure(mayArrangeMeetings(member));
      const { modifiedCount } = await store.papers.updateOne(
        { _id: paperId, revision },
        { $set: { ...fields, awaitsTitle: false }, $inc: { revision: 1 } },
      );
      if (modifiedCount === 0)
        throw refuse(
          'conflict',
          'paper_changed',
          'Somebody else changed this paper meanwhile. Their version is shown beside yours.',
          { current: await read(paperId) },
        );
      tell(paper);
      return read(paperId);
    },

    removePaper: async ({ actor, params: { paperId } }) => {
      const { paper, member } = await access.paperOf(actor, paperId);
      ensure(mayArrangeMeetings(member));
      await placing.remove(paper);
      return undefined;
    },
  };
};
