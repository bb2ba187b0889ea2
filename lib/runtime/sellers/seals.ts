import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import type { Seals } from "../../sellers/seals.ts";

const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;
const MARK_CHARACTERS = 8;

type SealKey = { readonly mark: string; readonly bytes: Buffer };

/**
 * Encrypts what has to be read again, with AES-256-GCM, for one place in the database alone: moved to another row it cannot be
 * opened. The first key seals and all of them open, so that a key is replaced by putting the next one before it.
 */
export function openSeals([first, ...earlier]: readonly [string, ...string[]]): Seals {
  const newest = keyOf(first);
  const keys = [newest, ...earlier.map(keyOf)];
  return {
    mark: `${newest.mark}.`,
    seal(text, place) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, newest.bytes, iv).setAAD(Buffer.from(place));
      const sealed = Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return `${newest.mark}.${sealed.toString("base64url")}`;
    },
    open(sealed, place) {
      const [mark, text = ""] = sealed.split(".");
      const bytes = Buffer.from(text, "base64url");
      const key = keys.find((one) => one.mark === mark);
      if (key === undefined || bytes.length < IV_BYTES + TAG_BYTES) return null;
      try {
        const decipher = createDecipheriv(CIPHER, key.bytes, bytes.subarray(0, IV_BYTES))
          .setAAD(Buffer.from(place))
          .setAuthTag(bytes.subarray(-TAG_BYTES));
        return decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
      } catch {
        // The cipher's one way to say that these bytes are not what was sealed for this place.
        return null;
      }
    },
  };
}

/** The mark names the key and says nothing of it. */
function keyOf(text: string): SealKey {
  const derived = (use: string) => Buffer.from(hkdfSync("sha256", text, "", `tillswitch seller secrets ${use}`, 32));
  const mark = createHash("sha256").update(derived("mark")).digest("hex").slice(0, MARK_CHARACTERS);
  return { mark, bytes: derived("key") };
}
