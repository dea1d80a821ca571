// Who sits in another group than before, and how to say it.
import type { LiveView } from '#shared/rounds/views.ts';

/** One person who went from one group to another. */
export interface PlaceChange {
  readonly personId: string;
  readonly from: number;
  readonly to: number;
}

/** The people of both states who changed their group between them. */
export const placeChanges = (before: LiveView, after: LiveView): PlaceChange[] => {
  const groupOf = new Map(
    before.round?.groups.flatMap(({ number, members }) => members.map((personId) => [personId, number])),
  );
  return (after.round?.groups ?? []).flatMap(({ number, members }) =>
    members.flatMap((personId) => {
      const from = groupOf.get(personId);
      return from === undefined || from === number ? [] : [{ personId, from, to: number }];
    }),
  );
};

/** “Ada is in Birch now, and Ben in Cedar.”, the one who was moved by hand first. */
export const saidChanges = (
  changes: readonly PlaceChange[],
  first: string,
  { round, names }: LiveView,
): string => {
  const place = (number: number) => round?.groups.find((group) => group.number === number)?.name ?? 'a group';
  return `${[...changes]
    .sort((one, other) => Number(other.personId === first) - Number(one.personId === first))
    .map(
      ({ personId, to }, index) =>
        `${names[personId] ?? 'Somebody'} ${index === 0 ? 'is ' : ''}in ${place(to)}${index === 0 ? ' now' : ''}`,
    )
    .join(', and ')}.`;
};
