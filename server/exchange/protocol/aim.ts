// What an incoming annotation is about: the paper of its container, or another annotation there, which it answers.
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { textAt } from '#server/exchange/read/json.ts';
import { idOf } from '#server/exchange/read/w3c.ts';
import { containerIri, type Scene } from './describe.ts';
import type { IncomingAnnotation } from './incoming.ts';

type Place = Pick<Scene, 'origin' | 'document'>;

const otherTarget = ({ origin, document }: Place) =>
  refuse(
    'unprocessable',
    'other_target',
    `Every target has to be this paper, ${origin}/documents/${document.id}, or a single one an annotation of this container.`,
  );

/** Path on this server, whatever the scheme: behind a proxy it may be another. Null for other hosts. */
const pathOn = (origin: string, iri: string): string | null => {
  try {
    const { host, pathname } = new URL(iri);
    return host === new URL(origin).host ? pathname : null;
  } catch {
    return null;
  }
};

/** The id of the annotation that is answered; null where the paper is annotated. */
export const answeredBy = (place: Place, { target: targets }: IncomingAnnotation): Id | null => {
  const { origin, document } = place;
  const container = new URL(containerIri(origin, document.id)).pathname;
  const answered = targets.map((target): Id | null => {
    const iri = typeof target === 'string' ? target : textAt(target, 'source') || idOf(target);
    const path = pathOn(origin, iri);
    if (path?.startsWith(container)) return path.slice(container.length);
    const isPaper =
      path === `/documents/${document.id}` || path?.startsWith(`/api/documents/${document.id}/files/`);
    if (!isPaper) throw otherTarget(place);
    return null;
  });
  const [first = null] = answered;
  if (answered.length > 1 && answered.some((id) => id !== null)) throw otherTarget(place);
  return first;
};
