// Who is in which room on the other processes: each tells what its people say, and all of it to whoever comes; the dead are gone.
import { z } from 'zod';
import type { Told } from './feature.ts';
import type { Peers } from './peers.ts';

type Say = (room: string, connection: string, personId: string, told: Told | null) => void;

const toldSchema = z.object({ shown: z.unknown(), counts: z.array(z.string()).readonly() });
const saidSchema = z.tuple([z.string(), z.string(), z.string(), toldSchema.nullable()]);
type Said = z.infer<typeof saidSchema>;
/** `all`: what is not said here is not said any more. */
const wordsSchema = z.strictObject({ all: z.boolean(), said: z.array(saidSchema) });

const topic = 'presence';
/** A whole class comes in at the same moment. */
const togetherMs = 50;

const keyOf = ([room, connection]: Said) => `${connection} ${room}`;

/** Hears what is said on other processes, under names of connections that no other has; answers with how to tell what is said here. */
export const sharePresence = (peers: Peers, say: Say): Say => {
  if (peers.isAlone) return () => undefined;
  const mine = new Map<string, Said>();
  const news = new Map<string, Said>();
  const theirs = new Map<string, Map<string, Said>>();

  const tellNews = () => {
    if (news.size > 0) peers.tell(topic, { all: false, said: [...news.values()] });
    news.clear();
  };
  const tellAll = () => {
    news.clear();
    peers.tell(topic, { all: true, said: [...mine.values()] });
  };
  peers.onBack(tellAll);
  peers.onCame(tellAll);

  const unsay = (from: string, [room, connection, personId]: Said) => {
    say(room, `${from} ${connection}`, personId, null);
  };
  peers.hear(topic, (words, from) => {
    const { all, said } = wordsSchema.parse(words);
    const known = theirs.get(from) ?? new Map<string, Said>();
    theirs.set(from, known);
    if (all) {
      const still = new Set(said.map(keyOf));
      for (const [key, gone] of known)
        if (!still.has(key)) {
          known.delete(key);
          unsay(from, gone);
        }
    }
    for (const one of said) {
      const [room, connection, personId, told] = one;
      if (told === null) known.delete(keyOf(one));
      else known.set(keyOf(one), one);
      say(room, `${from} ${connection}`, personId, told);
    }
  });
  peers.onGone((from) => {
    for (const gone of theirs.get(from)?.values() ?? []) unsay(from, gone);
    theirs.delete(from);
  });

  return (room, connection, personId, told) => {
    const one: Said = [room, connection, personId, told];
    const key = keyOf(one);
    if (told === null) mine.delete(key);
    else mine.set(key, one);
    if (news.size === 0) setTimeout(tellNews, togetherMs).unref();
    news.set(key, one);
  };
};
