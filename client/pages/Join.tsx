// In work.
import { Page } from '#client/kit/Page.tsx';

export const Join = () => <Page title="Join">In work.</Page>;
