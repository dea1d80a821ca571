// In work.
import { Page } from '#client/kit/Page.tsx';

export const Projector = () => <Page title="Projector">In work.</Page>;
