// A picture inside of a text; a click shows it larger.
import { Modal, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { describePicture } from './pictures.ts';

interface Props {
  readonly address: string;
  readonly description: string;
}

export const PostPicture = ({ address, description }: Props) => {
  const [isLarge, setLarge] = useState(false);
  const [isAway, setAway] = useState(false);
  const words = description === describePicture ? '' : description.trim();
  if (isAway)
    return (
      <span className="quiet post-picture-away">{words === '' ? 'Picture' : words} (not available)</span>
    );
  return (
    <>
      <UnstyledButton
        component="span"
        role="button"
        tabIndex={0}
        className="post-picture"
        aria-label={words === '' ? 'Show the picture larger' : `Show larger: ${words}`}
        onClick={() => {
          setLarge(true);
        }}
        onKeyDown={(event: { key: string; preventDefault: () => void }) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          setLarge(true);
        }}
      >
        <img
          src={address}
          alt={words}
          loading="lazy"
          onError={() => {
            setAway(true);
          }}
        />
      </UnstyledButton>
      {isLarge && (
        <Modal
          opened
          onClose={() => {
            setLarge(false);
          }}
          size="auto"
          centered
          title={words === '' ? 'Picture' : words}
        >
          <img className="post-picture-large" src={address} alt={words} />
        </Modal>
      )}
    </>
  );
};
