// React's side of an open viewer: its state, followed.
import { useSyncExternalStore } from 'react';
import type { Viewer, ViewerState } from './viewer.ts';

export const useViewerState = (viewer: Viewer): ViewerState =>
  useSyncExternalStore(viewer.subscribe, viewer.state);
