import { hasKey } from "../../http/bearer.ts";
import { timingSafeEqualText } from "../../timing-safe-equal.ts";
import { deriveKeys } from "./derived-keys.ts";
import { reportLinks } from "./report-links.ts";
import { consoleSessions, type ConsoleParts } from "./sessions.ts";
import { wrongKeyLimit, type KeyTrial } from "./wrong-keys.ts";

/** Who tries a key, as far as the request proves it: each kind has a lane of its own. */
export type KeyCaller = {
  /** What the browser was given when it signed in some time ago; null or anything else for others. */
  readonly browserMark: string | null;
  /** Whether the request was made on this machine. */
  readonly isLocal: boolean;
};

export type SignedIn = {
  readonly kind: "signed_in";
  /** For the session's cookie; it is stored nowhere. */
  readonly sessionId: string;
  /** For the browser's cookie, which outlives the session. */
  readonly browserMark: string;
};

export type ConsoleSignIn = ReturnType<typeof createConsoleSignIn>;

/**
 * The console's sign-in: one key, and a session in the database for each browser that knows it (docs/decisions/0035).
 * Everything throws when the database does not answer, so that nobody is let in by a failure.
 */
export function createConsoleSignIn(parts: ConsoleParts) {
  const { key, store, now, newToken } = parts;
  const derived = deriveKeys(key);
  const limit = wrongKeyLimit(store, now);
  const { begin, ...sessions } = consoleSessions(parts, derived);
  const nonceOf = ({ browserMark }: KeyCaller) => (browserMark === null ? null : derived.readBrowserMark(browserMark));

  function laneOf(caller: KeyCaller): string {
    const nonce = nonceOf(caller);
    if (nonce !== null) return `browser:${derived.digestOf(nonce)}`;
    return caller.isLocal ? "local" : "others";
  }

  return {
    ...sessions,
    ...reportLinks(store, now, derived),

    /** Gives a session to whoever knows the key. `endsSession`: the browser's earlier session, if it had one. */
    async signIn(request: {
      readonly given: string;
      readonly caller: KeyCaller;
      readonly userAgent: string | null;
      readonly endsSession: string | null;
    }): Promise<SignedIn | Exclude<KeyTrial, { kind: "right" }>> {
      const { given, caller } = request;
      const trial = await limit(laneOf(caller), () => timingSafeEqualText(given, key));
      if (trial.kind !== "right") return trial;
      const sessionId = await begin(request);
      return { kind: "signed_in", sessionId, browserMark: derived.browserMarkOf(nonceOf(caller) ?? newToken()) };
    },

    /** Whether a request bears the key, for programs. What is no bearer token can be no key, so it is not counted. */
    async tryBearer(request: { readonly headers: Pick<Headers, "get"> }, caller: KeyCaller): Promise<KeyTrial> {
      const isToken = request.headers.get("authorization")?.startsWith("Bearer ") === true;
      return isToken ? limit(laneOf(caller), () => hasKey(request, key)) : { kind: "wrong" };
    },
  };
}
