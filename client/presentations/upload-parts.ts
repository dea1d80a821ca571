// Sends a file part by part and goes on after a lost network; what was begun is remembered, so that a reload can go on too.
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import {
  bytesOfPart,
  partBytes,
  partsOf,
  uploadsRoutes,
  type SlidesUpload,
} from '#shared/presentations/uploads.ts';
import { call, upload } from '#client/kernel/call.ts';

interface Place {
  readonly meetingId: Id;
  readonly paperId: Id;
}

/** `part`: 0 to 1 of the file that is there; `waiting`: the network is away, and it is tried again. */
export interface SendingState {
  readonly part: number;
  readonly waiting: boolean;
}

/** The same file chosen again on this device goes on where it stopped: known by name, size and time of its last change. */
const keyOf = ({ meetingId, paperId }: Place, file: File) =>
  `slides:${meetingId}:${paperId}:${file.name}:${String(file.size)}:${String(file.lastModified)}`;

const remembered = (key: string): Id => {
  try {
    const known = localStorage.getItem(key);
    if (known !== null) return known;
    const id = newId();
    localStorage.setItem(key, id);
    return id;
  } catch {
    // Storage is closed: it can be sent all the same, only not gone on with after a reload.
    return newId();
  }
};
const forget = (key: string) => {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was remembered.
  }
};

const waits = [1000, 2000, 4000, 8000, 15_000];
const isAway = (error: unknown) => error instanceof Refusal && error.body.code === 'unavailable';

/** Resolves after `ms`, as soon as the network is back, or when it was given up. */
const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    window.addEventListener('online', done);
    signal.addEventListener('abort', done);
  });

/** Answers with what became of the file; throws a Refusal that trying again would not change. Ends quietly when `signal` aborts. */
export const uploadParts = async (
  place: Place,
  file: File,
  tell: (state: SendingState) => void,
  signal: AbortSignal,
): Promise<SlidesUpload | null> => {
  const key = keyOf(place, file);
  const params = { ...place, uploadId: remembered(key) };
  let sent = 0;
  const isGivenUp = () => signal.aborted;
  const insist = async <T>(step: () => Promise<T>): Promise<T | null> => {
    for (let failures = 0; !isGivenUp(); failures += 1)
      try {
        return await step();
      } catch (error) {
        if (isGivenUp()) return null;
        if (!isAway(error)) throw error;
        tell({ part: sent / file.size, waiting: true });
        await pause(waits[Math.min(failures, waits.length - 1)] ?? 0, signal);
      }
    return null;
  };
  try {
    const begun = await insist(() =>
      call(uploadsRoutes.beginUpload, { params, body: { fileName: file.name, bytes: file.size } }),
    );
    if (!begun) return null;
    const here = new Set(begun.parts);
    for (const part of here) sent += bytesOfPart(file.size, part);
    for (let part = 0; begun.state === 'receiving' && part < partsOf(file.size); part += 1) {
      if (here.has(part)) continue;
      const size = bytesOfPart(file.size, part);
      const slice = file.slice(part * partBytes, part * partBytes + size);
      const kept = await insist(() =>
        upload(
          uploadsRoutes.sendPart,
          { params: { ...params, part }, body: {} },
          new File([slice], 'part'),
          (done) => {
            tell({ part: (sent + done * size) / file.size, waiting: false });
          },
          signal,
        ),
      );
      if (!kept) return null;
      sent += size;
    }
    tell({ part: 1, waiting: false });
    const finished = await insist(() => call(uploadsRoutes.finishUpload, { params }));
    if (finished) forget(key);
    return finished;
  } catch (error) {
    // Refused for what it is: the next try begins anew. Signed out or out of room, it goes on later.
    const goesOn = ['signed_out', 'too_many', 'no_room'];
    if (error instanceof Refusal && !goesOn.includes(error.body.code)) forget(key);
    throw error;
  }
};

/** Gives up what was begun with this file. */
export const giveUp = async (place: Place, file: File): Promise<void> => {
  const key = keyOf(place, file);
  const params = { ...place, uploadId: remembered(key) };
  forget(key);
  await call(uploadsRoutes.cancelUpload, { params }).catch(() => undefined);
};
