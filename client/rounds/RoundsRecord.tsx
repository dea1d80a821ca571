// The rounds that took place, with what each group wrote.
import { Accordion } from '@mantine/core';
import type { RoundRecordView } from '#shared/rounds/views.ts';
import { Reports } from './Reports.tsx';

const written = ({ reports }: RoundRecordView) =>
  reports.filter(({ notes }) => notes.some((text) => text.trim() !== '')).length;

export const RoundsRecord = ({ records }: { records: readonly RoundRecordView[] }) => (
  <Accordion variant="separated" multiple>
    {records.map((record) => (
      <Accordion.Item key={record.roundId} value={record.roundId}>
        <Accordion.Control>
          <span className="figures">
            Round {record.number}
            <span className="quiet">
              {` · ${record.reports.length === 1 ? '1 group' : `${String(record.reports.length)} groups`}, ${String(written(record))} wrote`}
            </span>
          </span>
        </Accordion.Control>
        <Accordion.Panel>
          <Reports questions={record.questions} reports={record.reports} />
        </Accordion.Panel>
      </Accordion.Item>
    ))}
  </Accordion>
);
