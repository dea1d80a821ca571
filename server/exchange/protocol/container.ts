// Containers and their pages: https://www.w3.org/TR/annotation-protocol/#annotation-containers.
import type { ThreadCounts } from '#server/annotations/public.ts';
import { annotationContext, type Json } from '#server/exchange/write/w3c.ts';
import { contained, containerIri, describe, iriOf, postOf, send, type Sent } from './describe.ts';
import { noSuchPage, startName, type PageStart } from './page-start.ts';
import type { Wished } from './prefer.ts';
import type { Asked, Seen, Stage } from './stage.ts';

/** Threads of one page, each with its replies: a new annotation moves no other to another page. */
const pageSize = 50;

const addressesOf = ({ origin, document }: Seen, iris: boolean) => {
  const container = `${containerIri(origin, document.id)}?iris=${iris ? '1' : '0'}`;
  return { container, page: (start: PageStart) => `${container}&page=${startName(start)}` };
};

/** The start that lies `threads` before `from` (null: before the end), where `index` annotations come before. */
const startBefore = async (
  { pages }: Seen,
  from: PageStart,
  index: number,
  threads: number,
): Promise<PageStart> => {
  const back = await pages.upTo(from?.after ?? null, threads + 1);
  const after = back[threads];
  const posts = back.slice(0, threads).reduce((sum, one) => sum + one.posts, 0);
  return after ? { index: Math.max(index - posts, 0), after: { at: after.at, id: after.id } } : null;
};

/** So that whoever goes from the first page on arrives there. */
const lastStart = (seen: Seen, { threads, posts }: ThreadCounts): Promise<PageStart> =>
  startBefore(seen, null, posts, ((threads - 1) % pageSize) + 1);

const pageJson = async (stage: Stage, seen: Seen, start: PageStart, iris: boolean): Promise<Json> => {
  const { page } = addressesOf(seen, iris);
  const found = await seen.pages.after(start?.after ?? null, pageSize + 1);
  const shown = found.slice(0, pageSize);
  const end = shown.at(-1);
  if (!end) throw noSuchPage();
  const entries = contained(shown);
  const first = start?.index ?? 0;
  const next: PageStart = {
    index: first + entries.length,
    after: { at: new Date(end.postedAt), id: end.id },
  };
  const whole = async () => {
    const [scene, origins] = await Promise.all([
      stage.sceneFor(seen, shown),
      stage.originsOf(entries.map((entry) => postOf(entry).id)),
    ]);
    return entries.map((entry) => describe(scene, entry, origins.get(postOf(entry).id)));
  };
  return {
    id: page(start),
    type: 'AnnotationPage',
    startIndex: first,
    ...(start ? { prev: page(await startBefore(seen, start, start.index, pageSize)) } : {}),
    ...(found.length > pageSize ? { next: page(next) } : {}),
    items: iris ? entries.map((entry) => iriOf(seen, postOf(entry).id)) : await whole(),
  };
};

export const createContainer = (stage: Stage) => async (asked: Asked) => {
  const seen = await stage.look(asked);
  const counts = await seen.pages.counts();
  const { posts: total } = counts;

  return {
    /** `location` is the IRI that says what of the wishes was heard. Its tag changes with everything in the container. */
    describe: async ({ minimal, iris }: Wished): Promise<Sent & { location: string }> => {
      const { container, page } = addressesOf(seen, iris);
      const pagesOf = async () => ({
        first: minimal ? page(null) : { ...(await pageJson(stage, seen, null, iris)), partOf: container },
        last: page(await lastStart(seen, counts)),
      });
      const json = {
        '@context': [annotationContext, 'http://www.w3.org/ns/ldp.jsonld'],
        id: container,
        type: ['BasicContainer', 'AnnotationCollection'],
        label: seen.document.title,
        total,
        ...(total === 0 ? {} : await pagesOf()),
      };
      return { ...send(json, counts.state), location: container };
    },

    page: async (start: PageStart, iris: boolean): Promise<Sent> =>
      send({
        '@context': annotationContext,
        ...(await pageJson(stage, seen, start, iris)),
        partOf: { id: addressesOf(seen, iris).container, total },
      }),
  };
};
