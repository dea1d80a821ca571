// Reads one multipart file with multer, streaming it to the file store while it arrives.
import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import type { UploadRoute } from '#shared/kernel/contract.ts';
import { Refusal, refuse } from '#shared/kernel/refusals.ts';
import type { ReceivedFile } from './feature.ts';
import type { FileStore } from './files.ts';
import { validate } from './validate.ts';

const toRefusal = (error: unknown): unknown => {
  if (error instanceof Refusal) return error;
  if (error instanceof MulterError)
    return refuse('invalid', 'bad_upload', `The upload was refused: ${error.message}.`);
  if (error instanceof Error && /multipart|boundary|unexpected end|aborted/i.test(error.message))
    return refuse('invalid', 'bad_upload', 'The upload did not arrive whole. Please send it again.');
  return error;
};

/** Receives the body of an upload route: the text fields (validated) and exactly one file named `file`. */
export const receiveUpload = async (
  route: UploadRoute,
  files: FileStore,
  request: Request,
  response: Response,
): Promise<{ file: ReceivedFile; fields: unknown }> => {
  const { maxBytes, accepts } = route.upload;
  if (!request.is('multipart/form-data'))
    throw refuse(
      'unsupported',
      'not_multipart',
      'Send the file as multipart/form-data, in a field named file.',
    );
  if (Number(request.headers['content-length'] ?? 0) > maxBytes + 64 * 1024)
    throw refuse(
      'too_large',
      'file_too_large',
      `The file is larger than ${String(Math.floor(maxBytes / 1e6))} MB.`,
    );

  let stored: ReceivedFile | undefined;
  const readFields = () =>
    route.body ? validate(route.body, (request.body as unknown) ?? {}, 'body') : undefined;
  const upload = multer({
    limits: { files: 1, fields: 20, fieldSize: 64 * 1024, fieldNameSize: 100, parts: 24, headerPairs: 40 },
    storage: {
      _handleFile: (_request, incoming, done) => {
        // The fields come first: with wrong ones the bytes would lie there for nobody.
        const put = async () => {
          readFields();
          return files.put(incoming.stream, maxBytes);
        };
        put().then(
          ({ hash, bytes }) => {
            // Browsers send the name as UTF-8 while multipart headers are read as Latin-1.
            const name = Buffer.from(incoming.originalname, 'latin1').toString('utf8').slice(-200);
            stored = { hash, bytes, name, mediaType: incoming.mimetype };
            done(null, { size: bytes });
          },
          (error: unknown) => {
            incoming.stream.resume();
            done(error);
          },
        );
      },
      // Files are shared by hash, so another upload may rely on these bytes: nothing is removed here.
      _removeFile: (_request, _incoming, done) => {
        done(null);
      },
    },
  }).single('file');

  await new Promise<void>((resolve, reject) => {
    upload(request, response, (error: unknown) => {
      if (error) reject(toRefusal(error));
      else resolve();
    });
  });
  if (!stored)
    throw refuse('invalid', 'no_file', `No file arrived. Choose ${accepts.join(' or ')} and send it again.`);
  if (stored.bytes === 0) throw refuse('invalid', 'empty_file', 'The file is empty.');
  return { file: stored, fields: readFields() };
};
