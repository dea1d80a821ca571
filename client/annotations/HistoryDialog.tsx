// What a post said before: every version with what its edit took away and added.
import { Modal, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import type { ReplyView, ThreadView } from '#shared/annotations/views.ts';
import { reading } from '#client/kernel/query.ts';
import { Ago } from '#client/kit/Moment.tsx';
import { Query } from '#client/kit/Query.tsx';
import { Changes } from './Changes.tsx';

interface Props {
  readonly thread: ThreadView;
  readonly post: ReplyView;
  readonly onClose: () => void;
}

/** Mount it while it is open. */
export const HistoryDialog = ({ thread, post, onClose }: Props) => {
  const former = useQuery({
    ...reading(annotationsRoutes.readHistory, { params: { threadId: thread.id, postId: post.id } }),
    // It grows with every edit.
    staleTime: 0,
  });
  return (
    <Modal opened onClose={onClose} title="Edits" size="lg">
      <Query query={former}>
        {(versions) => {
          const all = [
            { revision: post.revision, text: post.text, at: post.editedAt ?? post.postedAt },
          ].concat(versions.filter(({ revision }) => revision < post.revision));
          return (
            <Stack component="ol" gap="md" className="history">
              {all.map(({ revision, text, at }, index) => {
                const before = all[index + 1];
                return (
                  <li key={revision}>
                    <p className="quiet">
                      {before ? 'Edited' : 'Posted'} <Ago at={at} />
                    </p>
                    {before ? (
                      <Changes before={before.text} after={text} />
                    ) : (
                      <p className="history-text serif">{text}</p>
                    )}
                  </li>
                );
              })}
            </Stack>
          );
        }}
      </Query>
    </Modal>
  );
};
