// The windows that the stories of the sample course share.
import type { Page } from 'playwright-core';
import type { Journey } from '#tests/support/journey.ts';

export interface Cast extends Journey {
  readonly instructor: Page;
  readonly student: Page;
}
