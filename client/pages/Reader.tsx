// In work.
import { Page } from '#client/kit/Page.tsx';

export const Reader = () => <Page title="Reader">In work.</Page>;
