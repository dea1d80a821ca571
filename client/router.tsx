// Every address of the client and the page behind it; pages are loaded when they are first opened.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { Frame } from '#client/pages/Frame.tsx';
import { NotFound } from '#client/pages/NotFound.tsx';
import { PageError } from '#client/pages/PageError.tsx';

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound, errorComponent: PageError });
const under = <P extends string>(path: P) => ({ getParentRoute: () => root, path }) as const;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const number = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
// A search may be a number, and the router reads numbers as such.
const words = (value: unknown): { q?: string } => {
  const q = typeof value === 'number' ? String(value) : text(value);
  return q === undefined ? {} : { q };
};

const routes = [
  createRoute({
    ...under('/'),
    component: lazyRouteComponent(() => import('#client/pages/Home.tsx'), 'Home'),
  }),
  createRoute({
    ...under('/sign-in'),
    component: lazyRouteComponent(() => import('#client/pages/SignIn.tsx'), 'SignIn'),
  }),
  createRoute({
    ...under('/sign-in/code'),
    component: lazyRouteComponent(() => import('#client/pages/SignInCode.tsx'), 'SignInCode'),
  }),
  createRoute({
    ...under('/sign-in/confirm'),
    component: lazyRouteComponent(() => import('#client/pages/ConfirmIdentity.tsx'), 'ConfirmIdentity'),
  }),
  createRoute({
    ...under('/merge'),
    component: lazyRouteComponent(() => import('#client/pages/MergeAccounts.tsx'), 'MergeAccounts'),
  }),
  createRoute({
    ...under('/administrator'),
    component: lazyRouteComponent(() => import('#client/pages/Administrator.tsx'), 'Administrator'),
  }),
  createRoute({
    ...under('/link'),
    component: lazyRouteComponent(() => import('#client/pages/OpenLink.tsx'), 'OpenLink'),
  }),
  createRoute({
    ...under('/join'),
    component: lazyRouteComponent(() => import('#client/pages/Join.tsx'), 'Join'),
  }),
  createRoute({
    ...under('/account'),
    component: lazyRouteComponent(() => import('#client/pages/Account.tsx'), 'Account'),
  }),
  createRoute({
    ...under('/courses/$courseId'),
    component: lazyRouteComponent(() => import('#client/pages/CoursePage.tsx'), 'CoursePage'),
  }),
  createRoute({
    ...under('/courses/$courseId/members'),
    component: lazyRouteComponent(() => import('#client/pages/Members.tsx'), 'Members'),
  }),
  createRoute({
    ...under('/courses/$courseId/settings'),
    component: lazyRouteComponent(() => import('#client/pages/CourseSettings.tsx'), 'CourseSettings'),
  }),
  createRoute({
    ...under('/courses/$courseId/talks'),
    component: lazyRouteComponent(() => import('#client/pages/TalksPage.tsx'), 'TalksPage'),
  }),
  createRoute({
    ...under('/courses/$courseId/signup'),
    component: lazyRouteComponent(() => import('#client/pages/SignupPage.tsx'), 'SignupPage'),
  }),
  createRoute({
    ...under('/courses/$courseId/review-form'),
    component: lazyRouteComponent(() => import('#client/pages/ReviewFormPage.tsx'), 'ReviewFormPage'),
  }),
  createRoute({
    ...under('/courses/$courseId/search'),
    validateSearch: (search: Record<string, unknown>): { q?: string } => words(search['q']),
    component: lazyRouteComponent(() => import('#client/pages/Search.tsx'), 'CourseSearch'),
  }),
  createRoute({
    ...under('/search'),
    validateSearch: (search: Record<string, unknown>): { q?: string } => words(search['q']),
    component: lazyRouteComponent(() => import('#client/pages/Search.tsx'), 'WholeSearch'),
  }),
  createRoute({
    ...under('/meetings/$meetingId'),
    component: lazyRouteComponent(() => import('#client/pages/MeetingPage.tsx'), 'MeetingPage'),
  }),
  createRoute({
    ...under('/meetings/$meetingId/review'),
    validateSearch: (search: Record<string, unknown>): { document?: string } => {
      const document = text(search['document']);
      return document === undefined ? {} : { document };
    },
    component: lazyRouteComponent(() => import('#client/pages/WriteReview.tsx'), 'WriteReview'),
  }),
  createRoute({
    ...under('/meetings/$meetingId/reviews'),
    validateSearch: (search: Record<string, unknown>): { person?: string } => {
      const person = text(search['person']);
      return person === undefined ? {} : { person };
    },
    component: lazyRouteComponent(() => import('#client/pages/MeetingReviews.tsx'), 'MeetingReviews'),
  }),
  createRoute({
    ...under('/meetings/$meetingId/grading'),
    validateSearch: (search: Record<string, unknown>): { review?: string } => {
      const review = text(search['review']);
      return review === undefined ? {} : { review };
    },
    component: lazyRouteComponent(() => import('#client/pages/Grading.tsx'), 'Grading'),
  }),
  createRoute({
    ...under('/reviews/$reviewId'),
    // The remark to open, or the words of a sentence to show.
    validateSearch: (search: Record<string, unknown>): { remark?: string; words?: string } => {
      const [remark, words] = [text(search['remark']), text(search['words'])];
      return { ...(remark !== undefined && { remark }), ...(words !== undefined && { words }) };
    },
    component: lazyRouteComponent(() => import('#client/pages/ReadReview.tsx'), 'ReadReview'),
  }),
  createRoute({
    ...under('/meetings/$meetingId/feedback'),
    component: lazyRouteComponent(() => import('#client/pages/MeetingFeedback.tsx'), 'MeetingFeedback'),
  }),
  createRoute({
    ...under('/courses/$courseId/feedback-criteria'),
    component: lazyRouteComponent(() => import('#client/pages/FeedbackCriteria.tsx'), 'FeedbackCriteria'),
  }),
  createRoute({
    ...under('/courses/$courseId/feedback-samples'),
    component: lazyRouteComponent(() => import('#client/pages/FeedbackSamples.tsx'), 'FeedbackSamples'),
  }),
  createRoute({
    ...under('/courses/$courseId/feedback-scores'),
    component: lazyRouteComponent(() => import('#client/pages/FeedbackScores.tsx'), 'FeedbackScores'),
  }),
  createRoute({
    ...under('/meetings/$meetingId/talks/$paperId'),
    component: lazyRouteComponent(() => import('#client/pages/TalkPage.tsx'), 'TalkPage'),
  }),
  createRoute({
    ...under('/meetings/$meetingId/talks/$paperId/feedback'),
    component: lazyRouteComponent(() => import('#client/pages/TalkFeedback.tsx'), 'TalkFeedback'),
  }),
  createRoute({
    ...under('/courses/$courseId/talk-rubric'),
    component: lazyRouteComponent(() => import('#client/pages/TalkRubric.tsx'), 'TalkRubric'),
  }),
  createRoute({
    ...under('/courses/$courseId/talk-grades'),
    component: lazyRouteComponent(() => import('#client/pages/TalkGrades.tsx'), 'TalkGrades'),
  }),
  createRoute({
    ...under('/meetings/$meetingId/record'),
    component: lazyRouteComponent(() => import('#client/pages/MeetingRecord.tsx'), 'MeetingRecord'),
  }),
  createRoute({
    ...under('/courses/$courseId/history/$personId'),
    component: lazyRouteComponent(() => import('#client/pages/History.tsx'), 'History'),
  }),
  createRoute({
    ...under('/meetings/$meetingId/live'),
    component: lazyRouteComponent(() => import('#client/pages/LiveMeeting.tsx'), 'LiveMeeting'),
  }),
  createRoute({
    ...under('/meetings/$meetingId/talks/$paperId/follow'),
    component: lazyRouteComponent(() => import('#client/pages/Talk.tsx'), 'FollowTalk'),
  }),
  createRoute({
    ...under('/meetings/$meetingId/talks/$paperId/present'),
    component: lazyRouteComponent(() => import('#client/pages/Talk.tsx'), 'PresentTalk'),
  }),
  createRoute({
    ...under('/meetings/$meetingId/talks/$paperId/remote'),
    component: lazyRouteComponent(() => import('#client/pages/Talk.tsx'), 'RemoteTalk'),
  }),
  createRoute({
    ...under('/projector/$meetingId'),
    component: lazyRouteComponent(() => import('#client/pages/Projector.tsx'), 'Projector'),
  }),
  createRoute({
    ...under('/documents/$documentId'),
    // `page` counts from 1, as people do; `find` is looked for from there on; `thread` is the thread to open.
    // `post` is a reply of it, `passage` a place in the text.
    validateSearch: (
      search: Record<string, unknown>,
    ): { page?: number; find?: string; thread?: string; post?: string; passage?: string } => {
      const page = number(search['page']);
      const { q: find } = words(search['find']);
      const thread = text(search['thread']);
      const post = text(search['post']);
      const passage = text(search['passage']);
      return {
        ...(page === undefined ? {} : { page }),
        ...(find === undefined ? {} : { find }),
        ...(thread === undefined ? {} : { thread }),
        ...(post === undefined ? {} : { post }),
        ...(passage === undefined ? {} : { passage }),
      };
    },
    component: lazyRouteComponent(() => import('#client/pages/Reader.tsx'), 'Reader'),
  }),
] as const;

/** The router; `Link` and `useNavigate` are typed by it. */
export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
