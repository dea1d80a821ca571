// Who was there, from when to when and how they were checked in: for the staff everybody, for others themselves.
import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Course } from '#shared/courses/contract.ts';
import type { MeetingRecord } from '#shared/meeting-record/contract.ts';
import { byText, stayText } from './words.ts';

interface Props {
  readonly record: MeetingRecord;
  readonly course: Pick<Course, 'id' | 'timeZone'>;
}

const Everybody = ({ record, course }: Props) => {
  const { attendance } = record;
  const absent = record.absent ?? [];
  return (
    <>
      <Text className="figures">
        {attendance.length} of {attendance.length + absent.length} were there.
      </Text>
      {attendance.length > 0 && (
        <div className="record-table-frame quiet-links">
          <table className="record-table">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">There</th>
                <th scope="col">Checked in</th>
              </tr>
            </thead>
            <tbody>
              {attendance.map(({ personId, name, stays }) => (
                <tr key={personId}>
                  <th scope="row">
                    <Link
                      to="/courses/$courseId/history/$personId"
                      params={{ courseId: course.id, personId }}
                    >
                      {name}
                    </Link>
                  </th>
                  <td className="figures">
                    {stays.map((stay) => stayText(stay, course.timeZone)).join(', ')}
                  </td>
                  <td>{[...new Set(stays.map(({ by }) => byText(by)))].filter(Boolean).join(', ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {absent.length > 0 && (
        <Text>
          <span className="quiet">Not there: </span>
          {absent.map(({ name }) => name).join(', ')}
        </Text>
      )}
    </>
  );
};

export const Attendance = ({ record, course }: Props) => {
  if (record.absent !== null) return <Everybody record={record} course={course} />;
  const stays = record.attendance[0]?.stays ?? [];
  return (
    <Text className="figures">
      {stays.length === 0
        ? 'You were not checked in to this meeting.'
        : `You were there: ${stays.map((stay) => stayText(stay, course.timeZone)).join(', ')}.`}
    </Text>
  );
};
