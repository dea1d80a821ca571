// Connects anew where the driver goes on waiting for a database that is there again.
import mongoose, { STATES, type Connection } from 'mongoose';

/** The driver notices within this that a database is back, if it does at all. */
const patienceMs = 5000;
const everyMs = 1000;
const probeMs = 3000;

/** Whether anybody answers at `uri`, asked by a connection of its own. */
const answers = async (uri: string): Promise<boolean> => {
  const probe = new mongoose.mongo.MongoClient(uri, {
    ...{ serverSelectionTimeoutMS: probeMs, connectTimeoutMS: probeMs, socketTimeoutMS: probeMs },
    maxPoolSize: 1,
  });
  try {
    await probe.connect();
    await probe.db().command({ ping: 1 });
    return true;
  } catch {
    return false;
  } finally {
    await probe.close();
  }
};

/**
 * The driver's monitor may write to a socket that was closed under it a moment ago, and then waits for ever (mongodb 7.8). Where
 * the connection is lost and another one gets through, this one is closed and opened; whoever holds it goes on with it.
 */
export const reviveWhenStuck = (connection: Connection, uri: string): void => {
  let lostAt: number | undefined;
  let isTrying = false;
  const revive = async () => {
    if (!(await answers(uri)) || connection.readyState === STATES.connected) return;
    const client = connection.getClient();
    await client.close();
    await client.connect();
  };
  const timer = setInterval(() => {
    if (connection.readyState === STATES.connected) {
      lostAt = undefined;
      return;
    }
    lostAt ??= performance.now();
    if (isTrying || performance.now() - lostAt < patienceMs) return;
    isTrying = true;
    // What fails is tried again.
    revive()
      .catch(() => undefined)
      .finally(() => {
        isTrying = false;
      });
  }, everyMs).unref();
  connection.once('close', () => {
    clearInterval(timer);
  });
};
