// In work.
import { Page } from '#client/kit/Page.tsx';

export const Home = () => <Page title="Home">In work.</Page>;
