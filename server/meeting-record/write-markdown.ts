// Writes a record to be read: takeaways first, then the rounds with their groups, then who was there.
import type { RecordedGroup, RecordedRound } from '#shared/meeting-record/contract.ts';
import { byWord, momentIn, type Material } from './material.ts';

/** Writes the file piece by piece. */
export function* writeMarkdown(material: Material): Generator<string> {
  const { record, course, meeting, timeZone } = material;
  yield `# ${inline(meeting.topic)}\n\n${inline(course)}, meeting ${String(meeting.number)}, ${momentIn(timeZone, meeting.startsAt)} (${timeZone})\n`;
  if (meeting.papers.length > 0)
    yield `\n${meeting.papers.map(({ title }) => `- ${inline(title)}\n`).join('')}`;
  if (record.takeaways.length > 0) {
    yield '\n## Takeaways\n\n';
    for (const { text, from, votes } of record.takeaways)
      yield `- ${inItem(text)}${from === null ? '' : ` (${[`group ${from}`, ...votesOf(votes ?? 0)].join(', ')})`}\n`;
  }
  for (const round of record.rounds) yield* roundOf(round);
  yield* attendanceOf(material);
}

function* roundOf(round: RecordedRound): Generator<string> {
  yield `\n## Round ${String(round.number)}\n`;
  for (const group of round.groups) yield groupOf(round, group);
}

function groupOf(
  { questions }: RecordedRound,
  { name, seats, notes, points, calledAs }: RecordedGroup,
): string {
  const people = seats
    .map((seat) => `${inline(seat.name)}${seat.roles.length > 0 ? ` (${seat.roles.join(', ')})` : ''}`)
    .join(', ');
  const reported = questions.flatMap((question, index) => {
    const told = points.filter((point) => point.question === index);
    const text = notes?.[index]?.trim() ?? '';
    if (told.length === 0 && text === '') return [];
    return [
      `\n*${inline(question)}*\n\n`,
      ...told.map(
        ({ text: words, votes, isTakeaway }) =>
          `- ${inItem(words)}${marked([...votesOf(votes), ...(isTakeaway ? ['takeaway'] : [])])}\n`,
      ),
      text === '' ? '' : `${told.length > 0 ? '\n' : ''}${quoted(text)}\n`,
    ];
  });
  return [
    `\n### ${name}\n\n${people}${calledAs === null ? '' : `; reported as number ${String(calledAs)}`}\n`,
    ...(notes === null ? ['\nThe notes of this group are not open to you yet.\n'] : reported),
  ].join('');
}

function* attendanceOf({ record, timeZone }: Material): Generator<string> {
  const { attendance, absent } = record;
  if (attendance.length === 0 && (absent ?? []).length === 0) return;
  yield `\n## Attendance\n\n`;
  for (const { name, stays } of attendance)
    yield `- ${inline(name)}: ${stays
      .map(({ cameAt, leftAt, by }) => {
        const until = leftAt === null ? 'to the end' : `to ${momentIn(timeZone, leftAt).slice(11)}`;
        return [`from ${momentIn(timeZone, cameAt).slice(11)} ${until}`, byWord(by)]
          .filter(Boolean)
          .join(', ');
      })
      .join('; ')}\n`;
  if (absent && absent.length > 0)
    yield `\nNot there: ${absent.map(({ name }) => inline(name)).join(', ')}\n`;
}

const votesOf = (votes: number): string[] =>
  votes === 0 ? [] : [votes === 1 ? '1 vote' : `${String(votes)} votes`];

const marked = (marks: readonly string[]): string => (marks.length === 0 ? '' : ` (${marks.join(', ')})`);

/** Words that are no Markdown of ours, on one line. */
const inline = (words: string): string =>
  words
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#|]/g, '\\$&');

const inItem = (text: string): string => inline(text);

/** What a group wrote, its lines kept. */
const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${inline(line)}`.trimEnd())
    .join('  \n');
