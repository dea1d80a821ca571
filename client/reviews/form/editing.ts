// Changes of a review form while it is edited, and what makes one ready to be saved.
import { newId } from '#shared/kernel/primitives.ts';
import {
  places,
  reviewFormSchema,
  sampleTitle,
  type FormPart,
  type ReviewForm,
  type RoleForm,
} from '#shared/reviews/form.ts';

/** A short name that no part or role had before: answers are found by it. */
const freshId = () => `p${newId().slice(0, 12)}`;

export const newPart = (): FormPart => ({
  ...{ id: freshId(), kind: 'text', title: '', help: '', about: 'meeting', papersAtLeast: 0 },
  ...{ readers: 'classmates', isRequired: true, words: null, choices: [] },
});

export const newRole = (): RoleForm => ({ id: freshId(), title: '', about: '', parts: [newPart()] });

const isChoice = ({ kind }: Pick<FormPart, 'kind'>) => kind === 'choice' || kind === 'scale';

/** Without what is left over from another kind of part: empty lines, words of a choice, choices of a text. */
const tidied = (part: FormPart): FormPart => ({
  ...part,
  title: part.title.trim(),
  words: part.kind === 'text' ? part.words : null,
  choices: isChoice(part) ? part.choices.map((line) => line.trim()).filter(Boolean) : [],
});

/**
 * The form as it is to be saved. A part that asks for something else than before, by its kind or its paper, gets a new
 * short name: what was answered to the old question is not shown as an answer to the new one.
 */
export const readyToSave = (draft: ReviewForm, saved: ReviewForm): ReviewForm => ({
  roles: draft.roles.map((role) => {
    const before = saved.roles.find(({ id }) => id === role.id)?.parts ?? [];
    return {
      ...role,
      title: role.title.trim(),
      parts: role.parts.map((part) => {
        const old = before.find(({ id }) => id === part.id);
        const isOther = old !== undefined && (old.kind !== part.kind || old.about !== part.about);
        return tidied(isOther ? { ...part, id: freshId() } : part);
      }),
    };
  }),
});

/** What is wrong, by where it is: `roles.0.parts.1.title`; the first word for each place. */
export const problemsOf = (form: ReviewForm): ReadonlyMap<string, string> => {
  const checked = reviewFormSchema.safeParse(form);
  const found = new Map<string, string>();
  for (const { path, message } of checked.error?.issues ?? []) {
    const place = path.join('.');
    if (!found.has(place)) found.set(place, message);
  }
  return found;
};

const kindWords: Readonly<Record<FormPart['kind'], string>> = {
  text: 'Text',
  choice: 'One of several choices',
  scale: 'A step of a scale',
  checkbox: 'A box to tick',
};
export const kindOptions = (Object.keys(kindWords) as FormPart['kind'][]).map((value) => ({
  value,
  label: kindWords[value],
}));

/** What a part may be about; papers by their place, so many that the present choice is among them. */
export const aboutOptions = (about: FormPart['about']) => [
  { value: 'meeting', label: 'The meeting as a whole' },
  { value: 'each_paper', label: 'Each paper' },
  ...places.slice(0, typeof about === 'number' ? Math.max(3, about) : 3).map((nth, index) => ({
    value: String(index + 1),
    label: `The ${nth} paper`,
  })),
];

/** `Text, 80 to 400 words · each paper · staff only · may be left empty`. */
export const sayPart = ({ kind, words, about, readers, isRequired }: FormPart): string => {
  const range = kind === 'text' && words ? `, ${String(words.least)} to ${String(words.most)} words` : '';
  const place = aboutOptions(about).find(({ value }) => value === String(about))?.label ?? '';
  return [
    kindWords[kind] + range,
    place.toLowerCase(),
    readers === 'staff' ? 'staff only' : '',
    isRequired ? '' : 'may be left empty',
  ]
    .filter(Boolean)
    .join(' · ');
};

/** The form in a few lines, to be compared with another. */
export const sayForm = ({ roles }: ReviewForm): string =>
  roles
    .map(({ title, parts }) =>
      [
        roles.length > 1 ? `${title}:` : '',
        ...parts.map((part) => `– ${sampleTitle(part)} (${sayPart(part)})`),
      ]
        .filter(Boolean)
        .join('\n'),
    )
    .join('\n');
