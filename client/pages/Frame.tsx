// The frame around every page: the bar on top, the sign-in dialog, the word when the connection is away.
import { Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useSelf } from '#client/kernel/session.ts';
import { Header } from '#client/pages/Header.tsx';

// A visitor who is not signed in does not wait for these.
const SignedInParts = lazy(() => import('./SignedInParts.tsx'));

// Where the whole screen belongs to one thing.
const bare = /^\/projector\//;

export const Frame = () => {
  const { pathname } = useLocation();
  const self = useSelf();
  return (
    <>
      {!bare.test(pathname) && (
        <>
          <a className="skip-link" href="#main">
            Skip to the content
          </a>
          <Header />
        </>
      )}
      <main id="main" tabIndex={-1} style={{ outline: 'none' }}>
        <Outlet />
      </main>
      {self && (
        <Suspense>
          <SignedInParts />
        </Suspense>
      )}
    </>
  );
};
