// In work.
import { Page } from '#client/kit/Page.tsx';

export const Administrator = () => <Page title="Administrator">In work.</Page>;
