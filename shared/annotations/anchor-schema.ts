// What an anchor must be like to be stored: apart from the anchor itself, which is drawn before anything is validated.
import { z } from 'zod';
import { fileHashSchema } from '#shared/kernel/primitives.ts';
import { anchorLimits, sortKey } from './anchor.ts';
import { condense } from './page-text.ts';

const coordinateSchema = z
  .number()
  .min(-anchorLimits.coordinate)
  .max(anchorLimits.coordinate)
  .refine((n) => Math.abs(n * 100 - Math.round(n * 100)) < 1e-6, 'has more than two decimals');

const rectSchema = z
  .tuple([coordinateSchema, coordinateSchema, coordinateSchema, coordinateSchema])
  .refine(([x1, y1, x2, y2]) => x1 < x2 && y1 < y2, 'has its corners in the wrong order');

const place = {
  page: z.int().min(0).max(20_000),
  pageLabel: z.string().min(1).max(anchorLimits.pageLabel).optional(),
};

const textTargetSchema = z
  .strictObject({
    ...place,
    quote: z.strictObject({
      exact: z.string().min(1).max(anchorLimits.exact),
      prefix: z.string().max(anchorLimits.context),
      suffix: z.string().max(anchorLimits.context),
    }),
    position: z.strictObject({ start: z.int().min(0), end: z.int().min(1) }),
    rects: z.array(rectSchema).min(1).max(anchorLimits.rects),
  })
  .refine(
    ({ quote, position: { start, end } }) =>
      end > start && end - start === condense(quote.exact).condensed.length,
    'has a position that is not as long as its quote',
  );

const areaTargetSchema = z.strictObject({ ...place, rects: z.array(rectSchema).length(1) });

const targetSchema = z.union([textTargetSchema, areaTargetSchema]);

export const anchorSchema = z
  .strictObject({
    fileHash: fileHashSchema,
    targets: z.array(targetSchema).min(1).max(anchorLimits.targets),
    sortKey: z.string().max(40),
  })
  .refine(({ targets }) => targets.every(({ page }, i) => i === 0 || page > (targets[i - 1]?.page ?? page)), {
    error: 'are not one per page, in order',
    path: ['targets'],
  })
  .refine((anchor) => anchor.sortKey === sortKey(anchor.targets), {
    error: 'is not the key of these targets',
    path: ['sortKey'],
  });
