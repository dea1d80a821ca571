// In work.
import { Page } from '#client/kit/Page.tsx';

export const CourseSettings = () => <Page title="CourseSettings">In work.</Page>;
