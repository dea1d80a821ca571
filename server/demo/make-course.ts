// Makes the sample course by the product's own operations, each done by whom and when it would have been done.
import type { Id } from '#shared/kernel/primitives.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { Caller } from '#server/kernel/caller.ts';
import type { TravellingClock } from '#server/kernel/clock.ts';
import { hoursAfter, planSampleTerm } from './calendar.ts';
import { gatherPeople } from './gather-people.ts';
import { holdRound } from './hold-round.ts';
import { layOutTerm } from './lay-out-term.ts';
import { rng } from './papers/simulations/random.ts';
import { markReviews } from './mark-reviews.ts';
import { openPress, type Press } from './press.ts';
import { putPaper, putSlides } from './put-papers.ts';
import { nth, type Stage, type StagedMeeting } from './stage.ts';
import type { SampleRecord } from './store.ts';
import { readMarkTexts, readTexts, type PairTexts } from './texts.ts';
import { writeReviews } from './write-reviews.ts';
import { writeThreads } from './write-threads.ts';

interface Parts {
  readonly caller: Caller;
  readonly accounts: AccountsPublic;
  readonly clock: TravellingClock;
  readonly say: Stage['say'];
}

/** Threads on papers of a later meeting: some people read ahead. */
const early = 4;

const seed = 742;

// Chance of its own for every part, so that it does not matter which of those side by side comes first.
const withChance = (stage: Stage, part: number): Stage => ({ ...stage, random: rng(seed + part) });

/** Papers are printed and read one after the other; what is said about a paper follows as soon as it is there. */
const fillMargins = async (
  stage: Stage,
  press: Press,
  meetings: readonly StagedMeeting[],
  pairs: readonly PairTexts[],
): Promise<void> => {
  const { now } = stage;
  let ready = 0;
  const all = meetings.flatMap((meeting, index) =>
    meeting.papers.map((paper) => ({ meeting, index, paper })),
  );
  const next = meetings.findIndex(({ isOver }) => !isOver);
  await Promise.all(
    all.map(async ({ meeting, index, paper }, place) => {
      const texts = nth(pairs, index).threads.filter(({ slug }) => slug === paper.slug);
      const spoken = index > next ? texts.slice(0, early) : texts;
      const { fileHash, threads } = await putPaper(stage, press, paper, spoken);
      ready += 1;
      await stage.say(`${String(ready)} of ${String(all.length)} papers are printed and read`);
      // Read in the days before the meeting, of which there are more or less behind us.
      const from = meeting.isOver
        ? hoursAfter(meeting.startsAt, -70)
        : hoursAfter(now, index === next ? -40 : -6);
      const to = hoursAfter(meeting.startsAt, -3);
      await writeThreads(withChance(stage, place), { documentId: paper.id, fileHash, from, to }, threads);
    }),
  );
};

const writeAndDiscuss = async (
  stage: Stage,
  meetings: readonly StagedMeeting[],
  pairs: readonly PairTexts[],
): Promise<void> => {
  const next = meetings.find(({ isOver }) => !isOver);
  for (const [index, meeting] of meetings.entries()) {
    const { reviews, groups } = nth(pairs, index);
    await writeReviews(withChance(stage, 100 + index), meeting, meeting === next, reviews);
    if (meeting.isOver) await holdRound(withChance(stage, 200 + index), meeting, groups);
    if (index === 0) await markReviews(withChance(stage, 400), meeting, await readMarkTexts());
  }
};

/**
 * Answers with the people whom links are for. The course is nobody's but invented people's, who cannot sign in without a link: whoever
 * asked for it gets links, or is enrolled, when all of it is there, so that of a making which failed nothing is ever seen.
 */
export const makeCourse = async (
  { caller, accounts, clock, say }: Parts,
  courseId: Id,
): Promise<SampleRecord['people']> => {
  const now = clock.now();
  const { term, starts } = planSampleTerm(now);
  const press = await openPress();
  try {
    await say('Enrolling the people');
    const pairs = await readTexts();
    // The people joined when the term was laid out, a week before the first meeting.
    const cast = await clock.at(hoursAfter(nth(starts, 0), -7 * 24), () =>
      gatherPeople(caller, accounts, courseId, term),
    );
    const stage: Stage = { ...caller, at: clock.at, courseId, now, ...cast, random: rng(seed), say };
    const meetings = await layOutTerm(stage, press, pairs, starts);
    await say('Printing and reading the papers');
    const presented = meetings.slice(0, 3);
    await Promise.all([
      fillMargins(stage, press, meetings, pairs),
      writeAndDiscuss(stage, meetings, pairs),
      ...presented.map((meeting, index) => putSlides(withChance(stage, 300 + index), press, meeting)),
    ]);
    const personOf = (index: number) => nth(cast.students, index).personId;
    return [
      { personId: cast.instructor.personId, part: 'instructor' },
      // The first student presents in the next meeting; of the two others one has begun the review, one has not.
      { personId: personOf(0), part: 'presenter' },
      { personId: personOf(9), part: 'student' },
      { personId: personOf(13), part: 'student' },
    ];
  } finally {
    await press.close();
  }
};
