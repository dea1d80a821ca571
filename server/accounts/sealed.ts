// Encrypts what must be read again but not by whoever reads the database alone.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export interface Sealed {
  /** base64url of nonce, tag and ciphertext. `about` (for instance whose it is) is needed again to open it. */
  seal(plain: string, about: string): string;
  /** Null when it was sealed by another secret, about something else, or was changed. */
  open(sealed: string, about: string): string | null;
}

const cipher = 'aes-256-gcm';
const [nonceBytes, tagBytes] = [12, 16];

/** AES-256-GCM (NIST SP 800-38D) with a key derived from the installation's secret for one purpose (HKDF, RFC 5869). */
export const createSealed = (secret: string, purpose: string): Sealed => {
  const key = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
  return {
    seal: (plain, about) => {
      const nonce = randomBytes(nonceBytes);
      const encrypt = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(about));
      const text = Buffer.concat([encrypt.update(plain, 'utf8'), encrypt.final()]);
      return Buffer.concat([nonce, encrypt.getAuthTag(), text]).toString('base64url');
    },
    open: (sealed, about) => {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < nonceBytes + tagBytes) return null;
      try {
        const decrypt = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes))
          .setAAD(Buffer.from(about))
          .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
        return Buffer.concat([
          decrypt.update(bytes.subarray(nonceBytes + tagBytes)),
          decrypt.final(),
        ]).toString('utf8');
      } catch {
        return null;
      }
    },
  };
};
