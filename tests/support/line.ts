// A live connection with as little as the protocol of socket.io asks for, so that hundreds of them cost little.
import { WebSocket } from 'ws';

export interface Line {
  readonly isOpen: boolean;
  /** Sends an event and resolves with the server's answer; rejects when the connection ends before. */
  ask(event: string, input: unknown): Promise<unknown>;
  close(): void;
}

interface Asked {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Ears {
  /** Whatever the server tells. */
  onEvent(name: string, payload: unknown): void;
  /** An event as it crossed the wire; what it takes (true) is not read any further. */
  onFrame?(frame: string): boolean;
  onEnd?(): void;
}

/** Resolves when the server has let it in. */
export const openLine = (
  url: string,
  headers: Record<string, string>,
  { onEvent, onFrame, onEnd }: Ears,
): Promise<Line> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/live/?EIO=4&transport=websocket`, {
      headers,
      perMessageDeflate: false,
    });
    const asked = new Map<number, Asked>();
    let next = 0;
    let isOpen = false;
    const line: Line = {
      get isOpen() {
        return isOpen;
      },
      ask: (event, input) =>
        new Promise((answered, failed) => {
          if (!isOpen) {
            failed(new Error('There is no connection'));
            return;
          }
          const id = next++;
          asked.set(id, { resolve: answered, reject: failed });
          socket.send(`42${String(id)}${JSON.stringify([event, input])}`);
        }),
      close: () => {
        socket.close();
      },
    };
    socket.on('error', reject);
    socket.on('close', () => {
      const wasOpen = isOpen;
      isOpen = false;
      for (const { reject: fail } of asked.values()) fail(new Error('The connection has ended'));
      asked.clear();
      if (wasOpen) onEnd?.();
      else reject(new Error('The server did not let it in'));
    });
    socket.on('message', (data: Buffer) => {
      const frame = data.toString();
      if (frame.startsWith('42')) {
        if (onFrame?.(frame) === true) return;
        const [name, payload] = JSON.parse(frame.slice(2)) as [string, unknown];
        onEvent(name, payload);
      } else if (frame.startsWith('43')) {
        const start = frame.indexOf('[');
        const [answer] = JSON.parse(frame.slice(start)) as [unknown];
        const id = Number(frame.slice(2, start));
        asked.get(id)?.resolve(answer);
        asked.delete(id);
      } else if (frame.startsWith('0')) socket.send('40');
      else if (frame === '2') socket.send('3');
      else if (frame.startsWith('40')) {
        isOpen = true;
        resolve(line);
      }
    });
  });
