// In work.
import { Page } from '#client/kit/Page.tsx';

export const Members = () => <Page title="Members">In work.</Page>;
