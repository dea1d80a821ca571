// What the staff do with samples: make them of a text or a review, mark them, switch them on and off, see how the class marks.
import { z } from 'zod';
import { samplesEvents, type SampleSource, type samplesRoutes } from '#shared/feedback/samples.ts';
import { samplesAtMost } from '#shared/feedback/calibration.ts';
import { areSameContents, contentBy, emptyContent, missingIn } from '#shared/feedback/content.ts';
import { isFeedbackOver, termsOf } from '#shared/feedback/rules.ts';
import { mayRunCourse } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import { validate } from '#server/kernel/validate.ts';
import { noSuch } from '#server/courses/public.ts';
import type { FeedbackParts } from '#server/feedback/parts.ts';
import { openFeedback } from '#server/feedback/public.ts';
import type { SampleRecord } from '#server/feedback/store.ts';
import type { SamplesOfCourses } from './samples.ts';
import { viewSample, type GivenMarks } from './views.ts';

type Verb = 'listSamples' | 'addSample' | 'changeSample' | 'removeSample';
type Text = Pick<SampleRecord, 'origin' | 'authorId' | 'papers' | 'questions' | 'answers'>;

const pasted = (text: string): Text => ({
  ...{ origin: 'text', authorId: null, papers: [], answers: { text } },
  questions: [
    {
      ...{ key: 'text', kind: 'text', title: 'The review', help: '', paperId: null },
      ...{ readers: 'classmates', isRequired: true, words: null, choices: [] },
    },
  ],
});

export const staffHandlers = (
  { store, papers, reviews, courses, accounts, bus, clock }: FeedbackParts,
  { samplesOf }: SamplesOfCourses,
): Pick<Handlers<typeof samplesRoutes>, Verb> => {
  const { criteriaOf } = openFeedback(store);

  const run = async (actor: Actor, courseId: Id) => {
    ensure(mayRunCourse(await courses.memberOf(actor, courseId)));
  };
  const list = async (courseId: Id) => {
    const [samples, attempts, members, criteria] = await Promise.all([
      samplesOf(courseId),
      store.attempts
        .find({ courseId }, { sampleId: 1, personId: 1, criteria: 1, 'content.marks': 1 })
        .lean<GivenMarks[]>(),
      courses.membersOf(courseId, ['student']),
      criteriaOf(courseId),
    ]);
    const ids = members.map(({ personId }) => personId);
    const names = await accounts.namesOf(ids);
    const students = ids
      .map((id) => ({ id, name: names.get(id) ?? '' }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en'));
    const present = new Set(ids);
    return {
      criteria: [...criteria],
      samples: samples.map((sample) =>
        viewSample(
          sample,
          students,
          attempts.filter(({ sampleId, personId }) => sampleId === sample.id && present.has(personId)),
        ),
      ),
    };
  };
  const tell = (courseId: Id) => {
    bus.publish(samplesEvents.samplesChanged, courseId, { courseId });
  };

  /** The parts of a review that are for classmates, without its author's name, once feedback on it is over. */
  const copied = async (
    actor: Actor,
    courseId: Id,
    { meetingId, authorId }: Extract<SampleSource, { kind: 'review' }>,
  ): Promise<Text> => {
    const meeting = await papers.meetingFor(actor, meetingId);
    if (meeting.courseId !== courseId) throw noSuch('meeting');
    if (!isFeedbackOver(termsOf(meeting.settings, meeting.deadlines.reviewsDueAt), clock.now()))
      throw refuse(
        'unprocessable',
        'feedback_not_over',
        'A review can become a sample once the time for feedback on it is over. Choose one of an earlier meeting.',
      );
    const [review] = await reviews.submittedBy(meeting, [authorId]);
    if (!review) throw noSuch('review');
    const titles = await papers.titlesOf(meeting.paperIds);
    return {
      ...{ origin: 'review', authorId, answers: review.answers },
      questions: [...review.questions],
      papers: meeting.paperIds.map((id) => ({ id, title: titles.get(id) ?? '' })),
    };
  };

  return {
    listSamples: async ({ actor, params: { courseId } }) => {
      await run(actor, courseId);
      return list(courseId);
    },

    addSample: async ({ actor, params: { courseId }, body: { id, title, source } }) => {
      await run(actor, courseId);
      // The same request again, because its answer was lost, changes nothing.
      if ((await samplesOf(courseId)).some((one) => one.id === id)) return list(courseId);
      const text = source.kind === 'text' ? pasted(source.text) : await copied(actor, courseId, source);
      const sample: SampleRecord = {
        ...{ id, title, ...text, criteria: [...(await criteriaOf(courseId))], content: emptyContent },
        ...{ marksRevision: 0, onSince: null, revision: 1 },
      };
      await store.samples.updateOne({ _id: courseId }, {}, { upsert: true, setDefaultsOnInsert: true });
      const added = await store.samples.updateOne(
        {
          _id: courseId,
          'samples.id': { $ne: id },
          [`samples.${String(samplesAtMost - 1)}`]: { $exists: false },
        },
        { $push: { samples: sample } },
      );
      if (added.matchedCount === 0 && !(await samplesOf(courseId)).some((one) => one.id === id))
        throw refuse(
          'unprocessable',
          'samples_full',
          `A course has ${String(samplesAtMost)} samples at most. Remove one to add another.`,
        );
      return list(courseId);
    },

    changeSample: async ({ actor, params: { courseId, sampleId }, body }) => {
      await run(actor, courseId);
      const { title, content, isOn, revision } = body;
      const sample = (await samplesOf(courseId)).find(({ id }) => id === sampleId);
      if (!sample) throw noSuch('sample');
      const conflict = async () =>
        refuse(
          'conflict',
          'changed_meanwhile',
          'Somebody else changed this sample meanwhile. Both versions are here: choose one, then save again.',
          { current: await list(courseId) },
        );
      if (sample.revision !== revision) throw await conflict();
      const isSame = areSameContents(sample.content, content);
      const present = [...(await criteriaOf(courseId))];
      // What is not marked anew, and does not fit the course's present criteria, keeps those it was marked by.
      const fits =
        contentBy(present).safeParse(content).success && (!isOn || missingIn(content, present) === null);
      const criteria = fits || !isSame ? present : sample.criteria;
      validate(z.object({ content: contentBy(criteria) }), { content }, 'body');
      const missing = missingIn(content, criteria);
      if (isOn && missing !== null)
        throw refuse(
          'unprocessable',
          'sample_incomplete',
          `${missing} Students compare themselves with your marks: give them all before you switch the sample on.`,
        );
      const onSince = isOn ? (sample.onSince ?? clock.now()) : null;
      const changed = await store.samples.updateOne(
        { _id: courseId, samples: { $elemMatch: { id: sampleId, revision } } },
        {
          $set: {
            ...{ 'samples.$.title': title, 'samples.$.content': content },
            ...{ 'samples.$.criteria': criteria, 'samples.$.onSince': onSince },
          },
          $inc: { 'samples.$.revision': 1, 'samples.$.marksRevision': isSame ? 0 : 1 },
        },
      );
      if (changed.matchedCount === 0) throw await conflict();
      tell(courseId);
      return list(courseId);
    },

    removeSample: async ({ actor, params: { courseId, sampleId } }) => {
      await run(actor, courseId);
      await store.samples.updateOne({ _id: courseId }, { $pull: { samples: { id: sampleId } } });
      await store.attempts.deleteMany({ courseId, sampleId });
      tell(courseId);
      return list(courseId);
    },
  };
};
