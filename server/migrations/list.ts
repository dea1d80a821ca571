// All migrations in their order.
import { threads } from './0001-threads.ts';
import type { Migration } from './migration.ts';

export const migrations: readonly Migration[] = [threads];

/** The number of the newest migration: the version of what is stored. */
export const schemaVersion: number = migrations.at(-1)?.number ?? 0;
