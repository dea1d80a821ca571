// In work.
import { Page } from '#client/kit/Page.tsx';

export const SignIn = () => <Page title="SignIn">In work.</Page>;
