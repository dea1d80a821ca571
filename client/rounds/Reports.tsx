// What groups wrote, question by question; questions that nobody answered are left out.
import { Text, Title } from '@mantine/core';
import type { Report } from '#shared/rounds/views.ts';

interface Props {
  readonly questions: readonly string[];
  readonly reports: readonly Report[];
}

export const Reports = ({ questions, reports }: Props) => (
  <div className="reports">
    {reports.map((report) => (
      <article key={report.group} className="report" aria-label={`Group ${report.name}`}>
        <Title order={3} fz="md">
          {report.name}
        </Title>
        <Text size="sm" c="dimmed">
          {report.members.join(', ')}
          {report.reporter !== null && ` · reported by ${report.reporter}`}
        </Text>
        {report.notes.every((text) => text.trim() === '') ? (
          <Text size="sm" c="dimmed" mt="xs">
            Nothing was written.
          </Text>
        ) : (
          <dl>
            {questions.map((question, index) => {
              const text = report.notes[index] ?? '';
              return (
                text.trim() !== '' && (
                  <div key={index}>
                    <dt>{question}</dt>
                    <dd>{text}</dd>
                  </div>
                )
              );
            })}
          </dl>
        )}
      </article>
    ))}
  </div>
);
