// What the command line tool needs from whoever puts it together: every route, asked for whoever may ask it.
import type { Caller } from '#server/kernel/caller.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { FileStore } from '#server/kernel/files.ts';
import type { Installation } from './installation.ts';

export interface Reading extends Pick<Caller, 'callAs' | 'fileAs'> {
  readonly files: Pick<FileStore, 'read'>;
  /** The address of this installation, as it stands in what is handed out. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Opens the domains on an installation. Nothing that is asked changes anything; what would is refused with `reading_only`. */
export type OpenReading = (installation: Installation, clock?: Clock) => Promise<Reading>;
