// Writes a record for a spreadsheet: one line per stay, seat, text of notes, point and takeaway; `what` says which.
import { csvLine, csvMark } from '#server/kernel/csv.ts';
import { momentIn, type Material } from './material.ts';

const columns = [
  ...['what', 'round', 'group', 'person', 'roles', 'question', 'text', 'votes', 'takeaway'],
  ...['from', 'until', 'checked_in'],
] as const;
type Row = Partial<Record<(typeof columns)[number], string | number>>;

/** Writes the file piece by piece (RFC 4180), with the mark by which spreadsheets know UTF-8. */
export function* writeCsv(material: Material): Generator<string> {
  yield `${csvMark}${csvLine(columns)}`;
  for (const row of rowsOf(material)) yield csvLine(columns.map((column) => row[column] ?? ''));
}

function* rowsOf({ record, timeZone }: Material): Generator<Row> {
  for (const { name, stays } of record.attendance)
    for (const { cameAt, leftAt, by } of stays)
      yield {
        ...{ what: 'attendance', person: name, checked_in: by ?? '' },
        ...{ from: momentIn(timeZone, cameAt), until: leftAt === null ? '' : momentIn(timeZone, leftAt) },
      };
  for (const { name } of record.absent ?? []) yield { what: 'absent', person: name };
  for (const round of record.rounds)
    for (const group of round.groups) {
      const place = { round: round.number, group: group.name };
      for (const { name, roles } of group.seats)
        yield { what: 'seat', ...place, person: name, roles: roles.join(' ') };
      for (const [index, question] of round.questions.entries()) {
        const text = group.notes?.[index]?.trim() ?? '';
        if (text !== '') yield { what: 'notes', ...place, question, text };
        for (const point of group.points)
          if (point.question === index)
            yield {
              ...{ what: 'point', ...place, question, text: point.text },
              ...{ votes: point.votes, takeaway: point.isTakeaway ? 'yes' : '' },
            };
      }
    }
  for (const { text, from, votes } of record.takeaways)
    yield { what: 'takeaway', group: from ?? '', text, votes: votes ?? '' };
}
