// Who has ranked and who is missing, for the staff, with a reminder and more time for one student.
import { Badge, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import { signupRoutes, type Signup, type StudentPreferences } from '#shared/signup/contract.ts';
import { call } from '#client/kernel/call.ts';
import { DialogButton } from '#client/kit/DialogButton.tsx';
import { LongList } from '#client/kit/LongList.tsx';
import { Ago, Moment } from '#client/kit/Moment.tsx';
import { Query } from '#client/kit/Query.tsx';
import { sayDone, sayRefused } from '#client/kit/say.ts';
import { instantOf, wallTimeOf } from '#client/papers/wall-time.ts';
import { preferencesQuery } from './data.ts';
import { some } from './words.ts';
import { useCourseZone } from './zone.ts';

/** Their list is too short, and they have no talk yet. */
export const isMissing = ({ isComplete, isNeeded }: StudentPreferences): boolean => isNeeded && !isComplete;

const MoreTime = ({
  courseId,
  signup,
  student,
  close,
}: {
  courseId: Id;
  signup: Signup;
  student: StudentPreferences;
  close: () => void;
}) => {
  const zone = useCourseZone();
  const [due, setDue] = useState(() => wallTimeOf(student.until ?? signup.dueAt, zone));
  const extend = useMutation({
    mutationFn: (until: string | null) =>
      call(signupRoutes.extendSignup, {
        params: { courseId, personId: student.person.id },
        body: { until },
      }),
    onSuccess: close,
    onError: sayRefused,
  });
  const until = instantOf(due, zone);
  return (
    <Stack>
      <Text>{`Until when may ${student.person.name} rank talks?`}</Text>
      <Group>
        <TextInput
          label="Date"
          type="date"
          value={due.date}
          onChange={(event) => {
            setDue({ ...due, date: event.currentTarget.value });
          }}
        />
        <TextInput
          label="Time"
          type="time"
          value={due.time}
          onChange={(event) => {
            setDue({ ...due, time: event.currentTarget.value });
          }}
        />
      </Group>
      <Group justify="flex-end">
        {student.until !== null && (
          <Button
            variant="default"
            onClick={() => {
              extend.mutate(null);
            }}
          >
            As everybody
          </Button>
        )}
        <Button
          loading={extend.isPending}
          disabled={until === null}
          onClick={() => {
            extend.mutate(until);
          }}
        >
          Give the time
        </Button>
      </Group>
    </Stack>
  );
};

const Row = ({
  student,
  courseId,
  signup,
}: {
  student: StudentPreferences;
  courseId: Id;
  signup: Signup;
}) => {
  const zone = useCourseZone();
  const titleOf = new Map(signup.slots.map(({ paperId, title }) => [paperId, title]));
  const { person, ranked, blocked, isMutual, savedAt, until } = student;
  return (
    <div className="preview-talk">
      <Group justify="space-between" gap="xs">
        <div style={{ minWidth: 0, flex: 1 }}>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {person.name}{' '}
            {isMissing(student) && (
              <Badge tt="none" variant="outline" className="badge-warn">
                {ranked.length === 0 ? 'Nothing ranked' : `${String(ranked.length)} ranked`}
              </Badge>
            )}{' '}
            {isMutual && (
              <Badge tt="none" variant="light">
                With a partner
              </Badge>
            )}
          </Text>
          <Text size="sm" c="dimmed" component="div">
            {savedAt !== null && (
              <>
                Saved <Ago at={savedAt} />
                {blocked.length > 0 && ` · cannot do ${some(blocked.length, 'date')}`}
              </>
            )}
            {until !== null && (
              <>
                {' · has until '}
                <Moment at={until} zone={zone} />
              </>
            )}
          </Text>
        </div>
        {ranked.length > 0 && (
          <DialogButton label="List" title={`The list of ${person.name}`} variant="subtle">
            {() => (
              <ol className="two-lists">
                {ranked.map((id) => (
                  <li key={id}>{titleOf.get(id)}</li>
                ))}
              </ol>
            )}
          </DialogButton>
        )}
        <DialogButton label="More time" title="More time" variant="subtle" isForm>
          {(close) => <MoreTime courseId={courseId} signup={signup} student={student} close={close} />}
        </DialogButton>
      </Group>
    </div>
  );
};

export const Students = ({ courseId, signup }: { courseId: Id; signup: Signup }) => {
  const query = useQuery(preferencesQuery(courseId));
  const remind = useMutation({
    mutationFn: () => call(signupRoutes.remindMissing, { params: { courseId } }),
    onSuccess: ({ reminded }) => {
      sayDone(`${some(reminded, 'student')} reminded. They see it at once where the app is open.`);
    },
    onError: sayRefused,
  });
  return (
    <Query query={query}>
      {(students) => {
        const missing = students.filter(isMissing);
        return (
          <section aria-label="Students">
            <Group justify="space-between" mb="xs">
              <Title order={2} fz="1.15rem">
                {missing.length === 0
                  ? 'Nobody is missing'
                  : `${String(missing.length)} of ${some(students.length, 'student')} missing`}
              </Title>
              {missing.length > 0 && (
                <Button
                  variant="default"
                  loading={remind.isPending}
                  onClick={() => {
                    remind.mutate();
                  }}
                >
                  Remind those who are missing
                </Button>
              )}
            </Group>
            {students.length > 0 && (
              <LongList
                className="card student-lists"
                items={[...missing, ...students.filter((student) => !isMissing(student))]}
                label="Students and their lists"
                keyOf={({ person }) => person.id}
                rowHeight={64}
              >
                {(student) => <Row student={student} courseId={courseId} signup={signup} />}
              </LongList>
            )}
          </section>
        );
      }}
    </Query>
  );
};
