// What every page asks for, read by one person: the answer of each GET route by the route's name.
import { pathOf } from '#shared/kernel/contract.ts';
import type { App } from '#server/app.ts';
import type { makeOneOfEverything } from '#tests/support/one-of-everything.ts';
import type { Client } from '#tests/support/client.ts';

type Everything = Pick<Awaited<ReturnType<typeof makeOneOfEverything>>, 'ids' | 'queries'>;

/** The status of every answer, and its text. */
export const readPages = async ({ features }: App, client: Client, { ids, queries }: Everything) => {
  const answers = new Map<string, { status: number; text: string }>();
  for (const [name, route] of features.flatMap((feature) => Object.entries(feature.routes))) {
    if (route.method !== 'GET') continue;
    const response = await client.raw('GET', pathOf(route, ids) + (queries[name] ?? ''));
    answers.set(name, { status: response.status, text: await response.text() });
  }
  return answers;
};
