// Brings notes from a file: choose it, look over what is in it, import, see what became of it.
import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { exchangeLimits } from '#shared/exchange/contract.ts';
import { useReading } from '#client/annotations/reading-context.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { PdfDrop } from '#client/kit/PdfDrop.tsx';
import { LoadingLines } from '#client/kit/States.tsx';
import { ChooseNotes } from './ChooseNotes.tsx';
import { useImport, type Preview, type Step } from './importing.ts';

const count = (notes: number) => notes.toLocaleString('en');
const leftOut = ({ items, left }: Preview): string =>
  `The file has ${count(items.length + left)} notes. These are the first ${count(items.length)}; ${count(left)} ${left === 1 ? 'is' : 'are'} left out.`;

const accept = 'application/pdf,.pdf,application/json,.json,application/ld+json,.jsonld';

const ChooseFile = ({ error, onFile }: { error: Error | null; onFile: (file: File) => void }) => (
  <Stack>
    <Text>
      Bring the notes you made elsewhere: this paper as a PDF with your highlights from Acrobat, Preview or
      Zotero, or a file of Hypothesis or Web Annotations. You see everything before anything is stored.
    </Text>
    <FormProblem error={error} />
    <PdfDrop
      label="File with notes"
      verb="Choose a file"
      accept={accept}
      onFiles={([file]) => {
        if (file) onFile(file);
      }}
    >
      or drop a PDF or a JSON file here
    </PdfDrop>
  </Stack>
);

const Done = ({
  step: { results, choices },
  onAgain,
  onDone,
}: {
  step: Extract<Step, { at: 'done' }>;
  onAgain: () => void;
  onDone: () => void;
}) => {
  const numberOf = (outcome: string) => results.filter((result) => result.outcome === outcome).length;
  const [imported, there] = [numberOf('imported'), numberOf('there')];
  const refused = results.filter(({ outcome }) => outcome === 'refused');
  return (
    <Stack>
      <Text role="status">
        {imported === 1 ? '1 note was imported' : `${String(imported)} notes were imported`}
        {there > 0 && `; ${String(there)} ${there === 1 ? 'was' : 'were'} here already`}.
      </Text>
      {refused.length > 0 && (
        <Alert color="red" variant="light" title={`${String(refused.length)} could not be imported`}>
          <ul className="exchange-refused">
            {refused.map(({ id, problem }) => (
              <li key={id}>
                {choices.find(({ item }) => item.id === id)?.item.text.slice(0, 60)}: {problem}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <Group justify="space-between">
        <Button variant="default" onClick={onAgain}>
          Another file
        </Button>
        <Button onClick={onDone}>To the paper</Button>
      </Group>
    </Stack>
  );
};

const CurrentStep = ({
  importing,
  onDone,
}: {
  importing: ReturnType<typeof useImport>;
  onDone: () => void;
}) => {
  const { step, setStep, look, bring } = importing;
  const begin = () => {
    setStep({ at: 'file', error: null });
  };
  if (step.at === 'file') return <ChooseFile error={step.error} onFile={(file) => void look(file)} />;
  if (step.at === 'looking')
    return (
      <Stack>
        <Text>Looking through {step.name} …</Text>
        <LoadingLines lines={5} label="Looking through the file" />
      </Stack>
    );
  if (step.at === 'bringing')
    return (
      <Stack>
        <Text role="status">
          {step.done} of {step.of} notes are imported …
        </Text>
        <Progress value={(100 * step.done) / step.of} aria-label="Imported" />
      </Stack>
    );
  if (step.at === 'done')
    return (
      <Done
        step={step}
        onAgain={begin}
        onDone={() => {
          begin();
          onDone();
        }}
      />
    );
  if (step.preview.items.length === 0)
    return (
      <Stack>
        <Text>
          There are no notes in {step.name}. If you see some in your program, save the file there once more.
        </Text>
        <Group>
          <Button variant="default" onClick={begin}>
            Another file
          </Button>
        </Group>
      </Stack>
    );
  return (
    <Stack>
      {step.preview.left > 0 && (
        <Alert color="yellow" variant="light" title={leftOut(step.preview)}>
          Nobody may have more than {count(exchangeLimits.notes)} notes on one paper. To bring the others,
          make a file with them alone.
        </Alert>
      )}
      <ChooseNotes
        step={step}
        onChange={(choices) => {
          setStep({ ...step, choices, error: null });
        }}
        onImport={(visibility, isNamed) => void bring(step, visibility, isNamed)}
        onBack={begin}
      />
    </Stack>
  );
};

export const ImportTab = ({ onBusy, onDone }: { onBusy: (busy: boolean) => void; onDone: () => void }) => {
  const { document } = useReading();
  const importing = useImport(document.id, onBusy);
  const { at } = importing.step;
  const place = useRef<HTMLDivElement>(null);
  const last = useRef(at);
  // The button that was pressed is gone with its step: the focus goes to what came instead.
  useEffect(() => {
    if (last.current !== at) place.current?.focus();
    last.current = at;
  }, [at]);
  return (
    <div ref={place} tabIndex={-1} className="exchange-step">
      <CurrentStep importing={importing} onDone={onDone} />
    </div>
  );
};
