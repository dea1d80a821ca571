// In work.
import { Page } from '#client/kit/Page.tsx';

export const WriteReview = () => <Page title="WriteReview">In work.</Page>;
