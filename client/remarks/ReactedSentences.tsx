// The sentences of a part that readers reacted to, as a list: each with its words and how many gave which.
import type { Reacted } from '#shared/remarks/reactions.ts';
import type { PartPlaces } from './part-places.ts';
import { ReactionButtons } from './ReactionButtons.tsx';
import { RemarkQuote } from './RemarkQuote.tsx';

interface Props {
  readonly part: string;
  readonly places: Pick<PartPlaces, 'reacted' | 'lostReacted'>;
}

export const ReactedSentences = ({ part, places }: Props) => {
  const items: readonly Reacted[] = [...places.reacted.map(({ item }) => item), ...places.lostReacted];
  if (items.length === 0) return null;
  return (
    <ul className="reacted-list" aria-label="Reactions to sentences">
      {items.map((item) => {
        const words = item.place?.passage?.quote.exact ?? '';
        return (
          <li key={`${part} ${words} ${String(item.place?.passage?.position.start)}`}>
            <RemarkQuote text={words} />
            <ReactionButtons
              place={item.place}
              reacted={item}
              isBrief
              label={`Reactions to “${words.slice(0, 60)}”`}
            />
          </li>
        );
      })}
    </ul>
  );
};
