// Everything said about the document: what is new, what is being written, and the threads in the order of the page.
import { Button, CloseButton, Skeleton } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ThreadView } from '#shared/annotations/views.ts';
import { mayAnnotate } from '#shared/annotations/rules.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Refusal } from '#shared/kernel/refusals.ts';
import { EmptyState } from '#client/kit/States.tsx';
import { Query } from '#client/kit/Query.tsx';
import { Tool } from '#client/reader/Tool.tsx';
import { CardContext } from './card-facts.ts';
import { Composer, DraftLines } from './Composer.tsx';
import type { Composing } from './composing.ts';
import { fits, isFiltering, noFilter, type Filter } from './filter.ts';
import { FilterBar } from './FilterBar.tsx';
import type { HeldBack } from './held-back.ts';
import type { Listing } from './listing.ts';
import { useReading } from './reading-context.ts';
import { ThreadList } from './ThreadList.tsx';

interface Props {
  /** Above the threads: what needs to be seen to first. */
  readonly notice?: ReactNode;
  readonly query: UseQueryResult<Listing, Refusal>;
  readonly held: HeldBack<ThreadView>;
  readonly composing: Composing;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly openId: Id | undefined;
  readonly onToggle: (thread: ThreadView) => void;
  readonly onKeys: () => void;
  readonly onFold: () => void;
}

const CardsToCome = () => (
  <div className="threads-scroller" role="status" aria-label="Loading the threads">
    {Array.from({ length: 4 }, (_, index) => (
      <Skeleton key={index} height={136} radius="md" mb={8} />
    ))}
  </div>
);

const NothingYet = () => {
  const { document, member } = useReading();
  const verdict = mayAnnotate(member);
  return (
    <EmptyState title="Nothing is marked yet">
      {verdict !== true
        ? verdict.message
        : document.textState === 'none'
          ? 'This PDF is a scan: it has no text that could be selected. Areas can be marked: choose “Mark an area” above the page, or press a, and drag over a part of it.'
          : 'Select a passage in the paper to ask, to note, or to answer a reading question.'}
    </EmptyState>
  );
};

export const ThreadsPanel = (props: Props) => {
  const { notice, query, held, composing, filter, onFilter, openId, onToggle, onKeys, onFold } = props;
  const { member, document } = useReading();
  // What is open stays in the list, also when an answer makes it fit no longer; a new filter closes what does not fit.
  const listed = held.shown.filter((thread) => thread.id === openId || fits(thread, filter, member.personId));
  return (
    <aside className="threads" aria-label="Threads">
      <div className="threads-head">
        <h2>
          Threads <span className="quiet figures">{query.data ? held.shown.length : ''}</span>
        </h2>
        <Tool label="Keys" onClick={onKeys}>
          <IconKeyboard size={18} stroke={1.6} />
        </Tool>
        <CloseButton className="reader-tool" size={32} aria-label="Fold the threads" onClick={onFold} />
      </div>
      <FilterBar filter={filter} onChange={onFilter} />
      {notice}
      {document.textState === 'garbled' && (
        <p className="thread-note threads-notice">
          The text of this PDF is scrambled: passages can be marked, but their words will not read well.
        </p>
      )}
      <DraftLines composing={composing} />
      <Composer composing={composing} />
      <div className="threads-body">
        {held.waiting > 0 && (
          <Button className="threads-new" size="compact-sm" radius="xl" onClick={held.showAll}>
            {held.waiting} new
          </Button>
        )}
        <Query query={query} loading={<CardsToCome />}>
          {({ myUpvotes, myFollows, groupId }) =>
            listed.length > 0 ? (
              <CardContext value={{ myUpvotes, myFollows, groupId, isUnread: () => false }}>
                <ThreadList threads={listed} openId={openId} onToggle={onToggle} />
              </CardContext>
            ) : isFiltering(filter) ? (
              <EmptyState
                title="No thread fits"
                action={
                  <Button
                    variant="default"
                    size="compact-sm"
                    onClick={() => {
                      onFilter(noFilter);
                    }}
                  >
                    Show all
                  </Button>
                }
              />
            ) : (
              <NothingYet />
            )
          }
        </Query>
      </div>
    </aside>
  );
};
