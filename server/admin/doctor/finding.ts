// What the doctor finds: a sentence of what is wrong and what to do, and what can be done at once where that is harmless.
export interface Finding {
  readonly about:
    'settings' | 'versions' | 'indexes' | 'references' | 'files' | 'space' | 'clock' | 'redis' | 'people';
  readonly says: string;
  /** Done with `--repair`. */
  repair?(): Promise<void>;
}
