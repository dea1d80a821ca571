// The first page: for whoever is signed in what is next, for everybody else what this is.
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { sessionQuery } from '#client/kernel/session.ts';
import { HomeSkeleton } from './HomeSkeleton.tsx';
import { SignedOutHome } from './SignedOutHome.tsx';

// A visitor who is not signed in does not wait for it.
const SignedInHome = lazy(() => import('./SignedInHome.tsx'));

export const Home = () => {
  const { data, error } = useQuery(sessionQuery);
  if (data?.self)
    return (
      <Suspense fallback={<HomeSkeleton />}>
        <SignedInHome self={data.self} />
      </Suspense>
    );
  // Without an answer signing in cannot be promised, but trying it says why not.
  if (data ?? error) return <SignedOutHome isSetUp={data?.isSetUp ?? true} />;
  return <HomeSkeleton />;
};
