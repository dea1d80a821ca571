// Small words that the pages of the sign-up share.

/** `1st`, `2nd`, `3rd`, `11th`. */
export const ordinal = (count: number): string => {
  const teen = count % 100 >= 11 && count % 100 <= 13;
  const end = teen ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th');
  return `${String(count)}${end}`;
};

/** `1 talk`, `3 talks`. */
export const some = (count: number, one: string, more = `${one}s`): string =>
  `${String(count)} ${count === 1 ? one : more}`;
