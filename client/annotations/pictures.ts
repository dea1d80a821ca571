// Pictures on their way into a text: what is uploading, what was not, and where the finished one is put.
import { useState, type RefObject } from 'react';
import { imageAddress, imageLimits, imagesRoutes, imageTypes } from '#shared/annotations/images.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { upload } from '#client/kernel/call.ts';
import { insertText } from './insert-text.ts';

/** Stands where a description belongs until somebody writes one. */
export const describePicture = 'Describe the picture';

/** What is pasted or dropped: only the pictures in it. */
export const picturesIn = (data: DataTransfer): File[] =>
  [...data.files].filter(({ type }) => imageTypes.includes(type));

export interface Upload {
  readonly id: Id;
  readonly file: File;
  /** Null: on its way. */
  readonly problem: string | null;
}

export interface Pictures {
  readonly uploads: readonly Upload[];
  readonly isUploading: boolean;
  /** Something about the last one that its sender should know. */
  readonly remark: string | null;
  take(files: readonly File[]): void;
  retry(upload: Upload): void;
  drop(id: Id): void;
}

/** `append`: for when the field is not there any more, because its text is being looked at. */
export const usePictures = (
  documentId: Id,
  field: RefObject<HTMLTextAreaElement | null>,
  append: (text: string) => void,
): Pictures => {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const [remark, setRemark] = useState<string | null>(null);
  const drop = (id: Id) => {
    setUploads((all) => all.filter((one) => one.id !== id));
  };

  const put = (address: string, before: string) => {
    const text = field.current;
    const picture = `![${describePicture}](${address})`;
    if (!text) {
      append(`\n${picture}\n`);
      return;
    }
    const { value, selectionStart: start, selectionEnd: end } = text;
    const isLine = start === 0 || value[start - 1] === '\n';
    const lead = isLine ? '' : '\n';
    // Whoever wrote on meanwhile keeps the caret; otherwise the words that describe it are to be typed now.
    if (value === before) {
      const from = lead.length + 2;
      insertText(text, start, end, `${lead}${picture}\n`, [from, from + describePicture.length]);
    } else {
      insertText(text, value.length, value.length, `\n${picture}\n`);
      text.setSelectionRange(start, end);
    }
  };

  const send = async ({ id, file }: Upload) => {
    const before = field.current?.value ?? '';
    try {
      if (file.size > imageLimits.bytes)
        throw new Error(`It is larger than ${String(imageLimits.bytes / 1e6)} MB.`);
      const image = await upload(imagesRoutes.uploadImage, { params: { documentId }, body: {} }, file);
      drop(id);
      setRemark(image.wasMoving ? 'The picture moves; its first frame is kept.' : null);
      put(imageAddress(documentId, image.id), before);
    } catch (error) {
      const problem = error instanceof Error ? error.message : '';
      setUploads((all) => all.map((one) => (one.id === id ? { ...one, problem } : one)));
    }
  };

  return {
    ...{ uploads, remark, drop },
    isUploading: uploads.some(({ problem }) => problem === null),
    take: (files) => {
      const more = files.map((file): Upload => ({ id: newId(), file, problem: null }));
      setUploads((all) => [...all, ...more]);
      void more.reduce((before, one) => before.then(() => send(one)), Promise.resolve());
    },
    retry: (one) => {
      setUploads((all) => all.map((other) => (other.id === one.id ? { ...one, problem: null } : other)));
      void send(one);
    },
  };
};
