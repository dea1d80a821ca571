// The reader's keys, for as long as nobody is typing.
import { turnByKey } from './turning.ts';
import type { KeyboardEvent } from 'react';
import type { Viewer } from './viewer.ts';

interface ReaderCommands {
  find: () => void;
  print: () => void;
}

/** True when the key was one of the reader's. */
export function onReaderKey(event: KeyboardEvent, viewer: Viewer, commands: ReaderCommands): boolean {
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
    const command = { f: commands.find, p: commands.print }[event.key];
    command?.();
    return command !== undefined;
  }
  if (event.ctrlKey || event.metaKey || isTyping(event.target)) return false;
  if (!event.altKey && turnByKey(event, viewer)) return true;
  const actions: Record<string, () => void> = event.altKey
    ? { ArrowLeft: viewer.back, ArrowRight: viewer.forward }
    : plainKeys(viewer);
  const action = actions[event.key];
  action?.();
  return action !== undefined;
}

const plainKeys = (viewer: Viewer): Record<string, () => void> => ({
  '+': viewer.zoomIn,
  '=': viewer.zoomIn,
  '-': viewer.zoomOut,
  '0': () => {
    viewer.setScale('page-width');
  },
});

/** Whether it is this key by itself, pressed by nobody who is typing. */
export const isPlainKey = (
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'> & {
    readonly target: EventTarget | null;
  },
  key: string,
) => event.key === key && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select, [role=menu]') !== null);
