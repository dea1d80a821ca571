// Forms to start from: the course's usual one, a role-play seminar, and one like a conference's.
import type { FormPart, ReviewForm, RoleForm } from './form.ts';

const text = (id: string, title: string, help: string, more: Partial<FormPart> = {}): FormPart => ({
  id,
  kind: 'text',
  title,
  help,
  about: 'meeting',
  papersAtLeast: 0,
  readers: 'classmates',
  isRequired: true,
  words: null,
  choices: [],
  ...more,
});

const summaryHelp =
  'One short paragraph in your own words: the problem, the idea, and what the results show.';

/** A summary of each paper, and what connects them where there are two or more. */
export const defaultForm: ReviewForm = {
  roles: [
    {
      id: 'reviewer',
      title: 'Reviewer',
      about: '',
      parts: [
        text('first', 'Summary of the {nth} paper', summaryHelp, { about: 1 }),
        text('second', 'Summary of the {nth} paper', summaryHelp, { about: 2 }),
        text('third', 'Summary of the {nth} paper', summaryHelp, { about: 3 }),
        text(
          'connections',
          'Connections',
          'Compare and contrast the two (how is one better than the other?), apply the ideas of one to the problem of the other, or propose a new idea that uses results of both.',
          { papersAtLeast: 2 },
        ),
      ],
    },
  ],
};

const each = { about: 'each_paper', words: { least: 80, most: 400 } } as const;
const role = (id: string, title: string, about: string, parts: FormPart[]): RoleForm => ({
  ...{ id, title, about, parts },
});

const rolePlay: ReviewForm = {
  roles: [
    role('author', 'Author', 'You wrote the paper and stand by it.', [
      text('claim', 'What “{paper}” contributes', 'The claim, and why it matters.', each),
      text('defence', 'What you answer the critics', 'The strongest objection, and your reply to it.'),
    ]),
    role('skeptic', 'Skeptic', 'You look for what does not hold.', [
      text(
        'weakness',
        'The weakest point of “{paper}”',
        'What is claimed, and why the evidence falls short.',
        each,
      ),
      text('test', 'The test that would convince you', 'An experiment or a proof that is missing.'),
    ]),
    role('archaeologist', 'Archaeologist', 'You place the paper among those before and after it.', [
      text('before', 'What “{paper}” builds on', 'An older work, and what was taken from it.', each),
      text('after', 'What came of it', 'A later work that it made possible or that replaced it.'),
    ]),
    role('hacker', 'Hacker', 'You build something with it.', [
      text(
        'built',
        'What you tried with “{paper}”',
        'A small piece of code, a data set, a calculation.',
        each,
      ),
      text('learned', 'What you learned', 'What worked, what did not, what the paper left out.'),
    ]),
  ],
};

const merits = ['Reject', 'Weak reject', 'Weak accept', 'Accept', 'Strong accept'];
const conference: ReviewForm = {
  roles: [
    {
      id: 'reviewer',
      title: 'Reviewer',
      about: '',
      parts: [
        text('summary', 'Summary of “{paper}”', summaryHelp, { about: 'each_paper' }),
        text('strengths', 'Strengths of “{paper}”', 'Two or three, each in a sentence.', {
          about: 'each_paper',
        }),
        text('weaknesses', 'Weaknesses of “{paper}”', 'Two or three, each in a sentence.', {
          about: 'each_paper',
        }),
        text('merit', 'Overall merit of “{paper}”', '', {
          kind: 'scale',
          about: 'each_paper',
          choices: merits,
        }),
        text('expertise', 'How well you know the field', '', {
          kind: 'choice',
          choices: ['I work in it', 'I know its main papers', 'I am new to it'],
        }),
        text('private', 'A word for the staff only', 'What classmates shall not read.', {
          readers: 'staff',
          isRequired: false,
        }),
      ],
    },
  ],
};

export const formTemplates = [
  { id: 'default', title: 'Summaries and connections', form: defaultForm },
  { id: 'role_play', title: 'Role-play seminar', form: rolePlay },
  { id: 'conference', title: 'Conference', form: conference },
] as const;
