// People's second factors: made, turned on by a first code, asked for, taken away.
import { createHash, randomInt } from 'node:crypto';
import type { Model } from 'mongoose';
import { Secret, TOTP } from 'otpauth';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { byId, createBatch } from '#server/kernel/db/batch.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Sealed } from './sealed.ts';
import type { SecondFactorRecord } from './second-factor-store.ts';

export interface SecondFactors {
  /** Whether somebody's sign-in asks for a code. */
  isOn(personId: Id): Promise<boolean>;
  /** How many recovery codes are left; null: there is no second factor. */
  recoveryCodesLeft(personId: Id): Promise<number | null>;
  /** A new secret that waits for its first code, in base32, and as the address that apps read (`otpauth:`). Refused while one is on. */
  begin(personId: Id, email: string): Promise<{ secret: string; uri: string }>;
  /** Turns it on; answers with the recovery codes. Refused for a wrong code. */
  confirm(personId: Id, code: string): Promise<string[]>;
  /** Takes a code of the app or a recovery code, each of them once. Refused for a wrong one. */
  take(personId: Id, code: string): Promise<void>;
  /** New recovery codes; the old ones are worth nothing any more. */
  renew(personId: Id): Promise<string[]>;
  remove(personId: Id): Promise<void>;
}

const stepSeconds = 30;
/** One step to either side: clocks of phones are off by some seconds (RFC 6238, 5.2). */
const stepsAside = 1;
const recoveryCodes = 10;
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const recoveryCharacters = 12;

const hashOf = (personId: Id, code: string) =>
  createHash('sha256').update(`${personId}\n${code}`).digest('hex');

/** 60 random bits, shown in fours. */
const makeCode = () =>
  Array.from({ length: recoveryCharacters }, () => alphabet[randomInt(alphabet.length)]).join('');
const shown = (code: string) => code.replace(/(.{4})(?=.)/g, '$1-');

const wrongCode = () =>
  refuse(
    'invalid',
    'wrong_code',
    'This code is not right, or was used already. Wait for the next one in your app; check that your phone sets its clock by itself.',
    { where: [{ path: 'body.code', message: 'is not right' }] },
  );

/** Codes as RFC 6238 makes them: SHA-1, six digits, 30 seconds, which every app understands. */
export const createSecondFactors = (
  factors: Model<SecondFactorRecord>,
  sealed: Sealed,
  clock: Clock,
): SecondFactors => {
  const standingOf = createBatch(async (ids) =>
    byId(await factors.find({ _id: { $in: ids }, confirmedAt: { $ne: null } }, { _id: 1 }).lean()),
  );

  /** The step whose code this is, if it may still be taken; undefined: none. */
  const stepOf = ({ _id, secret }: SecondFactorRecord, code: string): number | undefined => {
    const plain = sealed.open(secret, _id);
    if (plain === null)
      throw refuse(
        'unprocessable',
        'secret_changed',
        'The server cannot check codes of your app any more, because its own secret was changed. Use a recovery code, or ask its administrator to reset your second factor.',
      );
    const totp = new TOTP({ secret: Secret.fromBase32(plain), period: stepSeconds });
    const timestamp = clock.now().getTime();
    const delta = totp.validate({ token: code, timestamp, window: stepsAside });
    return delta === null ? undefined : Math.floor(timestamp / 1000 / stepSeconds) + delta;
  };

  /** Counts a code of the app as used; of two requests with the same one gets through. */
  const useStep = async (record: SecondFactorRecord, code: string, set: object = {}) => {
    const step = stepOf(record, code);
    if (step === undefined) throw wrongCode();
    const { modifiedCount } = await factors.updateOne(
      { _id: record._id, secret: record.secret, lastStep: { $lt: step } },
      { $set: { lastStep: step, ...set } },
    );
    if (modifiedCount === 0) throw wrongCode();
  };

  const makeRecovery = (personId: Id) => {
    const codes = Array.from({ length: recoveryCodes }, makeCode);
    return { shown: codes.map(shown), hashes: codes.map((code) => hashOf(personId, code)) };
  };

  return {
    isOn: async (personId) => (await standingOf(personId)) !== null,
    recoveryCodesLeft: async (personId) => {
      const record = await factors.findById(personId).lean();
      return record?.confirmedAt ? record.recovery.length : null;
    },
    begin: async (personId, email) => {
      const secret = new Secret({ size: 20 });
      const record = {
        secret: sealed.seal(secret.base32, personId),
        confirmedAt: null,
        lastStep: 0,
        recovery: [],
      };
      // Never over one that is on.
      const on = () =>
        refuse(
          'conflict',
          'second_factor_on',
          'Your second factor is on already. Turn it off first to set up another app.',
        );
      if (await factors.exists({ _id: personId, confirmedAt: { $ne: null } })) throw on();
      try {
        await factors.updateOne({ _id: personId, confirmedAt: null }, { $set: record }, { upsert: true });
      } catch (error) {
        throw isDuplicate(error) ? on() : error;
      }
      const totp = new TOTP({ issuer: 'Paperround', label: email, secret, period: stepSeconds });
      return { secret: secret.base32, uri: totp.toString() };
    },
    confirm: async (personId, code) => {
      const record = await factors.findOne({ _id: personId, confirmedAt: null }).lean();
      if (!record)
        throw refuse(
          'conflict',
          'nothing_to_confirm',
          'There is no new second factor to turn on. Begin again.',
        );
      const recovery = makeRecovery(personId);
      await useStep(record, code, { confirmedAt: clock.now(), recovery: recovery.hashes });
      return recovery.shown;
    },
    take: async (personId, code) => {
      const record = await factors.findOne({ _id: personId, confirmedAt: { $ne: null } }).lean();
      if (!record) throw wrongCode();
      if (code.length === recoveryCharacters) {
        const hash = hashOf(personId, code);
        const { modifiedCount } = await factors.updateOne(
          { _id: personId, recovery: hash },
          { $pull: { recovery: hash } },
        );
        if (modifiedCount === 0) throw wrongCode();
      } else await useStep(record, code);
    },
    renew: async (personId) => {
      const recovery = makeRecovery(personId);
      await factors.updateOne({ _id: personId }, { $set: { recovery: recovery.hashes } });
      return recovery.shown;
    },
    remove: async (personId) => {
      await factors.deleteOne({ _id: personId });
    },
  };
};
