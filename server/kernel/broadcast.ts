// Tells a whole room the same: the bytes that cross the wire are made once, whoever can take them gets them at once.
import type { Server, Socket } from 'socket.io';

/** What is used of the transport under a connection; the types of engine.io keep it to themselves. */
interface Transport {
  readonly name: string;
  readonly writable: boolean;
  readonly socket?: { readonly _sender?: { sendFrame?(parts: readonly Buffer[]): void } };
}

/** A whole, unmasked text message (RFC 6455, 5.2). */
const frameOf = (text: string): Buffer => {
  const payload = Buffer.from(text);
  const { length } = payload;
  const short = length < 126;
  const head = Buffer.alloc(short ? 2 : length < 65_536 ? 4 : 10);
  head[0] = 0x81;
  if (short) head[1] = length;
  else if (length < 65_536) {
    head[1] = 126;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, payload]);
};

/** The sender of a connection that has nothing else to send before. */
const freeSenderOf = ({ conn, connected }: Socket) => {
  const transport = conn.transport as unknown as Transport;
  const { writeBuffer } = conn as unknown as { readonly writeBuffer: readonly unknown[] };
  const isFree = connected && conn.readyState === 'open' && transport.writable && writeBuffer.length === 0;
  const sender = isFree && transport.name === 'websocket' ? transport.socket?._sender : undefined;
  return sender?.sendFrame ? (sender as Required<typeof sender>) : undefined;
};

/** Emits an event with one value to everybody in a room, as `io.to(room).emit` does and in the same order. */
export const createBroadcast =
  (io: Server) =>
  (room: string, event: string, value: unknown): void => {
    const members = io.sockets.adapter.rooms.get(room);
    if (!members) return;
    const parts = [frameOf(`42${JSON.stringify([event, value])}`)];
    const waiting: string[] = [];
    for (const id of members) {
      const socket = io.sockets.sockets.get(id);
      const sender = socket && freeSenderOf(socket);
      if (sender) sender.sendFrame(parts);
      else if (socket) waiting.push(id);
    }
    if (waiting.length > 0) io.to(waiting).emit(event, value);
  };
