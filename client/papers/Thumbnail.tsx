// The first page of a paper as a small picture; a blank sheet until there is one.
import { IconFileText, IconFileUnknown } from '@tabler/icons-react';
import { papersRoutes, type PaperView } from '#shared/papers/contract.ts';
import { addressOf } from '#client/kernel/call.ts';
import './papers.css';

/** Decorative: the title stands beside it. `width` in rem; the height follows the sheet, 1 : 1.29. */
export const Thumbnail = ({ document, width }: { document: PaperView['document']; width: number }) => (
  <span className="thumbnail" style={{ width: `${String(width)}rem` }}>
    {document?.hasThumbnail ? (
      <img
        src={addressOf(papersRoutes.readThumbnail, { documentId: document.id, version: document.version })}
        alt=""
        loading="lazy"
        decoding="async"
      />
    ) : document === null ? (
      <IconFileUnknown size="40%" stroke={1} aria-hidden="true" />
    ) : (
      <IconFileText size="40%" stroke={1} aria-hidden="true" />
    )}
  </span>
);
