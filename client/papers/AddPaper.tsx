// The foot of a meeting's papers for staff: upload PDFs, or add a paper whose PDF is not at hand.
import type { Id } from '#shared/kernel/primitives.ts';
import { DialogButton } from '#client/kit/DialogButton.tsx';
import { PaperForm } from './PaperForm.tsx';
import { UploadPaper } from './UploadPaper.tsx';

export const AddPaper = ({ meetingId }: { meetingId: Id }) => (
  <div className="no-print">
    <UploadPaper
      meetingId={meetingId}
      beside={
        <DialogButton variant="subtle" label="Add without a PDF" title="Add a paper" size="lg" isForm>
          {(close) => <PaperForm meetingId={meetingId} onDone={close} />}
        </DialogButton>
      }
    />
  </div>
);
