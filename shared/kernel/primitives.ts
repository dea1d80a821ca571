// The small schemas every contract is made of: ids, instants, lines of text, long text.
import { z } from 'zod';

/** An opaque identifier made by client or server: 16 to 32 characters of `a-z`, `0-9`. */
export const idSchema = z.string().regex(/^[a-z0-9]{16,32}$/, 'is not an identifier');
export type Id = z.infer<typeof idSchema>;

const alphabet = 'abcdefghijklmnopqrstuvwxyz012345';

/** A fresh random {@link Id}: 24 characters, 120 bits. A client sends its own with a write so that a retry is recognised. */
export const newId = (): Id =>
  Array.from(crypto.getRandomValues(new Uint8Array(24)), (byte) => alphabet[byte & 31]).join('');

/** An instant in UTC, ISO 8601 with `Z`, for instance `2026-11-23T15:00:00.000Z`. */
export const instantSchema = z.iso.datetime({ offset: false });

/** SHA-256 of a file, 64 lower-case hexadecimal digits. */
export const fileHashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'is not a file hash');

// NUL ends strings in other programs and a lone surrogate cannot be written as UTF-8; neither is ever typed by a person.

const unprintable =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
const printable = (value: string) => !unprintable.test(value);

/** One line of text of at most `max` characters, trimmed, not empty. */
export const lineSchema = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'is empty')
    .max(max, `is longer than ${String(max)} characters`)
    .refine(printable, 'has characters that cannot be shown')
    .refine((value) => !/[\n\r]/.test(value), 'has more than one line');

/** One line that may be left empty. */
export const optionalLineSchema = (max: number) => z.union([z.literal(''), lineSchema(max)]);

/** Long text (Markdown) of at most `max` characters; may be empty, is stored as typed. */
export const textSchema = (max: number) =>
  z
    .string()
    .max(max, `is longer than ${max.toLocaleString('en')} characters`)
    .refine(printable, 'has characters that cannot be shown');

/** Long text that says something. */
export const someTextSchema = (max: number) =>
  textSchema(max).refine((value) => value.trim() !== '', 'is empty');

/** An e-mail address, lower-cased: people are matched by it. */
export const emailSchema = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email('is not an e-mail address'))
  .transform((value) => value.toLowerCase());

/** An IANA time zone this runtime knows, for instance `America/New_York`. */
export const timeZoneSchema = z
  .string()
  .max(64)
  .refine((zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  }, 'is not a time zone this server knows');
