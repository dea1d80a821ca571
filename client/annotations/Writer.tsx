// Where people write: Markdown with a look at how it will read, sent with Ctrl or Cmd and Enter.
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { annotationLimits } from '#shared/annotations/contract.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { Markdown } from '#client/kit/Markdown.tsx';
import { PictureLines } from './PictureLines.tsx';
import { usePictures } from './pictures.ts';
import { useReading } from './reading-context.ts';
import { Unseen } from './Unseen.tsx';
import { WriterField } from './WriterField.tsx';
import { WriterFoot } from './WriterFoot.tsx';
import './writer.css';

/** What is known of the thread that is written in; a new one has no replies yet. */
export type WrittenIn = Pick<ThreadView, 'authorId' | 'visibility'> & Partial<Pick<ThreadView, 'replies'>>;

interface Props {
  /** Names the field, for instance `Your reply`. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly verb: string;
  readonly onSubmit: () => void;
  /** Escape: what was typed stays where it is kept. */
  readonly onLeave: () => void;
  readonly busy: boolean;
  /** Why the last try failed. */
  readonly problem: Error | null;
  readonly minRows?: number;
  /** A quiet line: where what was typed is safe. */
  readonly note?: ReactNode;
  /** For offering its people first, and for saying who will not see a mention. */
  readonly thread?: WrittenIn;
}

/** Once: of what is written in, the buttons are to be seen too. */
const showWhole = (writer: Partial<Pick<HTMLElement, 'scrollIntoView'>> | null) => {
  const frame = requestAnimationFrame(() => writer?.scrollIntoView?.({ block: 'nearest' }));
  return () => {
    cancelAnimationFrame(frame);
  };
};

export const Writer = (props: Props) => {
  const { label, value, onChange, verb, onSubmit, onLeave, busy, problem, minRows = 3, note, thread } = props;
  const { document } = useReading();
  const field = useRef<HTMLTextAreaElement>(null);
  const [preview, setPreview] = useState(false);
  const people = useMemo(
    () => thread && new Set([thread.authorId, ...(thread.replies ?? []).map(({ authorId }) => authorId)]),
    [thread],
  );
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  const pictures = usePictures(document.id, field, (text) => {
    onChange(latest.current + text);
  });
  const fits = value.trim() !== '' && value.length <= annotationLimits.text;
  const canSend = fits && !busy && !pictures.isUploading;
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (canSend) onSubmit();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      onLeave();
    }
  };
  return (
    <div className="writer" ref={showWhole}>
      {preview ? (
        <div className="writer-preview" role="region" aria-label="Preview">
          <Markdown text={value} />
        </div>
      ) : (
        <WriterField
          {...{ field, label, value, minRows, onChange, onKey, people }}
          onPictures={pictures.take}
        />
      )}
      <PictureLines pictures={pictures} />
      <WriterFoot
        {...{ value, preview, verb, canSend, busy, problem, onSubmit, onLeave }}
        limit={annotationLimits.text}
        onPreview={setPreview}
      >
        {thread && <Unseen text={value} thread={thread} />}
        {note}
      </WriterFoot>
    </div>
  );
};
