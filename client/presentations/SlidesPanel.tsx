// The slides of one talk: where they stand, uploading and publishing.
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDownload, IconPresentation } from '@tabler/icons-react';
import { useState } from 'react';
import type { Course } from '#shared/courses/contract.ts';
import type { PaperView } from '#shared/papers/contract.ts';
import type { Talk } from '#shared/presentations/contract.ts';
import { maySeeDesk } from '#shared/presentations/rules.ts';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { isStaff } from '#shared/courses/roles.ts';
import { uploadsRoutes } from '#shared/presentations/uploads.ts';
import { addressOf } from '#client/kernel/call.ts';
import { PublishSlides } from './PublishSlides.tsx';
import { SlidesDesk } from './SlidesDesk.tsx';
import { SlidesState } from './SlidesState.tsx';
import { UploadSlides } from './UploadSlides.tsx';
import { useOwnPart } from './use-own-part.ts';
import './presentations.css';

interface Props {
  readonly talk: Talk;
  readonly paper: PaperView;
  readonly course: Course;
  readonly startsAt: string;
}

export const SlidesPanel = ({ talk, paper, course, startsAt }: Props) => {
  const [sending, setSending] = useState<string | null>(null);
  const { isMine, member, verdict } = useOwnPart(talk, course);
  const deck = talk.slides?.document;
  return (
    <Stack className="card slides-panel" gap="sm">
      <SlidesState talk={talk} timeZone={course.timeZone} />
      {deck?.state === 'ready' && (
        <Group gap="xs" className="no-print">
          <LinkButton
            to="/documents/$documentId"
            params={{ documentId: deck.id }}
            variant="light"
            leftSection={<IconPresentation size={18} />}
          >
            Open the slides
          </LinkButton>
          <Button
            component="a"
            href={addressOf(uploadsRoutes.downloadSlides, {
              meetingId: talk.meetingId,
              paperId: talk.paperId,
            })}
            variant="subtle"
            leftSection={<IconDownload size={16} />}
          >
            Download
          </Button>
        </Group>
      )}
      <PublishSlides
        talk={talk}
        title={paper.title}
        member={member}
        startsAt={startsAt}
        timeZone={course.timeZone}
        opensAtDeadline={course.settings.publishSlides === 'at_deadline'}
      />
      {verdict === true ? (
        <UploadSlides talk={talk} onSending={setSending} hasDesk />
      ) : (
        isMine && <Text size="sm">{verdict.message}</Text>
      )}
      {maySeeDesk(
        member,
        talk.presenters.map(({ id }) => id),
      ) === true && (
        <SlidesDesk
          talk={talk}
          timeZone={course.timeZone}
          isStaff={isStaff(course)}
          mayUpload={verdict === true}
          sending={sending}
        />
      )}
    </Stack>
  );
};
