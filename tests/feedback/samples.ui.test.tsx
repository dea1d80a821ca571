/** @jest-environment #tests/support/browser-environment.ts */
// A sample on the page: marked, compared, led to what came of it, and shown again when the staff mark it anew.
import { expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { feedbackRoutes } from '#shared/feedback/contract.ts';
import type { Content } from '#shared/feedback/content.ts';
import { defaultCriteria as criteria } from '#shared/feedback/criteria.ts';
import { samplesRoutes } from '#shared/feedback/samples.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { SamplesFirst } from '#client/feedback/calibration/SamplesFirst.tsx';
import { StaffSample } from '#client/feedback/calibration/StaffSample.tsx';
import { queryClient } from '#client/kernel/query.ts';
import { startApp } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';

const app = await startApp();
const ada = await app.person('Ada');
const course = await app.course({ students: [ada, await app.person('Ben')] });
const inCourse = { params: { courseId: course.id } };
const staff = course.instructor;
const id = newId();
const ofSample = { params: { courseId: course.id, sampleId: id } };
const marked = (step: number, overall: string, comments: Content['comments'] = {}): Content => ({
  ...{ comments, overall },
  marks: Object.fromEntries(criteria.map(({ key }) => [key, step])),
});
const list = async () => {
  const [sample] = (await staff.call(samplesRoutes.listSamples, inCourse)).samples;
  if (!sample) throw new Error('There is no sample');
  return sample;
};
const change = async (content: Content) => {
  const { revision } = await list();
  const body = { title: 'A short one', isOn: true, content, revision };
  await staff.call(samplesRoutes.changeSample, { ...ofSample, body });
};
await staff.call(samplesRoutes.addSample, {
  ...inCourse,
  body: { id, title: 'A short one', source: { kind: 'text', text: 'Leases are *fine*.' } },
});

test('staff mark a sample; before that it cannot be switched on', async () => {
  browseAs(staff);
  const { user, unmount } = render(
    <StaffSample courseId={course.id} personId={staff.personId} sample={await list()} criteria={criteria} />,
  );
  expect(screen.getByRole<HTMLInputElement>('switch').disabled).toBe(true);
  await user.click(
    within(screen.getByRole('radiogroup', { name: 'Clarity' })).getByRole('radio', { name: /^4/ }),
  );
  // What is begun may be saved while it is off.
  await user.click(screen.getByRole('button', { name: 'Save the marks' }));
  await waitFor(async () => {
    expect((await list()).marked.content.marks).toEqual({ clarity: 4 });
  });
  unmount();
});

test('a student marks it, is led to the comparison, and sees it again when the staff change theirs', async () => {
  await change(marked(3, 'Name a figure.', { evidence: 'Nothing can be checked.' }));
  browseAs(ada);
  const show = () =>
    render(<SamplesFirst courseId={course.id} personId={ada.personId} isFirst isHeldUp={false} />);
  const marking = show();
  await screen.findByRole('heading', { name: 'First a sample' });
  expect(marking.container.textContent).not.toContain('Name a figure.');
  for (const { title } of criteria) {
    const group = within(screen.getByRole('radiogroup', { name: title }));
    await marking.user.click(group.getByRole('radio', { name: title === 'Clarity' ? /^3/ : /^4/ }));
  }
  await marking.user.click(screen.getByLabelText('Overall'));
  await marking.user.paste('Good.');
  await marking.user.click(screen.getByRole('button', { name: 'Compare with the staff' }));
  const outcome = await screen.findByText(
    'As the staff in 1 of 4 criteria; elsewhere 1 step apart. You marked higher than they did.',
  );
  expect(document.activeElement).toBe(outcome);
  const evidence = within(screen.getByRole('region', { name: 'Evidence' }));
  expect(evidence.queryByText('1 step above the staff')).not.toBeNull();
  expect(evidence.queryByText('Nothing can be checked.')).not.toBeNull();
  expect(screen.queryByText(/have changed what they gave/)).toBeNull();
  marking.unmount();

  await change(marked(4, 'Better than I thought.'));
  queryClient.clear();
  const again = show();
  await screen.findByText(/have changed what they gave/);
  expect(screen.queryByText('Better than I thought.')).not.toBeNull();
  await again.user.click(screen.getByRole('button', { name: 'I have seen it' }));
  await waitFor(() => {
    expect(screen.queryByText(/have changed what they gave/)).toBeNull();
  });
  again.unmount();
  queryClient.clear();
  const { container } = show();
  await waitFor(() => {
    expect(
      queryClient
        .getQueryCache()
        .getAll()
        .map(({ state }) => state.status),
    ).toEqual(['success']);
  });
  expect(container.textContent).toBe('');
});

test('other criteria of the course: the staff are told, and students still mark by those of the sample', async () => {
  await staff.call(feedbackRoutes.changeCriteria, {
    ...inCourse,
    body: { criteria: criteria.slice(0, 1), revision: 0 },
  });
  browseAs(staff);
  const { user } = render(
    <StaffSample
      courseId={course.id}
      personId={staff.personId}
      sample={await list()}
      criteria={criteria.slice(0, 1)}
    />,
  );
  expect(screen.queryByText(/criteria have changed since/)).not.toBeNull();
  expect(screen.queryByText('1 of 2 students have marked it')).not.toBeNull();
  await user.click(screen.getByRole('button', { name: 'Save the marks' }));
  await waitFor(async () => {
    expect((await list()).marked.criteria).toEqual(criteria.slice(0, 1));
  });
});
