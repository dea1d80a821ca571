// The criteria of a course as its instructors change them, beside what a classmate will fill in.
import { Alert, Button, Group, Stack, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState, type SyntheticEvent } from 'react';
import { feedbackRoutes, type CriteriaView } from '#shared/feedback/contract.ts';
import { criteriaAtMost, defaultCriteria, type Criterion } from '#shared/feedback/criteria.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { Clashes } from '#client/kit/Clashes.tsx';
import { Confirm } from '#client/kit/Confirm.tsx';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { currentOf, useMerging } from '#client/kit/merging.ts';
import { moved } from '#client/kit/moved.ts';
import { SaveBar } from '#client/kit/SaveBar.tsx';
import { criteriaQuery } from '#client/feedback/data.ts';
import { CriteriaPreview } from './CriteriaPreview.tsx';
import { CriterionCard } from './CriterionCard.tsx';
import { newCriterion, problemsOf, readyToSave, sayCriteria } from './editing.ts';
import './criteria.css';

const none: ReadonlyMap<string, string> = new Map();

interface Props {
  readonly courseId: Id;
  readonly view: CriteriaView;
  /** Told whenever there is something unsaved, or no longer. */
  readonly onUnsaved: (isUnsaved: boolean) => void;
}

const UsualOnes = ({ onChoose }: { onChoose: () => void }) => {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button
        variant="subtle"
        onClick={() => {
          setAsking(true);
        }}
      >
        Start from the usual four
      </Button>
      <Confirm
        opened={isAsking}
        title="Start from the usual four?"
        verb="Replace the criteria"
        onClose={() => {
          setAsking(false);
        }}
        onConfirm={() => {
          setAsking(false);
          onChoose();
        }}
      >
        All criteria below are replaced by {defaultCriteria.map(({ title }) => title).join(', ')}. Nobody sees
        that before you save.
      </Confirm>
    </>
  );
};

export const CriteriaEditor = ({ courseId, view, onUnsaved }: Props) => {
  const merging = useMerging({ criteria: view.criteria }, view.revision);
  const [problems, setProblems] = useState(none);
  const { isChanged } = merging;
  const { criteria } = merging.draft;
  useEffect(() => {
    onUnsaved(isChanged);
  }, [onUnsaved, isChanged]);
  const put = (next: readonly Criterion[]) => {
    merging.change({ criteria: [...next] });
    setProblems(none);
  };
  const save = useMutation({
    mutationFn: (ready: Criterion[]) =>
      call(feedbackRoutes.changeCriteria, {
        params: { courseId },
        body: { criteria: ready, revision: merging.revision },
      }),
    onSuccess: (saved) => {
      queryClient.setQueryData(criteriaQuery(courseId).queryKey, saved);
      merging.reset({ criteria: saved.criteria }, saved.revision);
    },
    onError: (error) => {
      const theirs = currentOf(error) as CriteriaView | undefined;
      if (theirs) merging.meet({ criteria: theirs.criteria }, theirs.revision);
    },
  });
  const hasClashed = save.error !== null && currentOf(save.error) !== undefined;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const ready = readyToSave(criteria);
    const found = problemsOf(ready);
    setProblems(found);
    if (found.size === 0) save.mutate(ready);
  };
  const isFull = criteria.length >= criteriaAtMost;
  return (
    <form onSubmit={submit} noValidate>
      <div className="criteria-columns">
        <Stack gap="md" component="section" aria-label="Criteria">
          <ol className="criteria-list">
            {criteria.map((criterion, index) => (
              <CriterionCard
                key={criterion.key}
                criterion={criterion}
                index={index}
                count={criteria.length}
                errorAt={(field) => problems.get(`${String(index)}.${field}`) ?? null}
                onChange={(next) => {
                  put(criteria.with(index, next));
                }}
                onMove={(by) => {
                  put(moved(criteria, index, by));
                }}
                onRemove={() => {
                  put(criteria.filter(({ key }) => key !== criterion.key));
                }}
              />
            ))}
          </ol>
          <Group gap="xs">
            <Button
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden="true" />}
              disabled={isFull}
              onClick={() => {
                put([...criteria, newCriterion()]);
              }}
            >
              {isFull ? `At most ${String(criteriaAtMost)} criteria` : 'Add a criterion'}
            </Button>
            <UsualOnes
              onChoose={() => {
                put(defaultCriteria);
              }}
            />
          </Group>
        </Stack>
        <section className="criteria-preview" aria-labelledby="criteria-preview">
          <Title order={2} fz="1.1rem" mb="sm" id="criteria-preview">
            What a classmate fills in
          </Title>
          <CriteriaPreview criteria={readyToSave(criteria)} />
        </section>
      </div>
      <SaveBar isChanged={isChanged} isSaved={save.isSuccess} busy={save.isPending} verb="Save the criteria">
        <Clashes
          merging={merging}
          shown={hasClashed}
          labels={{ criteria: 'Criteria' }}
          say={(_, value) => sayCriteria(value)}
        />
        {!hasClashed && <FormProblem error={save.error} />}
        {problems.size > 0 && (
          <Alert color="red" variant="light" role="alert">
            Not saved yet. {problems.get('') ?? 'Something is missing or does not fit; it is marked above.'}
          </Alert>
        )}
      </SaveBar>
    </form>
  );
};
