// The MUSTs of the W3C Web Annotation Data Model (https://www.w3.org/TR/annotation-model/), each with the section it is from; others' reading of it beside ours.
import validateAnnotation from 'validate-web-annotation';
import { z } from 'zod';

/** Section 3.1: an IRI. Absolute here, since the file is read far from where it came from. */
const iri = z.string().regex(/^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i, 'is no absolute IRI');

/** Sections 3.1 and 5.1: one or more contexts, this one among them, as a string when it is the only one. */
const anno = 'http://www.w3.org/ns/anno.jsonld';
const context = z.union([
  z.literal(anno),
  z
    .array(z.unknown())
    .min(2)
    .refine((all) => all.includes(anno)),
]);

const oneOrMore = <T extends z.ZodType>(schema: T) => z.union([schema, z.array(schema).min(1)]);

/** Section 3.1: one or more classes, this one among them. */
const typed = (name: string) =>
  oneOrMore(z.string()).refine((types) => [types].flat().includes(name), `is not of type ${name}`);

/** Section 3.3.1: xsd:dateTime with the time zone UTC, as "Z". */
const dateTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/, 'is no dateTime in UTC');

/** Section 3.3.5 and appendix: the motivations that need no extension of the context. */
const motivation = z.enum([
  ...['assessing', 'bookmarking', 'classifying', 'commenting', 'describing', 'editing', 'highlighting'],
  ...['identifying', 'linking', 'moderating', 'questioning', 'replying', 'tagging'],
] as [string, ...string[]]);

/** Section 3.2.4: exactly one value; 3.2.1: format and language are at most one each; 3.3.5: purposes are motivations. */
const textualBody = z.object({
  type: typed('TextualBody'),
  value: z.string(),
  format: z
    .string()
    .regex(/^[\w.+-]+\/[\w.+-]+(;.*)?$/)
    .optional(),
  language: z.string().optional(),
  purpose: oneOrMore(motivation).optional(),
});

/** Section 3.3.2: at most one IRI; type and name are recommended and always there with us. */
const agent = z.object({
  id: iri.optional(),
  type: oneOrMore(z.enum(['Person', 'Organization', 'Software'])),
  name: oneOrMore(z.string()),
});

const offset = z.int().min(0);

/** Section 4.2.9: a selector may be refined by others. */
const refined = {
  get refinedBy() {
    return oneOrMore(selector).optional();
  },
};

const selector: z.ZodType = z.lazy(() =>
  z.union([
    /** 4.2.1: exactly one value, at most one specification to which it conforms. */
    z.object({
      type: typed('FragmentSelector'),
      value: z.string().min(1),
      conformsTo: iri.optional(),
      ...refined,
    }),
    /** 4.2.4: exactly one text, at most one prefix and suffix. */
    z.object({
      ...{ type: typed('TextQuoteSelector'), exact: z.string().min(1) },
      ...{ prefix: z.string().optional(), suffix: z.string().optional() },
      ...refined,
    }),
    /** 4.2.5: exactly one start and one end, not negative; `end` is the first position that does not belong. */
    z
      .object({ type: typed('TextPositionSelector'), start: offset, end: offset, ...refined })
      .refine(({ start, end }) => start < end, 'ends before it begins'),
    /** 4.2.7: an SVG as value, or one behind the selector's id. */
    z.union([
      z.object({
        type: typed('SvgSelector'),
        value: z.string().startsWith('<svg').endsWith('</svg>'),
        ...refined,
      }),
      z.object({ type: typed('SvgSelector'), id: iri, ...refined }),
    ]),
  ]),
);

/** Section 4: exactly one source, any number of selectors. */
const specificResource = z.object({
  id: iri.optional(),
  type: typed('SpecificResource').optional(),
  source: iri,
  selector: oneOrMore(selector).optional(),
});

const annotationShape = {
  /** Section 3.1: exactly one IRI. */
  id: iri,
  type: typed('Annotation'),
  /** Section 3.1: any number of bodies. */
  body: z.array(z.union([iri, textualBody, specificResource])).optional(),
  /** Section 3.1: one target or more. */
  target: oneOrMore(z.union([iri, specificResource])),
  created: dateTime.optional(),
  modified: dateTime.optional(),
  creator: oneOrMore(z.union([iri, agent])).optional(),
  motivation: oneOrMore(motivation).optional(),
};

/** How others read the model. Without the times: this validator wants days where section 3.3.1 wants instants. */
const isAnnotationToOthers = ({
  created: _created,
  modified: _modified,
  ...one
}: Readonly<Record<string, unknown>>) => validateAnnotation({ '@context': anno, ...one });

/** An annotation inside of a page, whose context is that of the whole. */
const annotation = z
  .looseObject(annotationShape)
  .refine(isAnnotationToOthers, 'is no annotation for an independent validator');
export type W3cAnnotation = z.infer<typeof annotation>;

/** One by itself: section 3.1 wants a context unless it stands inside of something that has one. */
export const parseAnnotation = (json: unknown): W3cAnnotation => annotation.parse(json);

/** Section 5.2: an id, the type, one or more items; at most one `partOf` and a `startIndex` from 0. */
const page = z.object({
  id: iri,
  type: typed('AnnotationPage'),
  partOf: z.union([iri, z.object({ id: iri })]).optional(),
  items: z.array(annotation).min(1),
  startIndex: offset.optional(),
});

/** Section 5.1: context, id, type; a total that is not negative; the first page by its IRI or in place. */
const collection = z.object({
  '@context': context,
  id: iri,
  type: typed('AnnotationCollection'),
  label: oneOrMore(z.string()).optional(),
  total: offset.optional(),
  first: z.union([iri, page]).optional(),
});

/** Reads a collection with all its annotations in place; throws for every MUST that is broken. */
export const parseCollection = (text: string): { total: number | undefined; items: W3cAnnotation[] } => {
  const { total, first } = collection.parse(JSON.parse(text));
  const items = typeof first === 'object' ? first.items : [];
  // Section 5.1: the total is that of the annotations in the collection; section 3.1: an id names one thing.
  if (total !== undefined && total !== items.length) throw new Error('The total is wrong');
  if (new Set(items.map(({ id }) => id)).size !== items.length) throw new Error('An id is there twice');
  return { total, items };
};
