// A course's review form: its parts, one form per role, and the questions that they make for the papers of a meeting.
import { z } from 'zod';
import { idSchema, lineSchema, textSchema, type Id } from '#shared/kernel/primitives.ts';

export const partsAtMost = 10;
export const rolesAtMost = 8;
/** A part that is asked for each paper makes several questions. */
export const questionsAtMost = 24;

const slugSchema = z.string().regex(/^[a-z][a-z0-9_]{0,23}$/, 'is not a short name of lower-case letters');
/** `partId`, or `partId.paperId` for a part that is asked for each paper. */
export const keySchema = z.string().regex(/^[a-z][a-z0-9_]{0,23}(\.[a-z0-9]{16,32})?$/, 'is no question');

const wordsSchema = z
  .strictObject({ least: z.int().min(0).max(3000), most: z.int().min(1).max(3000) })
  .refine(({ least, most }) => least <= most, { path: ['most'], message: 'is less than the least' });

/**
 * A part of a form. `{nth}` in its title stands for the paper's place, `{paper}` for the paper's title. `about`: asked for each
 * paper, once for the meeting, or for the paper in that place (from 1). Left out in meetings with fewer than `papersAtLeast`
 * papers. `choices` are the options of a choice, or the steps of a scale from the lowest to the highest.
 */
export const formPartSchema = z
  .strictObject({
    id: slugSchema,
    kind: z.enum(['text', 'choice', 'scale', 'checkbox']),
    title: lineSchema(160),
    help: textSchema(600),
    about: z.union([z.literal('each_paper'), z.literal('meeting'), z.int().min(1).max(10)]),
    papersAtLeast: z.int().min(0).max(10),
    readers: z.enum(['classmates', 'staff']),
    isRequired: z.boolean(),
    words: wordsSchema.nullable(),
    choices: z.array(lineSchema(80)).max(10),
  })
  .refine(({ kind, choices }) => (kind !== 'choice' && kind !== 'scale') || choices.length >= 2, {
    path: ['choices'],
    message: 'are fewer than two',
  });
export type FormPart = z.infer<typeof formPartSchema>;

const areUnique = (items: readonly { readonly id: string }[]) =>
  new Set(items.map(({ id }) => id)).size === items.length;

export const roleFormSchema = z.strictObject({
  id: slugSchema,
  title: lineSchema(60),
  about: textSchema(600),
  parts: z.array(formPartSchema).min(1).max(partsAtMost).refine(areUnique, 'have the same short name twice'),
});
export type RoleForm = z.infer<typeof roleFormSchema>;

/** One form for everybody is a form with one role. */
export const reviewFormSchema = z.strictObject({
  roles: z.array(roleFormSchema).min(1).max(rolesAtMost).refine(areUnique, 'have the same short name twice'),
});
export type ReviewForm = z.infer<typeof reviewFormSchema>;

/** A question as it is asked; stored with every version, so that answers stay readable when the form changes. */
export const questionSchema = z.object({
  key: keySchema,
  kind: formPartSchema.shape.kind,
  title: z.string(),
  help: z.string(),
  paperId: idSchema.nullable(),
  readers: formPartSchema.shape.readers,
  isRequired: z.boolean(),
  words: z.object({ least: z.int(), most: z.int() }).nullable(),
  choices: z.array(z.string()),
});
export type Question = z.infer<typeof questionSchema>;

/** A paper's place in words. */
export const places = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

export interface AskedPaper {
  readonly id: Id;
  readonly title: string;
}

/** A part's title as it is read, of the paper at a place counted from 0; null: of none in particular. */
const titleAt = ({ title }: Pick<FormPart, 'title'>, place: number | null, paper?: AskedPaper): string =>
  title
    .replaceAll('{nth}', place === null ? '' : (places[place] ?? String(place + 1)))
    .replaceAll('{paper}', paper?.title ?? 'the paper');

/** A part's title for somebody who looks at the form: of each paper it shows the first. */
export const sampleTitle = (part: Pick<FormPart, 'title' | 'about'>): string =>
  titleAt(part, part.about === 'meeting' ? null : part.about === 'each_paper' ? 0 : part.about - 1);

const ask = (part: FormPart, key: string, place: number | null, paper: AskedPaper | undefined): Question => {
  const { kind, help, readers, isRequired, words, choices } = part;
  const title = titleAt(part, place, paper);
  return { key, kind, title, help, paperId: paper?.id ?? null, readers, isRequired, words, choices };
};

/** The questions of a form for a meeting with these papers; a meeting without papers yet is asked as one with two. */
export const questionsOf = (form: RoleForm, papers: readonly AskedPaper[]): Question[] => {
  const count = papers.length === 0 ? 2 : papers.length;
  return form.parts
    .filter(({ papersAtLeast }) => papersAtLeast <= count)
    .flatMap((part): Question[] => {
      if (part.about === 'meeting') return [ask(part, part.id, null, undefined)];
      if (part.about === 'each_paper')
        return papers.map((paper, place) => ask(part, `${part.id}.${paper.id}`, place, paper));
      return part.about <= count ? [ask(part, part.id, part.about - 1, papers[part.about - 1])] : [];
    })
    .slice(0, questionsAtMost);
};

/** The form of a role; the first one where nobody gave this person a role, or the role is gone. */
export const roleOf = (form: ReviewForm, roleId: string | undefined): RoleForm => {
  const role = form.roles.find(({ id }) => id === roleId) ?? form.roles[0];
  if (!role) throw new Error('A form has at least one role');
  return role;
};

/** Gives out the roles in turn, beginning one later for every meeting, so that nobody has the same one twice in a row. */
export const dealRoles = (
  personIds: readonly Id[],
  form: ReviewForm,
  meetingNumber: number,
): Record<Id, string> =>
  Object.fromEntries(
    personIds
      .toSorted()
      .map((id, index) => [id, form.roles[(index + meetingNumber) % form.roles.length]?.id ?? '']),
  );
