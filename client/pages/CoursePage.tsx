// In work.
import { Page } from '#client/kit/Page.tsx';

export const CoursePage = () => <Page title="CoursePage">In work.</Page>;
