// Containers and their pages: https://www.w3.org/TR/annotation-protocol/#annotation-containers.
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { annotationContext, type Json } from '#server/exchange/write/w3c.ts';
import {
  contained,
  containerIri,
  describe,
  iriOf,
  postOf,
  send,
  type Entry,
  type Scene,
  type Sent,
} from './describe.ts';
import type { OriginRecord } from './origins-store.ts';
import type { Wished } from './prefer.ts';

/** Annotations of one page. */
const pageSize = 100;

type OriginsOf = (ids: readonly Id[]) => Promise<ReadonlyMap<Id, OriginRecord>>;

interface Parts {
  readonly scene: Scene;
  readonly iris: boolean;
  readonly originsOf: OriginsOf;
}

const addressesOf = ({ scene, iris }: Parts) => {
  const container = `${containerIri(scene.origin, scene.document.id)}?iris=${iris ? '1' : '0'}`;
  return { container, page: (number: number) => `${container}&page=${String(number)}` };
};

/** `last`: the number of the last page, from 0. */
const pageJson = async (parts: Parts, entries: readonly Entry[], number: number, last: number) => {
  const { scene, iris, originsOf } = parts;
  const { page } = addressesOf(parts);
  const first = number * pageSize;
  const shown = entries.slice(first, first + pageSize);
  const origins = iris ? undefined : await originsOf(shown.map((entry) => postOf(entry).id));
  return {
    id: page(number),
    type: 'AnnotationPage',
    startIndex: first,
    ...(number > 0 ? { prev: page(number - 1) } : {}),
    ...(number < last ? { next: page(number + 1) } : {}),
    items: shown.map((entry) =>
      iris ? iriOf(scene, postOf(entry).id) : describe(scene, entry, origins?.get(postOf(entry).id)),
    ),
  } satisfies Json;
};

const lastOf = (entries: readonly Entry[]) => Math.max(Math.ceil(entries.length / pageSize) - 1, 0);

/** `location` is the IRI that says what of the wishes was heard. Its tag changes with everything in the container. */
export const describeContainer = async (
  scene: Scene,
  { minimal, iris }: Wished,
  originsOf: OriginsOf,
): Promise<Sent & { location: string }> => {
  const parts = { scene, iris, originsOf };
  const entries = contained(scene.threads);
  const last = lastOf(entries);
  const { container, page } = addressesOf(parts);
  const pages =
    entries.length === 0
      ? {}
      : {
          first: minimal ? page(0) : { ...(await pageJson(parts, entries, 0, last)), partOf: container },
          last: page(last),
        };
  const json = {
    '@context': [annotationContext, 'http://www.w3.org/ns/ldp.jsonld'],
    id: container,
    type: ['BasicContainer', 'AnnotationCollection'],
    label: scene.document.title,
    total: entries.length,
    ...pages,
  };
  const states = scene.threads.map(({ id, change }) => [id, change]);
  return { ...send(json, states), location: container };
};

export const describePage = async (
  scene: Scene,
  number: number,
  iris: boolean,
  originsOf: OriginsOf,
): Promise<Sent> => {
  const parts = { scene, iris, originsOf };
  const entries = contained(scene.threads);
  const last = lastOf(entries);
  if (entries.length === 0 || number > last)
    throw refuse('not_found', 'no_such_page', 'This container has no such page.');
  const json = {
    '@context': annotationContext,
    ...(await pageJson(parts, entries, number, last)),
    partOf: { id: addressesOf(parts).container, total: entries.length },
  };
  return send(json);
};
