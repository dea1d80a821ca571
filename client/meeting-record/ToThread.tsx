// Leads from a point or a takeaway to the annotation that it is about.
import { Link } from '@tanstack/react-router';
import type { Id } from '#shared/kernel/primitives.ts';

interface Props {
  readonly documentId: Id | null;
  readonly threadId: Id | null;
}

/** Nothing where it is about none. */
export const ToThread = ({ documentId, threadId }: Props) =>
  documentId !== null &&
  threadId !== null && (
    <Link
      className="record-passage no-print"
      to="/documents/$documentId"
      params={{ documentId }}
      search={{ thread: threadId }}
    >
      the passage
    </Link>
  );
