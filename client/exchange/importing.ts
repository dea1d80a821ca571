// The steps of an import: look through a file, choose, bring the chosen notes in batches, say what became of them.
import { useState } from 'react';
import { annotationLimits } from '#shared/annotations/contract.ts';
import {
  exchangeLimits,
  exchangeRoutes,
  type FoundItem,
  type ImportKind,
  type ImportResult,
} from '#shared/exchange/contract.ts';
import type { Visibility } from '#shared/annotations/visibility.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { ResultOf } from '#shared/kernel/contract.ts';
import { call, upload } from '#client/kernel/call.ts';

export type Preview = ResultOf<typeof exchangeRoutes.previewImport>;

/** A note with what was chosen about it. */
export interface Choice {
  readonly item: FoundItem;
  readonly isChosen: boolean;
  readonly kind: ImportKind;
}

export type Step =
  | { readonly at: 'file'; readonly error: Error | null }
  | { readonly at: 'looking'; readonly name: string }
  | {
      readonly at: 'choosing';
      readonly name: string;
      readonly preview: Preview;
      readonly choices: readonly Choice[];
      readonly error: Error | null;
    }
  | { readonly at: 'bringing'; readonly done: number; readonly of: number }
  | { readonly at: 'done'; readonly results: readonly ImportResult[]; readonly choices: readonly Choice[] };

/** What may be brought in: it has a place and is not there yet. */
export const isOpen = ({ state, isThere }: FoundItem): boolean => state !== 'missing' && !isThere;

/** Sure ones are chosen to begin with; guesses wait for a look. */
const firstChoices = ({ items }: Preview): Choice[] =>
  items.map((item) => ({ item, isChosen: isOpen(item) && item.state === 'found', kind: item.kind }));

/** How many people wrote the notes of a file, as far as it says. */
export const authorsIn = (choices: readonly Choice[]): number =>
  new Set(choices.map(({ item }) => item.author).filter((author) => author !== '')).size;

/** Somebody else's words say whose they are. */
const attributed = ({ author, text }: FoundItem): string =>
  author === '' ? text : `**${author}:** ${text}`.slice(0, annotationLimits.text);

/** The chosen notes in batches that one request may carry. */
const batchesOf = (choices: readonly Choice[], isNamed: boolean) => {
  const chosen = choices.flatMap(({ item, isChosen, kind }) =>
    isChosen && item.anchor
      ? [{ id: item.id, anchor: item.anchor, text: isNamed ? attributed(item) : item.text, kind }]
      : [],
  );
  const size = exchangeLimits.notesPerCall;
  return Array.from({ length: Math.ceil(chosen.length / size) }, (_, at) =>
    chosen.slice(at * size, (at + 1) * size),
  );
};

export const useImport = (documentId: Id, onBusy: (busy: boolean) => void) => {
  const [step, setStep] = useState<Step>({ at: 'file', error: null });
  const params = { documentId };

  const look = async (file: File) => {
    setStep({ at: 'looking', name: file.name });
    try {
      const preview = await upload(exchangeRoutes.previewImport, { params, body: {} }, file);
      setStep({ at: 'choosing', name: file.name, preview, choices: firstChoices(preview), error: null });
    } catch (error) {
      setStep({ at: 'file', error: error as Error });
    }
  };

  const bring = async (from: Extract<Step, { at: 'choosing' }>, visibility: Visibility, isNamed: boolean) => {
    const batches = batchesOf(from.choices, isNamed);
    const of = batches.reduce((sum, batch) => sum + batch.length, 0);
    const results: ImportResult[] = [];
    onBusy(true);
    try {
      for (const items of batches) {
        setStep({ at: 'bringing', done: results.length, of });
        results.push(
          ...(await call(exchangeRoutes.importThreads, { params, body: { visibility, items } })).results,
        );
      }
      setStep({ at: 'done', results, choices: from.choices });
    } catch (error) {
      // Sending all of them again makes nothing double: what has arrived is told as being there.
      setStep({ ...from, error: error as Error });
    } finally {
      onBusy(false);
    }
  };

  return { step, setStep, look, bring };
};
