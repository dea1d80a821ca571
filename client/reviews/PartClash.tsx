// A part that was changed here and elsewhere: both texts side by side, and the three ways out.
import { Button, Group, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { countWords } from '#shared/reviews/answers.ts';

interface Props {
  readonly title: string;
  readonly mine: string;
  readonly theirs: string;
  readonly onSettle: (text: string) => void;
}

const Side = ({
  title,
  text,
  verb,
  onTake,
}: {
  title: string;
  text: string;
  verb: string;
  onTake: () => void;
}) => (
  <div className="clash-side card">
    <Text size="sm" fw={600}>
      {title}{' '}
      <Text span size="sm" c="dimmed" className="figures">
        {countWords(text).toLocaleString('en')} words
      </Text>
    </Text>
    <div className="clash-text serif">{text === '' ? <span className="quiet">(empty)</span> : text}</div>
    <Button variant="default" size="sm" onClick={onTake}>
      {verb}
    </Button>
  </div>
);

export const PartClash = ({ title, mine, theirs, onSettle }: Props) => {
  const [together, setTogether] = useState<string | null>(null);
  return (
    <section className="review-part clash" aria-label={title}>
      <div role="alert">
        <h2>{title}: changed in two places</h2>
        <p>
          You wrote here, and this part was also changed in another tab or on another device. Nothing is lost:
          choose a text, or put them together.
        </p>
      </div>
      <div className="clash-sides">
        <Side
          title="From this page"
          text={mine}
          verb="Keep this one"
          onTake={() => {
            onSettle(mine);
          }}
        />
        <Side
          title="From elsewhere"
          text={theirs}
          verb="Take this one"
          onTake={() => {
            onSettle(theirs);
          }}
        />
      </div>
      {together === null ? (
        <Button
          mt="sm"
          variant="subtle"
          onClick={() => {
            setTogether(`${mine}\n\n${theirs}`);
          }}
        >
          Put them together
        </Button>
      ) : (
        <>
          <Textarea
            mt="sm"
            label="Both together; edit as you like"
            autosize
            minRows={6}
            value={together}
            classNames={{ input: 'review-input' }}
            onChange={(event) => {
              setTogether(event.currentTarget.value);
            }}
          />
          <Group mt="xs">
            <Button
              onClick={() => {
                onSettle(together);
              }}
            >
              Use this text
            </Button>
            <Button
              variant="subtle"
              onClick={() => {
                setTogether(null);
              }}
            >
              Back to the choice
            </Button>
          </Group>
        </>
      )}
    </section>
  );
};
