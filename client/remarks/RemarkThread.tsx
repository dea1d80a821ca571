// One remark under its part: a line with its quote and first words, or the whole conversation.
import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconClockPause, IconLock, IconUser } from '@tabler/icons-react';
import type { RemarkView } from '#shared/remarks/contract.ts';
import { RemarkPost, useWriterName } from './RemarkPost.tsx';
import { RemarkQuote } from './RemarkQuote.tsx';
import { ReplyToRemark } from './ReplyToRemark.tsx';

interface Props {
  readonly remark: RemarkView;
  readonly isOpen: boolean;
  readonly onToggle: (isOpen: boolean) => void;
}

/** Who reads it, where that is not everybody. */
const Audience = ({ audience, isHeld }: RemarkView) => {
  if (audience === 'readers') return null;
  const [Icon, words] = isHeld
    ? ([IconClockPause, 'For the author, held back until marks are returned'] as const)
    : audience === 'author'
      ? ([IconUser, 'For the author and the staff'] as const)
      : ([IconLock, 'Staff only'] as const);
  return (
    <span className="remark-for">
      <Icon size={14} aria-hidden /> {words}
    </span>
  );
};

const excerptAtMost = 160;
/** The first words as they read, without the marks of Markdown. */
const excerptOf = (text: string) =>
  text
    .slice(0, excerptAtMost * 2)
    .replace(/!?\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .replace(/[*_`$#>]+/gu, '')
    .slice(0, excerptAtMost);

const sayReplies = (count: number) =>
  count === 0 ? '' : count === 1 ? ' · 1 reply' : ` · ${String(count)} replies`;

export const RemarkThread = ({ remark, isOpen, onToggle }: Props) => {
  const { id, place, isDeleted, text, replies } = remark;
  const writer = useWriterName(remark);
  const hasNew = [remark, ...replies].some((post) => post.isNew);
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <li className="remark" id={`remark-${id}`} data-open={isOpen || undefined} tabIndex={-1}>
      <UnstyledButton
        className="remark-head"
        aria-expanded={isOpen}
        onClick={() => {
          onToggle(!isOpen);
        }}
      >
        <Chevron size={16} aria-hidden className="remark-chevron" />
        <span className="remark-head-words">
          {place.passage ? (
            <RemarkQuote text={place.passage.quote.exact} />
          ) : (
            <span className="quiet">On the whole part</span>
          )}
          {!isOpen && (
            <span className="remark-excerpt">
              <strong>{writer}</strong> {isDeleted ? 'deleted this' : excerptOf(text)}
              <span className="quiet">{sayReplies(replies.length)}</span>
              {hasNew && <span className="remark-fresh">new</span>}
            </span>
          )}
        </span>
      </UnstyledButton>
      {isOpen && (
        <div className="remark-body">
          <Audience {...remark} />
          <RemarkPost remark={remark} post={remark} />
          {replies.length > 0 && (
            <ol className="remark-replies" aria-label="Replies">
              {replies.map((reply) => (
                <li key={reply.id}>
                  <RemarkPost remark={remark} post={reply} />
                </li>
              ))}
            </ol>
          )}
          <ReplyToRemark remark={remark} />
        </div>
      )}
    </li>
  );
};
