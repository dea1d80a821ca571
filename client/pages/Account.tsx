// In work.
import { Page } from '#client/kit/Page.tsx';

export const Account = () => <Page title="Account">In work.</Page>;
