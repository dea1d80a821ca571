// A paper's abstract: its first lines, and the rest when it is asked for.
import { useLayoutEffect, useRef, useState } from 'react';
import { Box, Text, UnstyledButton } from '@mantine/core';

const linesShown = 3;

export function Abstract({ text }: { text: string }) {
  const words = useRef<HTMLParagraphElement>(null);
  const [isWhole, setIsWhole] = useState(false);
  const [isCut, setIsCut] = useState(false);

  useLayoutEffect(() => {
    const element = words.current;
    if (!element || isWhole) return;
    const measure = () => {
      setIsCut(element.scrollHeight > element.clientHeight + 1);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [text, isWhole]);

  return (
    <Box mt="xs" fz="sm" maw="var(--measure)">
      <Text
        ref={words}
        className="serif"
        fz="sm"
        {...(isWhole ? {} : { lineClamp: linesShown })}
        style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
      >
        {text}
      </Text>
      {(isCut || isWhole) && (
        <UnstyledButton
          fz="sm"
          td="underline"
          c="var(--accent)"
          aria-expanded={isWhole}
          onClick={() => {
            setIsWhole(!isWhole);
          }}
        >
          {isWhole ? 'Less' : 'Whole abstract'}
        </UnstyledButton>
      )}
    </Box>
  );
}
