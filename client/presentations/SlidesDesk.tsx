// What presenters and the staff see of a talk's slides: files on their way, versions, what was done with them and why.
import { Alert, Badge, Button, CloseButton, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { IconDownload, IconHistory } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { Talk } from '#shared/presentations/contract.ts';
import { uploadsRoutes, type SlidesDesk as Desk, type SlidesLogKind } from '#shared/presentations/uploads.ts';
import { addressOf, call } from '#client/kernel/call.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { Moment } from '#client/kit/Moment.tsx';
import { Query } from '#client/kit/Query.tsx';
import { deskQuery, refreshTalks } from './data.ts';
import { LateSlides } from './LateSlides.tsx';

interface Props {
  readonly talk: Talk;
  readonly timeZone: string;
  readonly isStaff: boolean;
  readonly mayUpload: boolean;
}

const did: Readonly<Record<SlidesLogKind, string>> = {
  uploaded: 'uploaded',
  published: 'published the slides',
  withdrawn: 'took the slides back',
  extended: 'gave time until',
  late_cleared: 'excused late slides',
  restored: 'went back to',
};

const Incoming = ({ talk, uploads }: { talk: Talk; uploads: Desk['uploads'] }) => {
  const putAside = useMutation({
    mutationFn: (uploadId: string) =>
      call(uploadsRoutes.cancelUpload, {
        params: { meetingId: talk.meetingId, paperId: talk.paperId, uploadId },
      }),
    onSuccess: refreshTalks,
  });
  return uploads
    .filter(({ state, parts }) => state !== 'receiving' || parts.length > 0)
    .map(({ id, fileName, by, state, problem, isMine }) =>
      state === 'refused' || state === 'kept' ? (
        <Alert key={id} color={state === 'kept' ? 'yellow' : 'red'} variant="light" py="xs">
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <Text size="sm" className="slides-name">
              {fileName}, from {by}: {problem}
            </Text>
            {isMine && (
              <CloseButton
                aria-label={`Put the notice about ${fileName} aside`}
                onClick={() => {
                  putAside.mutate(id);
                }}
              />
            )}
          </Group>
        </Alert>
      ) : (
        <Text key={id} size="sm" c="dimmed" role="status" className="slides-name">
          {state !== 'receiving' && <Loader size={13} mr={8} style={{ verticalAlign: '-2px' }} />}
          {state === 'receiving' &&
            (isMine
              ? `${fileName} has not arrived whole. Choose the same file again to go on.`
              : `${fileName} from ${by} has not arrived whole yet.`)}
          {state === 'checking' && `${fileName} is being checked.`}
          {state === 'converting' && `A PDF is being made of ${fileName}.`}
        </Text>
      ),
    );
};

export const SlidesDesk = ({ talk, timeZone, isStaff, mayUpload }: Props) => {
  const params = { meetingId: talk.meetingId, paperId: talk.paperId };
  const query = useQuery(deskQuery(talk.meetingId, talk.paperId));
  const restore = useMutation({
    mutationFn: (uploadId: string) => call(uploadsRoutes.restoreSlides, { params: { ...params, uploadId } }),
    onSuccess: refreshTalks,
  });
  return (
    <Query query={query}>
      {({ versions, uploads, log, extendedUntil }) => (
        <Stack gap="md">
          <Incoming talk={talk} uploads={uploads} />
          {versions.length > 0 && (
            <section aria-label="Versions of the slides">
              <Title order={3} fz="1rem" mb={6}>
                Versions
              </Title>
              <ul className="slide-versions">
                {versions.map((version) => (
                  <li key={version.id}>
                    <div className="talk-what">
                      <Text size="sm" className="slides-name">
                        {version.fileName}{' '}
                        {version.isCurrent && (
                          <Badge tt="none" variant="light">
                            Shown now
                          </Badge>
                        )}
                        {version.late && (
                          <Badge tt="none" variant="light" color="orange" ml={4}>
                            Late
                          </Badge>
                        )}
                      </Text>
                      <Text size="sm" c="dimmed" className="figures">
                        {(version.bytes / 1e6).toFixed(1)} MB, {version.by},{' '}
                        <Moment at={version.at} zone={timeZone} />
                        {version.lateCleared &&
                          `; excused by ${version.lateCleared.by}: ${version.lateCleared.reason}`}
                      </Text>
                    </div>
                    <Group gap={4} className="no-print">
                      <Button
                        component="a"
                        href={addressOf(uploadsRoutes.downloadVersion, { ...params, uploadId: version.id })}
                        variant="subtle"
                        size="compact-sm"
                        leftSection={<IconDownload size={15} />}
                        aria-label={`Download ${version.fileName}`}
                      >
                        Download
                      </Button>
                      {!version.isCurrent && mayUpload && (
                        <Button
                          variant="subtle"
                          size="compact-sm"
                          leftSection={<IconHistory size={15} />}
                          loading={restore.isPending && restore.variables === version.id}
                          aria-label={`Go back to ${version.fileName}`}
                          onClick={() => {
                            restore.mutate(version.id);
                          }}
                        >
                          Go back to it
                        </Button>
                      )}
                    </Group>
                  </li>
                ))}
              </ul>
              <FormProblem error={restore.error} />
            </section>
          )}
          {isStaff && (
            <LateSlides
              talk={talk}
              extendedUntil={extendedUntil}
              lateVersion={versions.find(({ isCurrent, late }) => isCurrent && late)?.id ?? null}
            />
          )}
          {log.length > 0 && (
            <details className="slides-log">
              <summary>What was done with these slides</summary>
              <ol>
                {log.map(({ at, by, kind, note }, index) => (
                  <li key={`${at} ${String(index)}`}>
                    <Moment at={at} zone={timeZone} />: {by} {did[kind]}
                    {note !== null && ` ${note}`}
                  </li>
                ))}
              </ol>
            </details>
          )}
        </Stack>
      )}
    </Query>
  );
};
