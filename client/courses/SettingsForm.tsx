// All settings of a course in one form by themes; saved at once, with both versions shown when two people changed them.
import { Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { SyntheticEvent } from 'react';
import { coursesRoutes, type Course } from '#shared/courses/contract.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { Clashes } from '#client/kit/Clashes.tsx';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { LeaveGuard } from '#client/kit/LeaveGuard.tsx';
import { currentOf, useMerging } from '#client/kit/merging.ts';
import { SaveBar } from '#client/kit/SaveBar.tsx';
import { courseQuery, coursesQuery } from './data.ts';
import { changesOf, draftOf, sayValue, settingsLabels, type SettingsDraft } from './settings-draft.ts';
import { FeedbackTheme, ReviewFormTheme, ReviewsTheme } from './ReviewThemes.tsx';
import type { ThemeProps } from './SettingsFields.tsx';
import { CourseTheme, RoundsTheme, TalksTheme, ThreadsTheme } from './SettingsThemes.tsx';
import './settings.css';

/** The refusal's word for a setting, wherever in the body it stands. */
const errorOf = (error: Error | null, field: keyof SettingsDraft): string | null => {
  const found =
    error instanceof Refusal &&
    error.body.where?.find(({ path }) => path.split('.').slice(1, 3).includes(field));
  return found ? `This ${found.message}.` : null;
};

// The parts of the body whose errors stand beside their fields.
const shownBesideFields = ['title', 'code', 'term', 'timeZone', 'settings'];

export const SettingsForm = ({ course }: { course: Course }) => {
  const merging = useMerging(draftOf(course), course.revision);
  const { draft, revision, isChanged } = merging;
  const save = useMutation({
    mutationFn: () =>
      call(coursesRoutes.changeCourse, {
        params: { courseId: course.id },
        body: { revision, ...changesOf(draft) },
      }),
    onSuccess: (saved) => {
      queryClient.setQueryData(courseQuery(course.id).queryKey, saved);
      void queryClient.invalidateQueries({ queryKey: coursesQuery.queryKey });
      merging.reset(draftOf(saved), saved.revision);
    },
    onError: (error) => {
      const theirs = currentOf(error) as Course | undefined;
      if (theirs) merging.meet(draftOf(theirs), theirs.revision);
    },
  });
  const hasClashed = save.error !== null && currentOf(save.error) !== undefined;
  const themes: ThemeProps = {
    draft,
    change: merging.change,
    errorAt: (field) => errorOf(save.error, field),
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <LeaveGuard when={isChanged && !save.isPending} />
      <Stack gap="xl">
        <CourseTheme {...themes} />
        <ReviewsTheme {...themes} />
        <ReviewFormTheme courseId={course.id} />
        <FeedbackTheme {...themes} courseId={course.id} />
        <ThreadsTheme {...themes} />
        <TalksTheme {...themes} courseId={course.id} />
        <RoundsTheme {...themes} />
      </Stack>
      <SaveBar isChanged={isChanged} isSaved={save.isSuccess} busy={save.isPending} verb="Save the settings">
        <Clashes merging={merging} shown={hasClashed} labels={settingsLabels} say={sayValue} />
        {!hasClashed && <FormProblem error={save.error} fields={shownBesideFields} />}
      </SaveBar>
    </form>
  );
};
