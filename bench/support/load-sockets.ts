// Members' live connections under load: as little as the protocol asks for, and an account of what each one heard and when.
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { WebSocket } from 'ws';
import type { LoadMember } from './load-community.ts';

/** What all of them heard together. */
export interface Hearing {
  /** Summed over the members: facts that they did not hear, whether others did or nobody. */
  readonly missed: number;
  readonly deliveries: number;
  /** From the sending of a request to the arrival of its fact at each member, in microseconds. */
  readonly delays: RecordableHistogram;
}

export interface Listeners {
  /** Connects a member and joins the room; rejects when the server does not let it in. `isBare`: to a plain WebSocket. */
  enter(member: LoadMember, room: string, isBare?: boolean): Promise<void>;
  /** From now on the arrival of this post counts as that of a request that is being sent. */
  expect(postId: string): void;
  /**
   * Waits until everybody has heard so many facts since the last reset, or nothing has come for two seconds; then says what was
   * heard. A post may be acknowledged before another process has told its fact.
   */
  settle(expected: number): Promise<Hearing>;
  /** Forgets delays and counts. */
  reset(): void;
  close(): void;
}

/** The last fact that a member heard; facts of a room are numbered by one. */
interface Ear {
  readonly socket: WebSocket;
  seq: number;
  missed: number;
}

/** More silence than this: what has not come does not come. */
const silenceMs = 2000;
const factStart = '42["fact"';
const seqOf = (head: string) => Number(/"seq":(\d+)/.exec(head)?.[1]);
/** Where `room`, `epoch` and `seq` stand in a fact. */
const headLength = 200;

/** The id of the newest post in a thread as a fact has it. */
const newestPost = (frame: string): string => {
  const [, { payload }] = JSON.parse(frame.slice(2)) as [
    string,
    { payload: { id: string; replies: { id: string }[] } },
  ];
  return payload.replies.at(-1)?.id ?? payload.id;
};

export const createListeners = (): Listeners => {
  const ears: Ear[] = [];
  const sentAt = new Map<string, number>();
  const sentBySeq = new Map<number, number | undefined>();
  let delays = createHistogram();
  let deliveries = 0;
  let first = 0;
  let newest = 0;

  const hear = (ear: Ear, data: Buffer) => {
    const seq = seqOf(data.toString('latin1', 0, headLength));
    if (!sentBySeq.has(seq)) sentBySeq.set(seq, sentAt.get(newestPost(data.toString())));
    const began = sentBySeq.get(seq);
    if (began !== undefined) delays.record(Math.max(1, Math.round((performance.now() - began) * 1000)));
    ear.missed += seq - ear.seq - 1;
    ear.seq = seq;
    newest = Math.max(newest, seq);
    deliveries += 1;
  };
  const missing = () => ears.reduce((sum, { seq, missed }) => sum + missed + newest - seq, 0);

  return {
    enter: ({ url, headers }, room, isBare = false) =>
      new Promise((resolve, reject) => {
        const address = `${url.replace('http', 'ws')}/live${isBare ? '' : '/?EIO=4&transport=websocket'}`;
        const socket = new WebSocket(address, { headers, perMessageDeflate: false });
        let ear: Ear | undefined;
        socket.on('error', reject);
        socket.on('message', (data: Buffer) => {
          if (
            ear &&
            data.length > factStart.length &&
            data.toString('latin1', 0, factStart.length) === factStart
          ) {
            hear(ear, data);
            return;
          }
          const frame = data.toString();
          if (frame.startsWith('0')) socket.send('40');
          else if (frame === '2') socket.send('3');
          else if (frame.startsWith('40')) socket.send(`420${JSON.stringify(['join', { room }])}`);
          else if (frame.startsWith('430[{"ok":true')) {
            ear = { socket, seq: seqOf(frame), missed: 0 };
            newest = Math.max(newest, ear.seq);
            ears.push(ear);
            resolve();
          } else if (frame.startsWith('430')) reject(new Error(frame));
        });
      }),
    expect: (postId) => {
      sentAt.set(postId, performance.now());
    },
    settle: async (expected) => {
      const isDue = () => newest - first < expected || missing() > 0;
      let quietSince = performance.now();
      for (let before = deliveries; isDue() && performance.now() - quietSince < silenceMs;) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        if (before !== deliveries) quietSince = performance.now();
        before = deliveries;
      }
      const unheard = Math.max(0, expected - (newest - first)) * ears.length;
      return { missed: missing() + unheard, deliveries, delays };
    },
    reset: () => {
      first = newest;
      deliveries = 0;
      delays = createHistogram();
      sentAt.clear();
      sentBySeq.clear();
      for (const ear of ears) ear.missed = 0;
    },
    close: () => {
      for (const { socket } of ears) socket.terminate();
    },
  };
};
