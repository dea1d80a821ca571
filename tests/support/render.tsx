// Shows a component as the page does, to somebody who is signed in at the real server.
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { configure, render as renderBare } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { queryClient } from '#client/kernel/query.ts';
import { theme } from '#client/kit/theme.ts';
import type { Client } from './client.ts';

// The server is a real one: on a busy machine its answer takes longer than the second that is usual.
configure({ asyncUtilTimeout: 20_000 });

// Without Mantine's style sheet, which jsdom would work out anew for every role that is looked for.
const Page = ({ children }: { children: ReactNode }) => (
  <MantineProvider theme={theme} env="test" withCssVariables={false} withGlobalClasses={false}>
    <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
  </MantineProvider>
);

/** What Testing Library's `render` gives, and a `user` who types and clicks. */
export const render = (component: ReactNode) => ({
  user: userEvent.setup(),
  ...renderBare(component, { wrapper: Page }),
});

const plainFetch = globalThis.fetch;

/** From now on the page's calls go to the server with this person's cookie; Node's `fetch` knows neither page nor cookie. */
export const browseAs = (client: Client): void => {
  globalThis.fetch = (address, init = {}) =>
    typeof address === 'string' && address.startsWith('/')
      ? client.raw(init.method ?? 'GET', address, {
          body: init.body ?? null,
          headers: init.headers as Record<string, string>,
        })
      : plainFetch(address, init);
};
