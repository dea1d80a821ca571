// Says instants and spans of time in words, in a given time zone.

/** `Thu 3 Dec, 10:00` in a zone. */
export const dayAndTime = (instant: Date | string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(instant));

/** `Thu 3 Dec` in a zone. */
export const day = (instant: Date | string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', day: 'numeric', month: 'short' }).format(
    new Date(instant),
  );

/** `10:00` in a zone. */
export const timeOfDay = (instant: Date | string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(
    new Date(instant),
  );

/** The city of an IANA zone: `Pittsburgh`-like names people know, `New York` for `America/New_York`. */
export const zoneCity = (timeZone: string): string =>
  (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');

/** An instant with its zone, and the viewer's own time where it differs: `Thu 3 Dec, 10:00 (New York; 16:00 for you)`. */
export const honestTime = (instant: Date | string, courseZone: string, ownZone: string): string => {
  const there = dayAndTime(instant, courseZone);
  const here = dayAndTime(instant, ownZone);
  if (there === here) return there;
  const sameDay = day(instant, courseZone) === day(instant, ownZone);
  return `${there} (${zoneCity(courseZone)}; ${sameDay ? timeOfDay(instant, ownZone) : here} for you)`;
};

const units = [
  ['day', 24 * 3600],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const;

/** A span in its largest fitting unit: `3 days`, `14 h`, `5 min`, `40 s`; never rounded up. */
export const span = (milliseconds: number): string => {
  const seconds = Math.floor(Math.abs(milliseconds) / 1000);
  const [unit, size] = units.find(([, length]) => seconds >= length * (length > 3600 ? 2 : 1)) ?? units[3];
  const count = Math.floor(seconds / size);
  return unit === 'day' ? `${String(count)} days` : `${String(count)} ${unit}`;
};

/** `in 14 h` or `2 h ago`. */
export const fromNow = (instant: Date | string, now: Date): string => {
  const ahead = new Date(instant).getTime() - now.getTime();
  if (Math.abs(ahead) < 1000) return 'now';
  return ahead > 0 ? `in ${span(ahead)}` : `${span(ahead)} ago`;
};
