// What is understood of an annotation that a program sends; what is not named here is ignored.
import { z } from 'zod';
import { visibilitySchema, type Visibility } from '#shared/annotations/visibility.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { isRecord, listOf, textAt } from '#server/exchange/read/json.ts';
import { annotationContext } from '#server/exchange/write/w3c.ts';

const iriSchema = z
  .string()
  .max(2000)
  .regex(/^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i, 'is not an absolute IRI');
const oneOrMore = <T extends z.ZodType>(schema: T, most: number) =>
  z.union([schema.transform((one) => [one]), z.array(schema).min(1).max(most)]);
const resource = z.union([z.string().max(2000), z.looseObject({})]);

const annotationSchema = z.looseObject({
  '@context': oneOrMore(z.unknown(), 10).refine(
    (contexts) => contexts.flat().includes(annotationContext),
    `is not ${annotationContext}`,
  ),
  type: oneOrMore(z.string().max(200), 10).refine(
    (types) => types.includes('Annotation'),
    'is not “Annotation”',
  ),
  id: iriSchema.optional(),
  canonical: iriSchema.optional(),
  via: oneOrMore(iriSchema, 10).optional(),
  bodyValue: z.string().optional(),
  body: oneOrMore(resource, 50).optional(),
  target: oneOrMore(resource, 20),
});
export type IncomingAnnotation = z.infer<typeof annotationSchema>;

/** Refused with the place and the reason where it is no annotation of the model. */
export const readAnnotation = (json: unknown): IncomingAnnotation => {
  const parsed = annotationSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.slice(0, 10).map(({ path, message }) => ({
    path: path.map(String).join('.').slice(0, 200),
    message: message.slice(0, 200),
  }));
  const first = where[0];
  throw refuse(
    'unprocessable',
    'no_annotation',
    `This is no annotation of the W3C model${first ? `: ${first.path === '' ? 'the body' : first.path} ${first.message}` : ''}.`,
    { where },
  );
};

/** The name of the audience (model, section 3.3.4) for each visibility. */
export const audienceNames: Readonly<Record<Visibility, string>> = {
  class: 'Class',
  group: 'Group',
  staff: 'Staff',
  private: 'Private',
};

/** Undefined where none is named. A name that is not known is refused: it may mean fewer people than all. */
export const audienceOf = (annotation: IncomingAnnotation): Visibility | undefined => {
  const named = listOf(annotation['audience']);
  if (named.length === 0) return undefined;
  const [name] = named.map((one) => (isRecord(one) ? textAt(one, 'name') : one));
  const { data } = visibilitySchema.safeParse(typeof name === 'string' ? name.toLowerCase() : name);
  if (data === undefined || named.length > 1)
    throw refuse(
      'unprocessable',
      'unknown_audience',
      `The audience has to be one with the name ${Object.values(audienceNames).join(', ')}. Without one it is the class.`,
    );
  return data;
};
