// The frame around every page: the bar on top, the sign-in dialog, the word when the connection is away.
import { Outlet, useLocation } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { sessionQuery } from '#client/kernel/session.ts';
import { chooseOwnZone } from '#client/kit/Moment.tsx';
import { Header } from '#client/pages/Header.tsx';
import { ServerTrouble } from '#client/pages/ServerTrouble.tsx';

// A visitor who is not signed in does not wait for these.
const SignedInParts = lazy(() => import('./SignedInParts.tsx'));

const SecondFactorFirst = lazy(() => import('./SecondFactorFirst.tsx'));

const SignInHere = lazy(() => import('./SignInHere.tsx'));

// What can be opened by anybody; a projector carries its own secret.
const open = /^\/(projector\/.*|sign-in(\/(code|confirm))?|administrator|link|join)?$/;

// Where the whole screen belongs to one thing.
const bare = /^\/(projector\/|meetings\/[^/]+\/talks\/[^/]+\/(follow|present|remote)$)/;

export const Frame = () => {
  const { pathname } = useLocation();
  const session = useQuery(sessionQuery).data;
  const self = session?.self;
  // While it is not known who is here, the page is fetched already.
  const isClosed = session?.self === null && !open.test(pathname);
  // From then on until they have kept their recovery codes, whatever is read meanwhile.
  const [setsUp, setSetsUp] = useState(false);
  if (self?.lacksSecondFactor === true && !setsUp) setSetsUp(true);
  if (session?.self === null && setsUp) setSetsUp(false);
  const mustSetUp = setsUp && !pathname.startsWith('/projector/');
  const zone = self?.timeZone ?? null;
  useEffect(() => {
    chooseOwnZone(zone);
  }, [zone]);
  return (
    <>
      {!bare.test(pathname) && (
        <>
          <a
            className="skip-link"
            href="#main"
            onClick={(event) => {
              // Without writing into the address: what stands behind # there may be a secret link.
              event.preventDefault();
              document.getElementById('main')?.focus();
            }}
          >
            Skip to the content
          </a>
          <Header />
          <ServerTrouble />
        </>
      )}
      <main id="main" tabIndex={-1} style={{ outline: 'none' }}>
        {isClosed || mustSetUp ? (
          <Suspense>
            {mustSetUp ? (
              <SecondFactorFirst
                onDone={() => {
                  setSetsUp(false);
                }}
              />
            ) : (
              <SignInHere />
            )}
          </Suspense>
        ) : (
          <Outlet />
        )}
      </main>
      {self && !mustSetUp && (
        <Suspense>
          <SignedInParts />
        </Suspense>
      )}
    </>
  );
};
