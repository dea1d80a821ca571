// In work.
import { Page } from '#client/kit/Page.tsx';

export const MeetingPage = () => <Page title="MeetingPage">In work.</Page>;
