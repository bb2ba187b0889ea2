import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import type { Encryption } from "../../sellers/encryption.ts";

const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID_CHARACTERS = 8;

type EncryptionKey = { readonly keyId: string; readonly bytes: Buffer };

/**
 * Encrypts what has to be read again, with AES-256-GCM, for one place in the database alone: moved to another row it cannot be
 * opened. The first key encrypts and all of them decrypt, so that a key is replaced by putting the next one before it.
 */
export function openEncryption([first, ...earlier]: readonly [string, ...string[]]): Encryption {
  const newest = keyOf(first);
  const keys = [newest, ...earlier.map(keyOf)];
  return {
    keyId: `${newest.keyId}.`,
    encrypt(text, place) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, newest.bytes, iv).setAAD(Buffer.from(place));
      const encrypted = Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return `${newest.keyId}.${encrypted.toString("base64url")}`;
    },
    decrypt(encrypted, place) {
      const [keyId, text = ""] = encrypted.split(".");
      const bytes = Buffer.from(text, "base64url");
      const key = keys.find((one) => one.keyId === keyId);
      if (key === undefined || bytes.length < IV_BYTES + TAG_BYTES) return null;
      try {
        const decipher = createDecipheriv(CIPHER, key.bytes, bytes.subarray(0, IV_BYTES))
          .setAAD(Buffer.from(place))
          .setAuthTag(bytes.subarray(-TAG_BYTES));
        return decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
      } catch {
        // The cipher's one way to say that these bytes are not what was encrypted for this place.
        return null;
      }
    },
  };
}

/** The id names the key and says nothing of it. */
function keyOf(text: string): EncryptionKey {
  const derived = (use: string) => Buffer.from(hkdfSync("sha256", text, "", `tillswitch seller secrets ${use}`, 32));
  const keyId = createHash("sha256").update(derived("mark")).digest("hex").slice(0, KEY_ID_CHARACTERS);
  return { keyId, bytes: derived("key") };
}
