import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { isMarkedLoopback } from "#lib/http/loopback.ts";
import type { KeyCaller } from "#lib/operator/console/sign-in.ts";
import { runtime, type Runtime } from "#lib/runtime/runtime.ts";
import type { ConsoleSession } from "#lib/store/console-store.ts";
import { showsDeveloperPages } from "../../request/developer-pages.ts";
import { readConsoleCookie } from "./cookies.ts";

/**
 * Who may be in the console. `open`: the sandbox bank without a key, where nothing is real, for whom DEVELOPER_PAGES lets
 * in. `entered`: a session, or the key as a bearer token (`session` null). `locked`: neither. `limited`: too many wrong
 * keys were tried. `absent`: there is no console.
 */
export type ConsoleAccess =
  | { readonly kind: "open" }
  | { readonly kind: "entered"; readonly session: ConsoleSession | null }
  | { readonly kind: "locked" }
  | { readonly kind: "limited"; readonly retryAfterMs: number }
  | { readonly kind: "absent" };

/** Throws when the database does not answer: then nobody is let in. */
export async function consoleAccess(opened: Runtime): Promise<ConsoleAccess> {
  const { config, consoleSignIn, keyRefusals } = opened;
  if (consoleSignIn === null)
    return config.payment.kind === "sandbox" && (await showsDeveloperPages(opened, headers))
      ? { kind: "open" }
      : { kind: "absent" };
  const cookie = await readConsoleCookie("session", config);
  const session = cookie === null ? null : await consoleSignIn.session(cookie);
  if (session !== null) return { kind: "entered", session };
  // Whoever comes without anything is sent to the sign-in and has tried no key.
  const given = await headers();
  if (!given.has("authorization")) return { kind: "locked" };
  const trial = await consoleSignIn.tryBearer({ headers: given }, await keyCaller(opened));
  if (trial.kind === "right") return { kind: "entered", session: null };
  keyRefusals.refused("console");
  return trial.kind === "limited" ? trial : { kind: "locked" };
}

/** Who tries a key with the present request. */
export async function keyCaller({ config }: Pick<Runtime, "config">): Promise<KeyCaller> {
  return { browserMark: await readConsoleCookie("browser", config), isLocal: isMarkedLoopback(await headers()) };
}

/** For every page of the console: the runtime, or the way to the sign-in. Call it in the page, since a layout is not run each time. */
export async function enterConsole(): Promise<{
  readonly opened: Runtime;
  readonly isOpenToAll: boolean;
  /** Null with the key as a bearer token, and while the console is open to everybody. */
  readonly session: ConsoleSession | null;
}> {
  const opened = await runtime();
  const access = await consoleAccess(opened);
  if (access.kind === "absent") notFound();
  if (access.kind === "locked") redirect("/console/sign-in");
  if (access.kind === "limited") redirect("/console/sign-in?problem=wait");
  return {
    opened,
    isOpenToAll: access.kind === "open",
    session: access.kind === "entered" ? access.session : null,
  };
}
