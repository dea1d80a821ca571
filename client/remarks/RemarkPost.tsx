// One post of a remark: who, when where that is shown, the words, and what one may do with it.
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconEyeOff, IconEye, IconPencil, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { PostView, RemarkView } from '#shared/remarks/contract.ts';
import { mayDeletePost, mayEditPost, mayHoldRemark } from '#shared/remarks/rules.ts';
import { Markdown } from '#client/kit/Markdown.tsx';
import { Ago } from '#client/kit/Moment.tsx';
import { sayRefused } from '#client/kit/say.ts';
import { sayUndoable } from '#client/kit/say-undoable.tsx';
import { deleteRemark, holdRemark, restoreRemark } from './data.ts';
import { EditRemark } from './EditRemark.tsx';
import { useRemarkReading } from './reading-context.ts';

interface Props {
  readonly remark: RemarkView;
  /** The remark itself or one of its replies. */
  readonly post: PostView;
}

/** What a post's writer is called here. */
export const useWriterName = ({ isOwn, isReviewAuthor, name }: PostView): string => {
  const { authorAs } = useRemarkReading();
  return isOwn ? 'You' : isReviewAuthor ? (authorAs ?? name) : name;
};

const Byline = ({ post }: { post: PostView }) => (
  <span className="remark-byline">
    <span className="remark-name">{useWriterName(post)}</span>
    {post.isReviewAuthor && <span className="remark-badge">author</span>}
    {post.isStaff && <span className="remark-badge">staff</span>}
    <span className="quiet">
      {post.postedAt !== null && <Ago at={post.postedAt} />}
      {post.isEdited && (post.postedAt === null ? 'edited' : ', edited')}
    </span>
    {post.isNew && <span className="remark-fresh">new</span>}
  </span>
);

export const RemarkPost = ({ remark, post }: Props) => {
  const { key, reader } = useRemarkReading();
  const [isEditing, setEditing] = useState(false);
  const undo = () => {
    restoreRemark(key, remark.id, post.id).catch(sayRefused);
  };
  const remove = useMutation({
    mutationFn: () => deleteRemark(key, remark.id, post.id),
    onSuccess: () => {
      sayUndoable(post.id === remark.id ? 'The remark is deleted.' : 'The reply is deleted.', undo);
    },
    onError: sayRefused,
  });
  const hold = useMutation({
    mutationFn: (isHeld: boolean) => holdRemark(key, remark.id, isHeld),
    onError: sayRefused,
  });
  if (post.isDeleted) return <p className="remark-deleted quiet">This was deleted.</p>;
  const [canEdit, canDelete] = [mayEditPost(reader, post), mayDeletePost(reader, post)];
  const canHold = post.id === remark.id && remark.audience === 'author' && mayHoldRemark(reader) === true;
  return (
    <div className="remark-post">
      <div className="remark-post-head">
        <Byline post={post} />
        {(canEdit === true || canDelete === true || canHold) && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size="md" aria-label="More" className="no-print">
                <IconDots size={17} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {canEdit === true && (
                <Menu.Item
                  leftSection={<IconPencil size={16} />}
                  onClick={() => {
                    setEditing(true);
                  }}
                >
                  Edit
                </Menu.Item>
              )}
              {canHold && (
                <Menu.Item
                  leftSection={remark.isHeld ? <IconEye size={16} /> : <IconEyeOff size={16} />}
                  onClick={() => {
                    hold.mutate(!remark.isHeld);
                  }}
                >
                  {remark.isHeld ? 'Show the author now' : 'Hold back until marks are returned'}
                </Menu.Item>
              )}
              {canDelete === true && (
                <Menu.Item
                  color="red"
                  leftSection={<IconTrash size={16} />}
                  onClick={() => {
                    remove.mutate();
                  }}
                >
                  Delete
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      {isEditing ? (
        <EditRemark
          remarkId={remark.id}
          post={post}
          onDone={() => {
            setEditing(false);
          }}
        />
      ) : (
        <Markdown text={post.text} />
      )}
    </div>
  );
};
