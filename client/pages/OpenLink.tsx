// In work.
import { Page } from '#client/kit/Page.tsx';

export const OpenLink = () => <Page title="OpenLink">In work.</Page>;
