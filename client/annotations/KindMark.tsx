// A kind as people see it: hue, icon and word together, never one of them alone.
import {
  IconArrowsJoin2,
  IconBarrierBlock,
  IconBook2,
  IconBulb,
  IconHelpCircle,
  IconMessage,
  type Icon,
} from '@tabler/icons-react';
import { kinds, type Kind, type KindIcon } from '#shared/annotations/kinds.ts';
import { useReading } from './reading-context.ts';

const icons: Record<KindIcon, Icon> = {
  note: IconMessage,
  question: IconHelpCircle,
  bulb: IconBulb,
  barrier: IconBarrierBlock,
  link: IconArrowsJoin2,
  book: IconBook2,
};

export const KindIconMark = ({ kind, size = 16 }: { kind: Kind; size?: number }) => {
  const Mark = icons[kinds[kind].icon];
  return (
    <Mark
      size={size}
      stroke={1.8}
      aria-hidden
      className="kind-icon"
      style={{ color: `var(--kind-${kind})` }}
    />
  );
};

/** For reading questions the question itself is the word. */
export const KindMark = ({ kind, readingQuestion }: { kind: Kind; readingQuestion: number | null }) => {
  const { questions } = useReading();
  const asked = readingQuestion === null ? undefined : questions[readingQuestion];
  return (
    <span className="kind-mark" style={{ color: `var(--kind-${kind})` }} title={asked}>
      <KindIconMark kind={kind} size={15} />
      <span className="kind-word">{asked ?? kinds[kind].word}</span>
    </span>
  );
};
