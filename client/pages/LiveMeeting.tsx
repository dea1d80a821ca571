// In work.
import { Page } from '#client/kit/Page.tsx';

export const LiveMeeting = () => <Page title="LiveMeeting">In work.</Page>;
