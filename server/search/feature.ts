// Answers searches: asks papers and threads through their doors, and nobody learns of anything they could not open.
import { searchLimits, searchRoutes, type Found } from '#shared/search/contract.ts';
import type { Member } from '#shared/courses/roles.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { AnnotationsPublic, ThreadHit } from '#server/annotations/public.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import { createLimit } from '#server/kernel/limits.ts';
import { parseQuery } from '#server/kernel/text/query.ts';
import type { PapersPublic, ReadableDocument } from '#server/papers/public.ts';
import type { ReportingPublic } from '#server/reporting/public.ts';
import { arrangeDocuments } from './arrange.ts';
import { createSearchTakeaways } from './takeaways.ts';

interface Parts {
  readonly courses: CoursesPublic;
  readonly papers: PapersPublic;
  readonly annotations: AnnotationsPublic;
  readonly reporting: ReportingPublic;
}

interface Wish {
  readonly q: string;
  readonly in?: keyof Omit<Found, 'courses' | 'isMore'> | undefined;
}

const nothing = { hits: [], isMore: false };
const tookTooLong = 50; // MaxTimeMSExpired

const viewThreads = (hits: readonly ThreadHit[], documents: readonly ReadableDocument[]) => {
  const byId = new Map(documents.map((document) => [document.documentId, document]));
  return hits.flatMap(({ isNote: _, score: __, page, ...hit }) => {
    const document = byId.get(hit.documentId);
    if (!document) return [];
    return [{ ...hit, page: page + 1, courseId: document.courseId, documentTitle: document.title }];
  });
};

export const createSearchFeature = ({ courses, papers, annotations, reporting }: Parts): Feature => {
  const searchTakeaways = createSearchTakeaways({ papers, reporting });
  const limit = createLimit(searchLimits.perMinute, 60, 'searches in a short time');

  const search = async (members: readonly Member[], { q, in: place }: Wish): Promise<Found> => {
    const query = parseQuery(q);
    const wants = (...places: Wish['in'][]) => place === undefined || places.includes(place);
    const [documents, titles] = await Promise.all([
      papers.search.documentsOf(members),
      Promise.all(members.map(({ courseId }) => courses.titleOf(courseId))),
    ]);
    const [pages, names, threads, takeaways] = await Promise.all([
      wants('papers') ? papers.search.pages(documents, query) : nothing,
      wants('papers', 'meetings') ? papers.search.names(members, query) : { papers: [], meetings: [] },
      wants('threads', 'notes') ? annotations.searchThreads(members, documents, query) : nothing,
      wants('takeaways') ? searchTakeaways(members, query) : [],
    ]);
    const arranged = arrangeDocuments(documents, wants('papers') ? names.papers : [], pages.hits);
    const said = threads.hits.filter(({ isNote }) => !isNote && wants('threads'));
    const noted = threads.hits.filter(({ isNote }) => isNote && wants('notes'));
    const meetings = wants('meetings') ? names.meetings : [];
    const { threads: threadsAtMost, meetings: meetingsAtMost, takeaways: takeawaysAtMost } = searchLimits;
    return {
      courses: members.map(({ courseId }, at) => ({ id: courseId, title: titles[at] ?? '' })),
      papers: arranged.papers,
      threads: viewThreads(said.slice(0, threadsAtMost), documents),
      notes: viewThreads(noted.slice(0, threadsAtMost), documents),
      meetings: meetings.slice(0, meetingsAtMost).map(({ courseId, meetingId, topic, startsAt }) => ({
        ...{ courseId, meetingId, topic },
        startsAt: startsAt.toISOString(),
      })),
      takeaways: takeaways.slice(0, takeawaysAtMost),
      isMore:
        arranged.isMore ||
        pages.isMore ||
        threads.isMore ||
        Math.max(said.length, noted.length) > threadsAtMost ||
        meetings.length > meetingsAtMost ||
        takeaways.length > takeawaysAtMost,
    };
  };

  const answer = async (members: readonly Member[], wish: Wish): Promise<Found> => {
    try {
      return await search(members, wish);
    } catch (error) {
      if ((error as { code?: unknown }).code !== tookTooLong) throw error;
      throw refuse(
        'unavailable',
        'search_too_slow',
        'This search took too long. Add a word that is rarer, and try again.',
      );
    }
  };

  const membershipsOf = async (actor: Actor): Promise<Member[]> => {
    const places = await Promise.all(
      (await courses.coursesOf(actor)).map((courseId) => courses.findMember(actor, courseId)),
    );
    return places.filter((place) => place !== null);
  };

  return feature(searchRoutes, {
    searchCourse: async ({ actor, params: { courseId }, query }) => {
      const member = await courses.memberOf(actor, courseId);
      await limit.take(actor.personId);
      return answer([member], query);
    },
    searchAll: async ({ actor, query }) => {
      await limit.take(actor.personId);
      return answer(await membershipsOf(actor), query);
    },
  });
};
