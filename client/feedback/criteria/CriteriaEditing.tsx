// A course's criteria while they are changed, beside what they make; saved from a known revision, both versions shown when two change them.
import { Alert, Button, Group, Stack, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode, type SyntheticEvent } from 'react';
import { criteriaAtMost, type Criterion } from '#shared/feedback/criteria.ts';
import type { z } from 'zod';
import { Clashes } from '#client/kit/Clashes.tsx';
import { Confirm } from '#client/kit/Confirm.tsx';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { currentOf, useMerging } from '#client/kit/merging.ts';
import { moved } from '#client/kit/moved.ts';
import { SaveBar } from '#client/kit/SaveBar.tsx';
import { CriterionCard } from './CriterionCard.tsx';
import { problemsOf, readyToSave } from './editing.ts';
import './criteria.css';

const none: ReadonlyMap<string, string> = new Map();

interface View<C> {
  readonly criteria: readonly C[];
  readonly revision: number;
}

/** What one kind of criteria needs beside the usual. */
interface Kind<C extends Criterion> {
  readonly schema: z.ZodType;
  readonly usual: readonly C[];
  readonly fresh: () => C;
  readonly save: (criteria: C[], revision: number) => Promise<View<C>>;
  /** In a few lines, to be compared with others. */
  readonly say: (criteria: readonly C[]) => string;
  readonly preview: (criteria: readonly C[]) => ReactNode;
  /** More fields of one criterion. */
  readonly more?: (criterion: C, change: (next: C) => void) => ReactNode;
  readonly words: {
    readonly usual: string;
    readonly preview: string;
    readonly loss: string;
    readonly verb: string;
  };
}

interface Props<C extends Criterion> {
  readonly kind: Kind<C>;
  readonly view: View<C>;
  /** Told whenever there is something unsaved, or no longer. */
  readonly onUnsaved: (isUnsaved: boolean) => void;
}

interface UsualProps {
  readonly usual: readonly Criterion[];
  readonly words: string;
  readonly onChoose: () => void;
}

const UsualOnes = ({ usual, words, onChoose }: UsualProps) => {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button
        variant="subtle"
        onClick={() => {
          setAsking(true);
        }}
      >
        {words}
      </Button>
      <Confirm
        opened={isAsking}
        title={`${words}?`}
        verb="Replace the criteria"
        onClose={() => {
          setAsking(false);
        }}
        onConfirm={() => {
          setAsking(false);
          onChoose();
        }}
      >
        All criteria below are replaced by {usual.map(({ title }) => title).join(', ')}. Nobody sees that
        before you save.
      </Confirm>
    </>
  );
};

export const CriteriaEditing = <C extends Criterion>({ kind, view, onUnsaved }: Props<C>) => {
  const { words } = kind;
  const merging = useMerging<{ criteria: readonly C[] }>({ criteria: view.criteria }, view.revision);
  const [problems, setProblems] = useState(none);
  const { isChanged } = merging;
  const { criteria } = merging.draft;
  useEffect(() => {
    onUnsaved(isChanged);
  }, [onUnsaved, isChanged]);
  const put = (next: readonly C[]) => {
    merging.change({ criteria: [...next] });
    setProblems(none);
  };
  const save = useMutation({
    mutationFn: (ready: C[]) => kind.save(ready, merging.revision),
    onSuccess: (saved) => {
      merging.reset({ criteria: saved.criteria }, saved.revision);
    },
    onError: (error) => {
      const theirs = currentOf(error) as View<C> | undefined;
      if (theirs) merging.meet({ criteria: theirs.criteria }, theirs.revision);
    },
  });
  const hasClashed = save.error !== null && currentOf(save.error) !== undefined;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const ready = readyToSave(criteria);
    const found = problemsOf(ready, kind.schema);
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
                onChange={(part) => {
                  put(criteria.with(index, { ...criterion, ...part }));
                }}
                loss={words.loss}
                onMove={(by) => {
                  put(moved(criteria, index, by));
                }}
                onRemove={() => {
                  put(criteria.filter(({ key }) => key !== criterion.key));
                }}
              >
                {kind.more?.(criterion, (next) => {
                  put(criteria.with(index, next));
                })}
              </CriterionCard>
            ))}
          </ol>
          <Group gap="xs">
            <Button
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden="true" />}
              disabled={isFull}
              onClick={() => {
                put([...criteria, kind.fresh()]);
              }}
            >
              {isFull ? `At most ${String(criteriaAtMost)} criteria` : 'Add a criterion'}
            </Button>
            <UsualOnes
              usual={kind.usual}
              words={words.usual}
              onChoose={() => {
                put(kind.usual);
              }}
            />
          </Group>
        </Stack>
        <section className="criteria-preview" aria-labelledby="criteria-preview">
          <Title order={2} fz="1.1rem" mb="sm" id="criteria-preview">
            {words.preview}
          </Title>
          {kind.preview(readyToSave(criteria))}
        </section>
      </div>
      <SaveBar isChanged={isChanged} isSaved={save.isSuccess} busy={save.isPending} verb={words.verb}>
        <Clashes
          merging={merging}
          shown={hasClashed}
          labels={{ criteria: 'Criteria' }}
          say={(_, value) => kind.say(value)}
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
