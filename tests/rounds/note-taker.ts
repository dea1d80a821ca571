// A student who types in a group's notes: sends like a page does, keeps what has no answer yet, and comes back by itself.
import * as Y from 'yjs';
import { roundsRoutes, roundsEvents } from '#shared/rounds/contract.ts';
import { routeName, type Fact, type LiveAnswer } from '#shared/kernel/live.ts';
import type { Client } from '#tests/support/client.ts';
import { openLine, type Line } from '#tests/support/line.ts';

/** As a page waits: 0.3 to 1.7 s, then twice as long, at most 2.5 s (give or take). */
const firstWaitMs = 1000;
const retryMs = 100;
const waitAtMostMs = 2500;

const encode = (update: Uint8Array) => Buffer.from(update).toString('base64');
const decode = (update: string) => new Uint8Array(Buffer.from(update, 'base64'));

export interface NoteTaker {
  /** Types a word at the end of a text; the first letters go at once. */
  type(word: string): void;
  /** How much of a writer's typing is here: the clock of Yjs. */
  has(writer: number): number;
  readonly writer: number;
  /** The connection is there and the room entered. */
  readonly isBack: boolean;
  /** And everything typed is acknowledged. */
  readonly isSettled: boolean;
  /** Hears whenever something of the others came. */
  onHeard(listener: () => void): void;
  text(): string;
  open(): Promise<void>;
  /** Loses the connection, as when the network goes away; `comeBack` finds it again. */
  lose(): void;
  comeBack(): Promise<void>;
  close(): void;
}

export const createNoteTaker = (url: string, client: Client, notesId: string): NoteTaker => {
  const document = new Y.Doc();
  const text = document.getText('q0');
  const heard: (() => void)[] = [];
  let line: Line | undefined;
  let unsent: Uint8Array[] = [];
  let isSending = false;
  let isBack = false;
  let isClosed = false;
  let isAway = false;
  let failures = 0;

  const send = async () => {
    if (isSending || !isBack || !line || unsent.length === 0) return;
    isSending = true;
    const sending = unsent;
    unsent = [];
    try {
      const answer = (await line.ask('call', {
        route: routeName(roundsRoutes.changeNotes),
        params: { notesId },
        body: { update: encode(Y.mergeUpdates(sending)) },
      })) as LiveAnswer;
      if (!answer.ok) throw new Error(answer.refusal.message);
    } catch {
      unsent = [...sending, ...unsent];
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    } finally {
      isSending = false;
    }
    if (unsent.length > 0 && line.isOpen) void send();
  };
  document.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === 'others') return;
    unsent.push(update);
    void send();
  });

  const begin = async () => {
    line = await openLine(url, client.headers(), {
      onEvent: (name, payload) => {
        const fact = payload as Fact;
        if (name !== 'fact' || fact.name !== roundsEvents.notesChanged.name) return;
        Y.applyUpdate(document, decode((fact.payload as { update: string }).update), 'others');
        for (const listener of heard) listener();
      },
      onEnd: () => {
        isBack = false;
        if (!isClosed && !isAway) void comeBack();
      },
    });
    const joined = (await line.ask('join', { room: `notes:${notesId}` })) as { ok: boolean };
    if (!joined.ok) throw new Error('The room is closed');
    const { state } = await client.call(roundsRoutes.readNotes, { params: { notesId } });
    Y.applyUpdate(document, decode(state), 'others');
    failures = 0;
    isBack = true;
    void send();
  };
  const comeBack = async () => {
    for (;;) {
      const wait = Math.min(waitAtMostMs, firstWaitMs * 2 ** failures) * (0.3 + 1.4 * Math.random());
      failures += 1;
      await new Promise((resolve) => setTimeout(resolve, wait));
      try {
        await begin();
        return;
      } catch {
        line?.close();
      }
    }
  };

  return {
    writer: document.clientID,
    type: (word) => {
      text.insert(text.length, word);
    },
    has: (writer) => Y.getState(document.store, writer),
    get isBack() {
      return isBack;
    },
    get isSettled() {
      return isBack && !isSending && unsent.length === 0;
    },
    onHeard: (listener) => {
      heard.push(listener);
    },
    text: () => text.toJSON(),
    open: begin,
    lose: () => {
      isAway = true;
      line?.close();
    },
    comeBack: async () => {
      isAway = false;
      await begin();
    },
    close: () => {
      isClosed = true;
      line?.close();
    },
  };
};
