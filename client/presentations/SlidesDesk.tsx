// What presenters and the staff see of a talk's slides: files on their way, versions, what was done with them and why.
import { Alert, Badge, Button, CloseButton, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { IconDownload, IconHistory } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { Talk } from '#shared/presentations/contract.ts';
import {
  bytesOfPart,
  uploadsRoutes,
  type SlidesDesk as Desk,
  type SlidesLogKind,
} from '#shared/presentations/uploads.ts';
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
  /** The file that this window is sending, which needs no second notice. */
  readonly sending: string | null;
}

const did: Readonly<Record<Exclude<SlidesLogKind, 'extended'>, string>> = {
  uploaded: 'uploaded',
  published: 'published the slides',
  withdrawn: 'took the slides back',
  late_cleared: 'excused the late slides:',
  restored: 'went back to',
};

const LogLine = ({ line, timeZone }: { line: Desk['log'][number]; timeZone: string }) => (
  <>
    <Moment at={line.at} zone={timeZone} />: {line.by}{' '}
    {line.kind !== 'extended' ? (
      did[line.kind]
    ) : line.until === null ? (
      'went back to the usual deadline:'
    ) : (
      <>
        gave time until <Moment at={line.until} zone={timeZone} />:
      </>
    )}
    {line.note !== null && ` ${line.note}`}
  </>
);

const sayBytes = (bytes: number) =>
  bytes < 1e5 ? `${String(Math.ceil(bytes / 1000))} KB` : `${(bytes / 1e6).toFixed(1)} MB`;

/** How much of a file is here, in percent. */
const arrived = ({ bytes, parts }: Desk['uploads'][number]) =>
  Math.floor((100 * parts.reduce((sum, part) => sum + bytesOfPart(bytes, part), 0)) / bytes);

interface IncomingProps {
  readonly talk: Talk;
  readonly uploads: Desk['uploads'];
  readonly sending: string | null;
}

const Incoming = ({ talk, uploads, sending }: IncomingProps) => {
  const putAside = useMutation({
    mutationFn: (uploadId: string) =>
      call(uploadsRoutes.cancelUpload, {
        params: { meetingId: talk.meetingId, paperId: talk.paperId, uploadId },
      }),
    onSuccess: refreshTalks,
  });
  const shown = uploads.filter(
    ({ state, parts, isMine, fileName }) =>
      (state !== 'receiving' || parts.length > 0) && !(isMine && fileName === sending && state !== 'refused'),
  );
  return (
    <>
      {shown.map((upload) => {
        const { id, fileName, by, state, problem, isMine } = upload;
        const isOver = state === 'refused' || state === 'kept';
        if (isOver || (state === 'receiving' && isMine))
          return (
            <Alert
              key={id}
              color={state === 'refused' ? 'red' : 'yellow'}
              variant="light"
              py="xs"
              role={isOver ? 'alert' : 'status'}
            >
              <Group justify="space-between" wrap="nowrap" align="flex-start">
                <Text size="sm" className="slides-name">
                  {isOver
                    ? `${fileName}${isMine ? '' : `, from ${by}`}: ${problem ?? ''}`
                    : `${String(arrived(upload))} % of ${fileName} is here. Choose the same file again to go on from there.`}
                </Text>
                {isMine && (
                  <CloseButton
                    aria-label={
                      isOver ? `Put the notice about ${fileName} aside` : `Give up the upload of ${fileName}`
                    }
                    disabled={putAside.isPending}
                    onClick={() => {
                      putAside.mutate(id);
                    }}
                  />
                )}
              </Group>
            </Alert>
          );
        return (
          <Text key={id} size="sm" c="dimmed" role="status" className="slides-name">
            {state !== 'receiving' && <Loader size={13} mr={8} style={{ verticalAlign: '-2px' }} />}
            {state === 'receiving' && `${fileName} from ${by} has not arrived whole yet.`}
            {state === 'checking' && `${fileName} is being checked.`}
            {state === 'converting' && `A PDF is being made of ${fileName}.`}
          </Text>
        );
      })}
      <FormProblem error={putAside.error} />
    </>
  );
};

export const SlidesDesk = ({ talk, timeZone, isStaff, mayUpload, sending }: Props) => {
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
          <Incoming talk={talk} uploads={uploads} sending={sending} />
          {versions.length > 0 && (
            <section aria-label="Versions of the slides">
              <Title order={3} fz="1rem" mb={6}>
                Versions
              </Title>
              <ul className="slide-versions">
                {versions.map((version, index) => (
                  <li key={version.id}>
                    <div className="talk-what">
                      <Text size="sm" className="slides-name">
                        {`Version ${String(versions.length - index)}: ${version.fileName}`}{' '}
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
                        {sayBytes(version.bytes)}, {version.by}, <Moment at={version.at} zone={timeZone} />
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
                {log.map((line, index) => (
                  <li key={`${line.at} ${String(index)}`}>
                    <LogLine line={line} timeZone={timeZone} />
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
