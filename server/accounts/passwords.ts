// Hashes and checks passwords with argon2id, and refuses the ones everybody tries first.
import { hash, verify } from '@node-rs/argon2';
import { refuse } from '#shared/kernel/refusals.ts';

// OWASP Password Storage Cheat Sheet: argon2id (the library's default algorithm), 19 MiB, two passes, one lane.
const cost = { memoryCost: 19456, timeCost: 2, parallelism: 1 } as const;

// The head of every published list of leaked passwords, as far as it is eight characters or longer.
const common = new Set(
  `password password1 password12 password123 passw0rd p@ssw0rd 12345678 123456789 1234567890 0123456789 87654321
  11111111 00000000 88888888 12341234 11223344 qwertyui qwertyuiop qwerty123 qwerty12 1q2w3e4r 1q2w3e4r5t 1qaz2wsx
  q1w2e3r4 zaq12wsx asdfghjk asdfghjkl zxcvbnm123 abcd1234 abc12345 a1b2c3d4 iloveyou iloveyou1 sunshine princess
  football baseball superman batman123 starwars trustno1 whatever computer internet michelle jennifer corvette
  mercedes maverick jordan23 letmein1 letmein123 welcome1 welcome123 monkey123 dragon123 master123 shadow123
  admin123 administrator changeme default1 secret123 test1234 testtest student1 student123 paperround seminar1
  university professor`.split(/\s+/),
);

/** What stands in the way: words, and words written together, with or without a number behind them. */
const guessable = (texts: readonly string[]): Set<string> =>
  new Set(
    texts.flatMap((text) => {
      const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
      return [text.toLowerCase(), words.join(''), ...words].filter((word) => word.length >= 4);
    }),
  );

/**
 * Refuses a common password, or one that is a word of what others know of the person: name, address, titles and codes of courses.
 * `field` is where it was typed.
 */
export const ensureUncommon = (password: string, field: 'password' | 'next', ...ownWords: string[]): void => {
  const plain = password.toLowerCase().trim();
  const own = guessable(ownWords);
  if (
    common.has(plain) ||
    own.has(plain) ||
    own.has(plain.replace(/[\d\W_]+$/u, '')) ||
    /^(.)\1+$/u.test(plain)
  )
    throw refuse(
      'invalid',
      'common_password',
      'This password is one of the first that are tried. Choose another; three or four random words are good.',
      {
        where: [{ path: `body.${field}`, message: 'is too common' }],
      },
    );
};

/** An argon2id hash in PHC format. */
export const hashPassword = (password: string): Promise<string> => hash(password, cost);

// Checked when the account does not exist, so that the answer takes as long as with one.
let decoy: Promise<string> | undefined;

/** Whether a password fits; a missing hash takes the same time and never fits. */
export const checkPassword = async (
  stored: string | null | undefined,
  password: string,
): Promise<boolean> => {
  decoy ??= hashPassword('nobody has this password');
  const fits = await verify(stored ?? (await decoy), password);
  return fits && stored != null;
};
