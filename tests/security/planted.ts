// Puts hostile texts into every text of a database, each kind of field with a mark of its own.
import type { Connection } from 'mongoose';
import { collectionsOf } from '#server/admin/source.ts';
import { nativeDb } from '#server/kernel/db/connect.ts';

/** Fields whose words are the program's and not people's, or that no page shows as text. */
const notWritten =
  /(^|\.)(_id|\w*Id|\w*Ids|hash|\w*Hash|email|formerEmails|timeZone|state|kind|role|visibility|words|extractorVersion|mediaType|seed|device|sortKey|joinCode|secret|value|fingerprint|label|exact|prefix|suffix|link)(\.|$)/;
const leftAsTheyAre = [
  'sessions',
  'links',
  'leases',
  'migrations',
  'pageTexts',
  'files.files',
  'files.chunks',
  'threadWords',
];

/** Each looks for another way out of the text that it stands in; short, because some texts may be no longer than a line. */
const hostile = [
  '<img data-evil src=/evil onerror=evil(1)>',
  '<script data-evil>evil(2)</script>',
  '<svg data-evil onload=evil(3)></svg>',
  '"\'><x-evil onfocus=evil(4) autofocus>',
  '[a](javascript:evil(5)) <javascript:evil(5)>',
  '[a](data:text/html,<script>evil(6)</script>)',
  '![a](https://evil.example/c.png)',
  '$\\href{javascript:evil(7)}{a}$',
  '</title></textarea><iframe data-evil src=/evil>',
  '{{evil(8)}} <base data-evil href=/evil/>',
  '<style data-evil>@import "/evil"</style>',
  '<math><mglyph><style><img data-evil src=/evil>',
  '<form data-evil><button formaction=/evil>',
  '\u202e<a data-evil href="java\u200bscript:evil(9)">',
] as const;

/** Fields that no page of the sample course shows, and why. */
export const neverShown: Readonly<Record<string, string>> = {
  'documents title': 'papers and slides are shown by the title of the paper',
  'documents outline.title': 'pages draw it from the file',
  'documents outline.children.title': 'pages draw it from the file',
  'lives order.items.questions': 'shown while the round is on, from the round',
  'lives order.last.did': 'shown to whoever presses second',
  'reviewMarks returned.criteria.question': 'kept as it was; the title is shown',
  'reviews questions.title': 'the draft’s own form; the form of the course and of the versions is shown',
  'reviews questions.help': 'as the title',
  'reviews versions.questions.help': 'shown while a review is written, from the form of the course',
};

const isText = (text: string) => /\s|^[A-Z]/.test(text) && !/^\d{4}-\d\d-\d\dT/.test(text);

/** Answers with where each mark was planted. */
export const plantEverywhere = async (connection: Connection): Promise<Map<string, string>> => {
  const db = nativeDb(connection);
  const marks = new Map<string, string>();
  const markOf = (field: string) => {
    const known = [...marks].find(([, other]) => other === field)?.[0];
    const mark = known ?? `zq${String(marks.size)}zq`;
    marks.set(mark, field);
    return mark;
  };
  let next = 0;
  const plant = (field: string) => {
    next += 1;
    return `=${markOf(field)} ${hostile[next % hostile.length] ?? ''}`;
  };
  for (const name of await collectionsOf(db)) {
    if (leftAsTheyAre.includes(name)) continue;
    const collection = db.collection<{ _id: string }>(name);
    for (const stored of await collection.find().toArray()) {
      const walk = (value: unknown, path: string): unknown => {
        if (typeof value === 'string')
          return notWritten.test(path) || !isText(value) ? value : plant(`${name} ${path}`);
        if (Array.isArray(value)) return value.map((each) => walk(each, path));
        if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
          return Object.fromEntries(
            Object.entries(value).map(([key, each]) => {
              // Names that people or ids have given.
              const here = /^[a-z0-9]{24}$/.test(key) || /(comments|answers)$/.test(path) ? '*' : key;
              return [key, walk(each, path === '' ? here : `${path}.${here}`)];
            }),
          );
        return value;
      };
      await collection.replaceOne({ _id: stored._id }, walk(stored, '') as { _id: string });
    }
  }
  return marks;
};
