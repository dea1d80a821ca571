// Asks a ClamAV daemon about a file before it is taken in, over its socket, by the command INSTREAM.
import { createReadStream } from 'node:fs';
import { connect, type NetConnectOpts } from 'node:net';
import { refuse } from '#shared/kernel/refusals.ts';

/** Resolves when nothing was found; refuses a file in which something was, and every file as long as nobody can be asked. */
export type Inspect = (path: string) => Promise<void>;

const patienceMs = 60_000;
const answerBytesAtMost = 4096;

/** `/run/clamav/clamd.ctl`, or `host:3310`. */
const placeOf = (address: string): NetConnectOpts => {
  if (address.startsWith('/')) return { path: address };
  const [, host = '', port = ''] = /^(.+):(\d+)$/.exec(address) ?? [];
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
};

/**
 * Sends a file in pieces, each behind its length (four bytes, big-endian), an empty one at the end, and hears one line ended by NUL:
 * `stream: OK`, `stream: NAME FOUND` or `… ERROR` (clamd(8), INSTREAM).
 */
const askAbout = (path: string, address: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(placeOf(address));
    const file = createReadStream(path);
    let answer = '';
    const end = (finish: () => void) => {
      clearTimeout(alarm);
      file.destroy();
      socket.destroy();
      finish();
    };
    const fail = (error: Error) => {
      end(() => {
        reject(error);
      });
    };
    const alarm = setTimeout(() => {
      fail(new Error('no answer in time'));
    }, patienceMs);
    socket.on('error', fail);
    file.on('error', fail);
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('utf8');
      const stop = answer.indexOf('\0');
      if (stop >= 0)
        end(() => {
          resolve(answer.slice(0, stop));
        });
      else if (answer.length > answerBytesAtMost) fail(new Error('an answer that does not end'));
    });
    socket.on('close', () => {
      fail(new Error('the connection was closed'));
    });
    socket.write('zINSTREAM\0');
    file.on('data', (chunk) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(chunk.length);
      socket.write(length);
      if (!socket.write(chunk)) {
        file.pause();
        socket.once('drain', () => {
          file.resume();
        });
      }
    });
    file.on('end', () => {
      socket.write(Buffer.alloc(4));
    });
  });

/** `tell` hears what went wrong, for the log: people are told only that nobody could be asked. */
export const createVirusScan =
  (address: string, tell: (problem: string) => void): Inspect =>
  async (path) => {
    let answer: string;
    try {
      answer = await askAbout(path, address);
    } catch (error) {
      tell(String(error));
      answer = '';
    }
    if (/: OK$/.test(answer)) return;
    if (/ FOUND$/.test(answer))
      throw refuse(
        'unprocessable',
        'file_infected',
        'This file was refused: the virus scanner found something in it. Check your computer, and export the file anew.',
      );
    if (answer !== '') tell(answer);
    throw refuse(
      'unavailable',
      'no_virus_scan',
      'Files are looked through before they are taken in, and the scanner does not answer now. Nothing was stored; try again in a few minutes, or tell the administrator.',
    );
  };
