// The page that says what is what in the folder of an exported course.
import type { CourseFolder } from './course-folder.ts';

interface Told extends Pick<CourseFolder, 'written' | 'leftOut'> {
  readonly title: string;
  /** With whose eyes the course was read. */
  readonly reader: string;
  readonly at: Date;
}

const linked = (place: string) => place.split('/').map(encodeURIComponent).join('/');
const escaped = (words: string) => words.replace(/[\\`*_[\]<>#|]/g, '\\$&');

/** Markdown with a link to every file. */
export const contentsOf = ({ title, reader, at, written, leftOut }: Told): string => {
  let folder = '';
  const lines = written.flatMap(({ place, what }) => {
    const [below, name] = [
      place.slice(0, place.lastIndexOf('/') + 1),
      place.slice(place.lastIndexOf('/') + 1),
    ];
    const isNew = below !== folder;
    folder = below;
    return [
      ...(isNew ? ['', `## ${escaped(below.replace(/\/$/, '').replace(/^meetings\//, ''))}`, ''] : []),
      `- [${escaped(name)}](${linked(place)}): ${what}.`,
    ];
  });
  return [
    `# ${escaped(title)}`,
    '',
    `Exported on ${at.toISOString().slice(0, 10)}, as ${escaped(reader)}, an instructor, sees the course: with their own private notes, without those of others and without drafts, and with names only where instructors see them.`,
    '',
    'It holds names, addresses, marks and what students wrote: keep it as safe as the course. Times are in UTC.',
    '',
    ...lines,
    ...(leftOut.length > 0 ? ['', '## Left out', '', ...leftOut.map((one) => `- ${escaped(one)}`)] : []),
    '',
  ].join('\n');
};
