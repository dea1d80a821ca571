// Starts the client: theme, data, router.
import { MantineProvider } from '@mantine/core';
import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/source-serif-4/index.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from '#client/kernel/query.ts';
import { theme } from '#client/kit/theme.ts';
import '#client/kit/tokens.css';
import { router } from '#client/router.tsx';

// The server puts the page's nonce here; styles that scripts add need it under the page's security policy.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
// The scroll lock of dialogs looks for it under this name.
Object.assign(window, { __webpack_nonce__: nonce });

const place = document.getElementById('root');
if (place)
  createRoot(place).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
