// In work.
import { Page } from '#client/kit/Page.tsx';

export const MeetingReviews = () => <Page title="MeetingReviews">In work.</Page>;
