// Who else reads the document now: faces in the bar, and on request the list with the way to their pages.
import { Avatar, Button, Popover, Switch, Tooltip, UnstyledButton } from '@mantine/core';
import { IconEye, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { Viewer } from '#client/reader/viewer.ts';
import { useShowsPlace } from './own-place.ts';
import { useReaders, type OtherReader, type Readers } from './readers.ts';
import { useReading } from './reading-context.ts';
import './presence.css';

const facesAtMost = 3;
const pagesAtMost = 12;

const several = (count: number, one: string, many: string) =>
  count === 1 ? `1 ${one}` : `${String(count)} ${many}`;

const placeOf = ({ name, page }: OtherReader) => `${name}, p. ${String(page)}`;

const Face = ({ name }: { name: string }) => (
  <Avatar name={name} color="gray" variant="filled" size={24} aria-hidden />
);

const Reader = ({ reader, onGo }: { reader: OtherReader; onGo: (page: number) => void }) => (
  <li>
    <UnstyledButton
      className="presence-reader"
      aria-label={`${placeOf(reader)}${reader.writing ? ', is writing' : ''}. Go to the page`}
      onClick={() => {
        onGo(reader.page);
      }}
    >
      <Face name={reader.name} />
      <span className="presence-name">{reader.name}</span>
      {reader.writing && <IconPencil size={15} stroke={1.6} aria-hidden />}
      <span className="quiet figures">p. {reader.page}</span>
    </UnstyledButton>
  </li>
);

/** Of a crowd most are only counted: then the pages say where they are. */
const Crowd = ({ readers, onGo }: { readers: Readers; onGo: (page: number) => void }) => {
  const most = readers.pages.toSorted(([, a], [, b]) => b - a).slice(0, pagesAtMost);
  return (
    <>
      <p className="quiet">
        And {readers.total - readers.others.length} more. The pages with the most readers:
      </p>
      <ul className="presence-pages" aria-label="Readers by page">
        {most.map(([page, count]) => (
          <li key={page}>
            <Button
              variant="default"
              size="compact-xs"
              aria-label={`Page ${String(page)}, ${several(count, 'reader', 'readers')}. Go to the page`}
              onClick={() => {
                onGo(page);
              }}
            >
              p. {page}: {count}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
};

/** Nothing is announced: who wants to know asks. `viewer` null: the document is on its way. */
export const Presence = ({ viewer }: { viewer: Viewer | null }) => {
  const { member } = useReading();
  const [shows, setShows] = useShowsPlace(member.personId);
  const readers = useReaders(viewer, shows);
  const [opened, setOpened] = useState(false);
  const { others, total, writers } = readers;
  const go = (page: number) => {
    viewer?.goToPage(page);
    setOpened(false);
  };
  const named = others.slice(0, facesAtMost);
  const more = total - named.length;
  const summary =
    total === 0
      ? 'Nobody else reads this now'
      : [...named.map(placeOf), ...(more > 0 ? [`${String(more)} more`] : [])].join('; ');
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" trapFocus withinPortal>
      <Popover.Target>
        <Tooltip label={summary} openDelay={400} multiline maw="20rem" disabled={opened}>
          <UnstyledButton
            className="presence"
            aria-label={total === 0 ? 'Readers' : `Readers: ${several(total, 'other', 'others')}`}
            onClick={() => {
              setOpened(!opened);
            }}
          >
            <span className="presence-faces" aria-hidden>
              {named.map(({ personId, name }) => (
                <Face key={personId} name={name} />
              ))}
              {more > 0 && <span className="presence-more quiet figures">+{more}</span>}
            </span>
            <span className="presence-count quiet figures" aria-hidden>
              {total > 0 ? total : ''}
            </span>
            <IconEye size={20} stroke={1.6} aria-hidden />
          </UnstyledButton>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className="presence-list" aria-label="Who reads this now">
        <div className="presence-head">
          <h3>{total === 0 ? 'Nobody else reads this now' : 'Reading now'}</h3>
          {writers > 0 && <p className="quiet">{several(writers, 'is', 'are')} writing</p>}
        </div>
        {others.length > 0 && (
          <ul className="presence-readers">
            {others.map((reader) => (
              <Reader key={reader.personId} reader={reader} onGo={go} />
            ))}
          </ul>
        )}
        {total > others.length && <Crowd readers={readers} onGo={go} />}
        <Switch
          className="presence-choice"
          size="sm"
          label="Show others where I read"
          description="On this device. You see the others either way."
          checked={shows}
          onChange={({ currentTarget }) => {
            setShows(currentTarget.checked);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
};
