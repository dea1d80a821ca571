// Full-text search in threads: only what the asker may see is looked at, by the rule that lists and rooms have.
import type { Model } from 'mongoose';
import type { Kind } from '#shared/annotations/kinds.ts';
import { mayReadThread, type Viewer } from '#shared/annotations/visibility.ts';
import { isStaff, type Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import { findMatches, type Match } from '#server/kernel/text/match.ts';
import type { Query } from '#server/kernel/text/query.ts';
import { makeSnippet, type Snippet } from '#server/kernel/text/snippet.ts';
import { findCandidates } from '#server/kernel/text/word-index.ts';
import type { ReadableDocument } from '#server/papers/public.ts';
import { visibleTo } from './audience.ts';
import { plainText } from './plain-text.ts';
import type { AnnotationsStore, ThreadRecord } from './store.ts';
import type { ThreadWordsRecord } from './thread-words.ts';
import type { Threads } from './threads.ts';

/** A thread of which one post has all that was looked for. */
export interface ThreadHit {
  readonly threadId: Id;
  /** The post: the thread's own id, or a reply's. */
  readonly postId: Id;
  readonly documentId: Id;
  /** From 0. */
  readonly page: number;
  readonly kind: Kind;
  /** A private thread of the asker's own. */
  readonly isNote: boolean;
  /** Who wrote the post, as the asker sees them. */
  readonly authorName: string;
  readonly postedAt: string;
  readonly snippet: Snippet;
  readonly score: number;
}

export type SearchThreads = (
  members: readonly Member[],
  documents: readonly ReadableDocument[],
  query: Query,
) => Promise<{ hits: ThreadHit[]; isMore: boolean }>;

interface Parts {
  readonly store: AnnotationsStore;
  readonly words: Model<ThreadWordsRecord>;
  readonly courses: Pick<CoursesPublic, 'settingsOf'>;
  readonly threads: Pick<Threads, 'view'>;
}

const candidatesAtMost = 150;

export const createSearchThreads = ({ store, words, courses, threads }: Parts): SearchThreads => {
  /** How a person looks at the documents, without becoming a member of a reading group by asking. */
  const viewersOf = async (
    members: readonly Member[],
    documents: readonly ReadableDocument[],
  ): Promise<Map<Id, Viewer>> => {
    const byCourse = new Map(members.map((member) => [member.courseId, member]));
    const students = members.filter(({ role }) => role === 'student');
    const personId = members[0]?.personId ?? '';
    const ids = documents.map(({ documentId }) => documentId);
    const needed = new Map(
      await Promise.all(
        students.map(
          async ({ courseId }) =>
            [courseId, (await courses.settingsOf(courseId)).postsBeforeReading] as const,
        ),
      ),
    );
    const [groups, posted] = await Promise.all([
      students.length === 0
        ? []
        : store.readingGroups.find({ _id: { $in: ids }, 'groups.people': personId }).lean(),
      [...needed.values()].every((count) => count === 0)
        ? []
        : store.threads.aggregate<{ _id: Id; count: number }>([
            {
              $match: {
                ...{ documentId: { $in: ids }, authorId: personId, deletedAt: null },
                visibility: { $ne: 'private' },
              },
            },
            { $group: { _id: '$documentId', count: { $sum: 1 } } },
          ]),
    ]);
    const groupOf = new Map(
      groups.map((record) => [
        record._id,
        record.groups.find(({ people }) => people.includes(personId))?.id ?? null,
      ]),
    );
    const postedIn = new Map(posted.map(({ _id, count }) => [_id, count]));
    return new Map(
      documents.flatMap(({ documentId, courseId }): [Id, Viewer][] => {
        const member = byCourse.get(courseId);
        if (!member) return [];
        const seesOthers = isStaff(member) || (postedIn.get(documentId) ?? 0) >= (needed.get(courseId) ?? 0);
        const groupId = member.role === 'student' ? (groupOf.get(documentId) ?? null) : null;
        return [[documentId, { member, groupId, seesOthers }]];
      }),
    );
  };

  /** One filter for all documents that are looked at alike, each whole in itself: then each is answered by the index. */
  const filterFor = (viewers: ReadonlyMap<Id, Viewer>, condition: object): object => {
    const alike = new Map<string, { filter: object; ids: Id[] }>();
    for (const [documentId, viewer] of viewers) {
      const filter = visibleTo(viewer);
      const key = JSON.stringify(filter);
      const group = alike.get(key) ?? { filter, ids: [] };
      group.ids.push(documentId);
      alike.set(key, group);
    }
    return {
      $or: [...alike.values()].map(({ filter, ids }) => ({
        $and: [{ documentId: { $in: ids }, ...condition }, filter],
      })),
    };
  };

  return async (members, documents, query) => {
    if (query.length === 0 || documents.length === 0) return { hits: [], isMore: false };
    const viewers = await viewersOf(members, documents);
    const candidates = await findCandidates(words, {
      query,
      within: (condition) => filterFor(viewers, condition),
      fields: { documentId: 1 },
      atMost: candidatesAtMost + 1,
    });
    const ids = candidates.slice(0, candidatesAtMost).map(({ _id }) => _id);
    // The words are a copy: the thread itself says what it says, and to whom, now.
    const records = (await store.threads.find({ _id: { $in: ids } }).lean()).filter((thread) => {
      const viewer = viewers.get(thread.documentId);
      return viewer !== undefined && mayReadThread(viewer, thread);
    });
    const found = records.flatMap((thread) => {
      const best = bestPost(thread, query);
      return best ? [{ thread, ...best }] : [];
    });

    const hits: ThreadHit[] = [];
    for (const member of members) {
      const own = found.filter(({ thread }) => viewers.get(thread.documentId)?.member === member);
      const views = await threads.view(
        own.map(({ thread }) => thread),
        member,
      );
      own.forEach(({ postId, match, text, thread }, at) => {
        const view = views[at];
        const post = view && [view, ...view.replies].find(({ id }) => id === postId);
        if (!view || !post) return;
        hits.push({
          threadId: view.id,
          postId,
          documentId: view.documentId,
          page: view.anchor.targets[0]?.page ?? 0,
          kind: view.kind,
          isNote: thread.visibility === 'private',
          authorName: post.authorName,
          postedAt: post.postedAt,
          snippet: makeSnippet(text, match),
          score: match.score,
        });
      });
    }
    // Of equals the newer one first.
    hits.sort((a, b) => b.score - a.score || (a.postedAt < b.postedAt ? 1 : -1));
    return { hits, isMore: candidates.length > candidatesAtMost };
  };
};

/** The post of a thread that has all that is looked for, and has it best. */
const bestPost = (
  thread: ThreadRecord,
  query: Query,
): { postId: Id; text: string; match: Match } | undefined =>
  [thread, ...thread.replies]
    .filter(({ deletedAt }) => deletedAt === null)
    .flatMap((post) => {
      const text = plainText(post.text);
      const match = findMatches(text, query);
      return match ? [{ postId: post._id, text, match }] : [];
    })
    .sort((a, b) => b.match.score - a.match.score)[0];
