// The coverage check of a deck: proposed from its text, confirmed or corrected by its presenters.
import { ensure } from '#shared/kernel/rules.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { coverageRoutes, missingParts, proposeCoverage } from '#shared/presentations/coverage.ts';
import { maySeeDesk } from '#shared/presentations/rules.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import type { Reading } from './reading.ts';
import type { TellTalk } from './rights.ts';
import type { Talks } from './talks.ts';

interface Parts {
  readonly talks: Talks;
  readonly papers: PapersPublic;
  readonly reading: Reading;
  readonly tell: TellTalk;
  readonly clock: Clock;
}

/** Answers for {@link coverageRoutes}. */
export const createCoverageFeature = ({ talks, papers, reading, tell, clock }: Parts): Feature => {
  /** `not_found` for whoever may not read the deck. */
  const deckOf = async (actor: Actor, meetingId: Id, paperId: Id) => {
    const meeting = await papers.meetingFor(actor, meetingId);
    const talk = meeting.paperIds.includes(paperId) ? await talks.records.findById(paperId).lean() : null;
    if (!talk || !reading.mayRead(meeting.member, talk, meeting)) throw noSuch('deck');
    return { meeting, talk };
  };

  const viewOf = async (actor: Actor, meetingId: Id, paperId: Id) => {
    const { meeting, talk } = await deckOf(actor, meetingId, paperId);
    const expected = meeting.settings.slidesCover;
    const { document } = await papers.documentFor(actor, talk.deckId);
    const kept = talk.coverage ?? null;
    // Parts that the course does not expect any more are left out, new ones are there without slides.
    const confirmed =
      kept &&
      expected.map((part) => ({
        part,
        slides: kept.parts.find((one) => one.part === part)?.slides ?? [],
      }));
    const isOwn = maySeeDesk(meeting.member, talk.presenterIds) === true;
    const proposed = isOwn
      ? proposeCoverage(expected, await papers.versions.textsOf(document.fileHash), document.outline)
      : null;
    return {
      expected,
      pageCount: document.pages.length,
      fileHash: document.fileHash,
      confirmed,
      isOutdated: kept !== null && kept.fileHash !== document.fileHash,
      proposed,
      missing: isOwn ? missingParts(expected, confirmed ?? proposed ?? []) : null,
    };
  };

  return feature(coverageRoutes, {
    readCoverage: ({ actor, params: { meetingId, paperId } }) => viewOf(actor, meetingId, paperId),

    confirmCoverage: async ({ actor, params: { meetingId, paperId }, body: { parts, fileHash } }) => {
      const asked = await papers.meetingFor(actor, meetingId);
      const presenterIds = (await talks.records.findById(paperId).lean())?.presenterIds ?? [];
      ensure(maySeeDesk(asked.member, presenterIds));
      const { meeting, talk } = await deckOf(actor, meetingId, paperId);
      const { document } = await papers.documentFor(actor, talk.deckId);
      if (document.fileHash !== fileHash)
        throw refuse(
          'conflict',
          'slides_changed',
          'Another version of the slides was uploaded meanwhile. Look at it, and confirm its parts.',
        );
      const isKnown = (part: string) => meeting.settings.slidesCover.includes(part);
      if (
        parts.some(({ part, slides }) => !isKnown(part) || slides.some((at) => at >= document.pages.length))
      )
        throw refuse('unprocessable', 'no_such_slide', 'The slides or the parts have changed. Look again.');
      const coverage = { parts, fileHash, by: actor.personId, at: clock.now() };
      await talks.records.updateOne({ _id: paperId }, { $set: { coverage } });
      tell({ courseId: meeting.courseId, meetingId });
      return viewOf(actor, meetingId, paperId);
    },
  });
};
