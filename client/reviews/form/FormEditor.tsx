// The review form of a course as its instructors change it: parts, roles, templates; saved at once for all meetings.
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState, type SyntheticEvent } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import { reviewsRoutes, type FormView } from '#shared/reviews/contract.ts';
import { rolesAtMost, type ReviewForm } from '#shared/reviews/form.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { Clashes } from '#client/kit/Clashes.tsx';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { currentOf, useMerging } from '#client/kit/merging.ts';
import { moved } from '#client/kit/moved.ts';
import { SaveBar } from '#client/kit/SaveBar.tsx';
import { formQuery } from '#client/reviews/data.ts';
import { newRole, problemsOf, readyToSave, sayForm } from './editing.ts';
import { RoleEditor } from './RoleEditor.tsx';
import { TemplateMenu } from './TemplateMenu.tsx';
import './form.css';

const none: ReadonlyMap<string, string> = new Map();

const within = (problems: ReadonlyMap<string, string>, place: string): ReadonlyMap<string, string> =>
  new Map(
    [...problems].flatMap(([key, word]) => (key.startsWith(place) ? [[key.slice(place.length), word]] : [])),
  );

interface Props {
  readonly courseId: Id;
  readonly view: FormView;
  /** Told whenever there is something unsaved, or no longer. */
  readonly onUnsaved: (isUnsaved: boolean) => void;
}

export const FormEditor = ({ courseId, view, onUnsaved }: Props) => {
  const merging = useMerging<{ form: ReviewForm }>({ form: view.form }, view.revision);
  const [problems, setProblems] = useState(none);
  const { form } = merging.draft;
  const { isChanged } = merging;
  useEffect(() => {
    onUnsaved(isChanged);
  }, [onUnsaved, isChanged]);
  const put = (roles: readonly ReviewForm['roles'][number][]) => {
    merging.change({ form: { roles: [...roles] } });
    setProblems(none);
  };
  const save = useMutation({
    mutationFn: (ready: ReviewForm) =>
      call(reviewsRoutes.changeForm, {
        params: { courseId },
        body: { form: ready, revision: merging.revision },
      }),
    onSuccess: (saved) => {
      queryClient.setQueryData(formQuery(courseId).queryKey, saved);
      merging.reset({ form: saved.form }, saved.revision);
    },
    onError: (error) => {
      const theirs = currentOf(error) as FormView | undefined;
      if (theirs) merging.meet({ form: theirs.form }, theirs.revision);
    },
  });
  const hasClashed = save.error !== null && currentOf(save.error) !== undefined;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const ready = readyToSave(form, merging.base.form);
    const found = problemsOf(ready);
    setProblems(found);
    if (found.size === 0) save.mutate(ready);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <Alert variant="default" title="What happens to reviews that exist">
          Nobody loses anything. Every submitted version keeps the questions it answered; whoever is still
          writing is asked the new questions and finds their answers to the former ones below. If you change
          the kind of a part or the paper it is about, it is asked as a new part.
        </Alert>
        <Group justify="flex-end">
          <TemplateMenu
            onChoose={({ roles }) => {
              put(roles);
            }}
          />
        </Group>
        {form.roles.map((role, index) => (
          <RoleEditor
            key={role.id}
            role={role}
            index={index}
            count={form.roles.length}
            problems={within(problems, `roles.${String(index)}.`)}
            onChange={(next) => {
              put(form.roles.with(index, next));
            }}
            onMove={(by) => {
              put(moved(form.roles, index, by));
            }}
            onRemove={() => {
              put(form.roles.filter(({ id }) => id !== role.id));
            }}
          />
        ))}
        <div className="form-add-role">
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden="true" />}
            disabled={form.roles.length >= rolesAtMost}
            onClick={() => {
              put([...form.roles, newRole()]);
            }}
          >
            Add a role
          </Button>
          <Text size="sm" c="dimmed" mt={4}>
            Each role has a form of its own; who writes in which one is said for every meeting, beside its
            reviews.
          </Text>
        </div>
      </Stack>
      <SaveBar isChanged={isChanged} isSaved={save.isSuccess} busy={save.isPending} verb="Save the form">
        <Clashes
          merging={merging}
          shown={hasClashed}
          labels={{ form: 'Form' }}
          say={(_, value) => sayForm(value)}
        />
        {!hasClashed && <FormProblem error={save.error} />}
        {problems.size > 0 && (
          <Alert color="red" variant="light" role="alert">
            Not saved yet: something is missing or does not fit. It is marked above.
          </Alert>
        )}
      </SaveBar>
    </form>
  );
};
