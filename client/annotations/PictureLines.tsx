// What becomes of the pictures that were pasted, dropped or chosen, in a line each.
import { Loader, UnstyledButton } from '@mantine/core';
import type { Pictures } from './pictures.ts';

export const PictureLines = ({ pictures }: { pictures: Pictures }) => (
  <div className="picture-lines" role="status">
    {pictures.uploads.map((upload) => (
      <p key={upload.id}>
        {upload.problem === null ? (
          <>
            <Loader size={12} /> Uploading {upload.file.name}
          </>
        ) : (
          <>
            <span className="picture-problem">
              {upload.file.name} was not uploaded. {upload.problem}
            </span>
            <UnstyledButton
              className="writer-toggle"
              onClick={() => {
                pictures.retry(upload);
              }}
            >
              Try again
            </UnstyledButton>
            <UnstyledButton
              className="writer-toggle"
              onClick={() => {
                pictures.drop(upload.id);
              }}
            >
              Leave it out
            </UnstyledButton>
          </>
        )}
      </p>
    ))}
    {pictures.remark !== null && <p className="quiet">{pictures.remark}</p>}
  </div>
);
