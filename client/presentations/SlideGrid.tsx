// All slides of a deck as small pictures, each leading to the slide in the reader.
import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { IconPhotoOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import { papersRoutes, type PageThumbnails } from '#shared/papers/contract.ts';
import { addressOf } from '#client/kernel/call.ts';
import { Query } from '#client/kit/Query.tsx';
import { useSlideThumbnails } from './data.ts';
import './presentations.css';

/** Two rows on a wide screen; a long deck must not push away what stands under it. */
const shownAtFirst = 14;

interface SlideProps {
  readonly documentId: Id;
  readonly fileHash: string;
  /** From 1. */
  readonly number: number;
  readonly page: PageThumbnails['pages'][number];
}

const Slide = ({ documentId, fileHash, number, page }: SlideProps) => {
  const name = `Slide ${String(number)}`;
  return (
    <li>
      <Link
        to="/documents/$documentId"
        params={{ documentId }}
        search={{ page: number }}
        preload={false}
        className="slide-link"
        aria-label={name}
      >
        <span
          className="slide-picture"
          style={{ aspectRatio: `${String(page.width)} / ${String(page.height)}` }}
        >
          {page.state === 'made' ? (
            <img
              src={addressOf(papersRoutes.readPageThumbnail, { documentId, hash: fileHash, page: number })}
              alt={name}
              loading="lazy"
              decoding="async"
            />
          ) : page.state === 'waiting' ? (
            <Skeleton h="100%" radius={0} />
          ) : (
            <IconPhotoOff size={28} stroke={1} aria-hidden />
          )}
        </span>
        <span className="figures" aria-hidden>
          {number}
        </span>
      </Link>
    </li>
  );
};

const Slides = ({ documentId, view: { fileHash, pages } }: { documentId: Id; view: PageThumbnails }) => {
  const [showsAll, setShowsAll] = useState(false);
  // A button for the last few would be worse than these few.
  const isLong = pages.length > shownAtFirst + 6;
  const shown = isLong && !showsAll ? pages.slice(0, shownAtFirst) : pages;
  const waiting = pages.filter(({ state }) => state === 'waiting').length;
  return (
    <Stack gap="sm" align="flex-start">
      {waiting > 0 && (
        <Text size="sm" c="dimmed" role="status">
          The small pictures are being made; the slides can be read already.
        </Text>
      )}
      <ol className="slide-grid">
        {shown.map((page, index) => (
          <Slide key={index} documentId={documentId} fileHash={fileHash} number={index + 1} page={page} />
        ))}
      </ol>
      {isLong && (
        <Button
          variant="default"
          aria-expanded={showsAll}
          onClick={() => {
            setShowsAll(!showsAll);
          }}
        >
          {showsAll ? 'Show fewer' : `Show all ${String(pages.length)} slides`}
        </Button>
      )}
    </Stack>
  );
};

export const SlideGrid = ({ documentId }: { documentId: Id }) => (
  <Query query={useSlideThumbnails(documentId)}>
    {(view) => <Slides documentId={documentId} view={view} />}
  </Query>
);
