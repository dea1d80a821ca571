// Orders papers and slide decks from the printer's thread.
import { Worker } from 'node:worker_threads';
import type { TextTarget } from '#shared/annotations/anchor.ts';
import { programPath } from '#server/kernel/program.ts';

/** What the printer does, by kind: the order and the answer. */
export interface Jobs {
  /** A paper's bibliographic data; `abstract` in Markdown. */
  details: {
    order: { slug: string };
    answer: { title: string; authors: string[]; venue: string; year: number; abstract: string };
  };
  /** A paper's PDF, and where in it each quote stands; null for what is not in it exactly once. */
  paper: {
    order: { slug: string; quotes: readonly string[] };
    answer: { pdf: Uint8Array; places: (TextTarget[] | null)[] };
  };
  deck: {
    order: { slug: string; presenter: string; occasion: string };
    answer: { pdf: Uint8Array };
  };
}

export type PressOrder = {
  [K in keyof Jobs]: { readonly id: number; readonly kind: K; readonly order: Jobs[K]['order'] };
}[keyof Jobs];
export type PressAnswer =
  { readonly id: number; readonly answer: unknown } | { readonly id: number; readonly problem: string };

export interface Press {
  print<K extends keyof Jobs>(kind: K, order: Jobs[K]['order']): Promise<Jobs[K]['answer']>;
  close(): Promise<void>;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** Starts the thread; close it when everything is printed. */
export const openPress = async (): Promise<Press> => {
  const worker = new Worker(await programPath('press-worker', import.meta.url), { execArgv: [] });
  const waiting = new Map<number, Waiting>();
  let orders = 0;
  let over: Error | undefined;
  const end = (error: Error) => {
    over ??= error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (answer: PressAnswer) => {
    const order = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('problem' in answer) order?.reject(new Error(answer.problem));
    else order?.resolve(answer.answer);
  });
  worker.on('error', end);
  worker.on('exit', () => {
    end(new Error('The printer has gone home.'));
  });
  return {
    print: <K extends keyof Jobs>(kind: K, order: Jobs[K]['order']) =>
      new Promise<Jobs[K]['answer']>((resolve, reject) => {
        if (over) {
          reject(over);
          return;
        }
        const id = ++orders;
        waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
        worker.postMessage({ id, kind, order });
      }),
    close: async () => {
      await worker.terminate();
    },
  };
};
