// Where files, mostly PDFs, are dropped or chosen: hands the files over and leaves what becomes of them to its owner.
import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useRef, useState, type ReactNode } from 'react';
import './pdf-drop.css';

interface Props {
  /** Names the chooser for screen readers, for instance “Slides as PDF”. */
  readonly label: string;
  /** What the button says. */
  readonly verb: string;
  /** Other files than PDFs, as the chooser's `accept` has it. */
  readonly accept?: string;
  readonly multiple?: boolean;
  readonly isDense?: boolean;
  /** At least one file. */
  readonly onFiles: (files: readonly File[]) => void;
  /** Stands beside the button. */
  readonly children?: ReactNode;
}

export const PdfDrop = ({
  label,
  verb,
  accept = 'application/pdf,.pdf',
  multiple = false,
  isDense = false,
  onFiles,
  children,
}: Props) => {
  const [isOver, setOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null) => {
    const all = Array.from(files ?? []);
    if (all.length > 0) onFiles(multiple ? all : all.slice(0, 1));
  };
  return (
    <div
      className="pdf-drop"
      data-dense={isDense || undefined}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <input
        ref={chooser}
        type="file"
        accept={accept}
        multiple={multiple}
        hidden
        aria-label={label}
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
      <Button
        variant="default"
        leftSection={<IconUpload size={16} />}
        onClick={() => chooser.current?.click()}
      >
        {verb}
      </Button>
      {children}
    </div>
  );
};
