// Everything said about the document: what is new, what is being written, and the threads, beside the text or as a list.
import { Button, Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import type { ThreadView } from '#shared/annotations/views.ts';
import { mayAnnotate } from '#shared/annotations/rules.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Refusal } from '#shared/kernel/refusals.ts';
import { EmptyState } from '#client/kit/States.tsx';
import { Query } from '#client/kit/Query.tsx';
import type { Viewer } from '#client/reader/viewer.ts';
import { BesideText } from './BesideText.tsx';
import { CardContext, type CardFacts } from './card-facts.ts';
import { focusCard, focusPaper } from './card-focus.ts';
import { Composer, DraftLines } from './Composer.tsx';
import type { Composing } from './composing.ts';
import { isFiltering, noFilter } from './filter.ts';
import { FilterBar } from './FilterBar.tsx';
import { Gate } from './Gate.tsx';
import { sayWaiting, type HeldBack } from './held-back.ts';
import type { Listing } from './listing.ts';
import { PanelHead } from './PanelHead.tsx';
import { useReading } from './reading-context.ts';
import { SheetHandle } from './SheetHandle.tsx';
import { ThreadList } from './ThreadList.tsx';
import type { Unread } from './unread.ts';
import { useBeside } from './use-beside.ts';
import type { Listed } from './use-listed.ts';
import { usePoliteNews } from './use-polite-news.ts';
import { useWaiting } from './use-waiting.ts';

interface Props extends Pick<CardFacts, 'asked' | 'changeExtent' | 'postId'> {
  /** Above the threads: what needs to be seen to first. */
  readonly notice?: ReactNode;
  readonly query: UseQueryResult<Listing, Refusal>;
  readonly held: HeldBack<ThreadView>;
  readonly listed: Listed;
  readonly unread: Unread;
  readonly composing: Composing;
  /** Null while the pages are on their way. */
  readonly viewer: Viewer | null;
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

/** The panel as long as the paper itself is on its way. */
export const ThreadsToCome = () => (
  <aside className="threads" aria-label="Threads">
    <CardsToCome />
  </aside>
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

const NoneFits = ({ onAll }: { onAll: () => void }) => (
  <EmptyState
    title="No thread fits"
    action={
      <Button variant="default" size="compact-sm" onClick={onAll}>
        Show all
      </Button>
    }
  />
);

export const ThreadsPanel = (props: Props) => {
  const { notice, query, held, listed, unread, composing, viewer, openId, onToggle, onKeys, onFold } = props;
  const { asked, changeExtent, postId } = props;
  const { document } = useReading();
  const { isBeside, setBeside, showList } = useBeside();
  const [isTall, setTall] = useState(false);
  const [startId, setStartId] = useState<Id | undefined>(undefined);
  const untaken = held.fresh + held.changed;
  const news = usePoliteNews(held.fresh);
  const { data } = query;
  const { waits, waiting } = useWaiting();
  const facts = useMemo<CardFacts>(() => {
    const { myUpvotes = noIds, myFollows = noIds, acts = noActs, groupId = null } = data ?? {};
    const { isUnread, sawUpTo } = unread;
    return { myUpvotes, myFollows, acts, groupId, isUnread, sawUpTo, waits, asked, changeExtent, postId };
  }, [data, unread, waits, asked, changeExtent, postId]);
  const unreadCount = useMemo(
    () => held.shown.reduce((sum, thread) => sum + (unread.isUnread(thread) ? 1 : 0), 0),
    [held.shown, unread],
  );
  const { threads } = listed;
  const besides = isBeside === true && listed.order === 'place' && viewer ? viewer : null;
  return (
    <aside className="threads" aria-label="Threads" data-tall={isTall || undefined}>
      <button className="skip" onClick={focusPaper}>
        To the paper
      </button>
      <SheetHandle isTall={isTall} onTall={setTall} onFold={onFold} />
      <PanelHead
        count={data && held.shown.length}
        unread={unreadCount}
        isBeside={listed.order === 'place' ? isBeside : null}
        onBeside={(beside) => {
          setStartId(undefined);
          setBeside(beside);
        }}
        onAllRead={() => {
          unread.markAllRead(held.shown, held.withheld, waiting());
        }}
        onKeys={onKeys}
        onFold={onFold}
      />
      <FilterBar threads={held.shown} listed={listed} viewer={viewer} />
      <Gate gate={data?.gate ?? null} />
      {notice}
      {document.textState === 'none' && threads.length > 0 && (
        <p className="thread-note threads-notice">
          This PDF is a scan without text: areas of it can be marked, with “Mark an area” above the page.
        </p>
      )}
      {document.textState === 'garbled' && (
        <p className="thread-note threads-notice">
          The text of this PDF is scrambled: passages can be marked, but their words will not read well.
        </p>
      )}
      <DraftLines composing={composing} />
      <Composer composing={composing} groupId={data?.groupId ?? null} />
      <p className="visually-hidden" role="status">
        {news}
      </p>
      <div className="threads-body">
        {untaken > 0 && (
          <Button className="threads-new" size="compact-sm" radius="xl" onClick={held.showAll}>
            {sayWaiting(held)}
          </Button>
        )}
        <Query query={query} loading={<CardsToCome />}>
          {() => (
            <CardContext value={facts}>
              {threads.length === 0 ? (
                isFiltering(listed.filter) ? (
                  <NoneFits
                    onAll={() => {
                      listed.choose(noFilter);
                    }}
                  />
                ) : (
                  <NothingYet />
                )
              ) : besides ? (
                <BesideText
                  viewer={besides}
                  threads={threads}
                  openId={openId}
                  onToggle={onToggle}
                  onList={({ id }) => {
                    setStartId(id);
                    showList();
                    focusCard(id);
                  }}
                />
              ) : (
                <ThreadList threads={threads} openId={openId} startId={startId} onToggle={onToggle} />
              )}
            </CardContext>
          )}
        </Query>
      </div>
    </aside>
  );
};

const noIds: ReadonlySet<Id> = new Set();
const noActs: ReadonlyMap<Id, number> = new Map();
