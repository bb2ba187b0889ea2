import { createHmac, hkdfSync, scryptSync } from "node:crypto";
import { timingSafeEqualText } from "../../timing-safe-equal.ts";

export type DerivedKeys = {
  /** Tells one console key from another: 32 bits, and a slow hash for each guess at the key behind them. */
  readonly keyId: string;
  /** What is stored of a session's id. */
  digestOf(sessionId: string): string;
  /** What a link to a report is signed with. */
  reportSignatureOf(text: string): string;
  /** A mark for a browser that has signed in; `nonce` makes it one of its own. */
  browserMarkOf(nonce: string): string;
  /** The nonce in a mark that was made with this key, or null for every other text. */
  readBrowserMark(mark: string): string | null;
};

/**
 * Everything that is signed with the console's key is signed with a key derived from it, one for each purpose. The root is
 * a slow hash (scrypt with Node's cost, some 50 ms and 16 MiB), so a mark that was stolen says little about a short key.
 */
export function deriveKeys(consoleKey: string): DerivedKeys {
  const root = scryptSync(consoleKey, "tillswitch console", 32);
  const derived = (purpose: string) => Buffer.from(hkdfSync("sha256", root, "", `tillswitch console ${purpose}`, 32));
  const hmac = (key: Buffer, text: string) => createHmac("sha256", key).update(text).digest("base64url");
  const [sessions, browsers, reports] = [derived("sessions"), derived("known browsers"), derived("shared reports")];
  const browserMarkOf = (nonce: string) => `${nonce}.${hmac(browsers, nonce)}`;
  return {
    keyId: derived("key id").toString("hex").slice(0, 8),
    digestOf: (sessionId) => hmac(sessions, sessionId),
    reportSignatureOf: (text) => hmac(reports, text),
    browserMarkOf,
    readBrowserMark(mark) {
      const nonce = /^([\w-]{43})\./.exec(mark)?.[1];
      return nonce !== undefined && timingSafeEqualText(mark, browserMarkOf(nonce)) ? nonce : null;
    },
  };
}
