import { cookies } from "next/headers";
import type { Config } from "#lib/config/config.ts";

/** The session's id; and that this browser has signed in before, so that others' wrong keys do not keep it out. */
type ConsoleCookie = "session" | "browser";

const NAMES = { session: "tillswitch_console", browser: "tillswitch_console_browser" } as const;
const BROWSER_LASTS_S = 180 * 24 * 3600;

/**
 * `__Host-` keeps other hosts of the domain from setting a cookie; browsers take it over https only, and for all paths.
 * https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Set-Cookie#cookie_prefixes
 */
export function consoleCookie(which: ConsoleCookie, { publicUrl, consoleSession: { lastsMs } }: Config) {
  const isHttps = publicUrl.startsWith("https:");
  return {
    name: isHttps ? `__Host-${NAMES[which]}` : NAMES[which],
    path: isHttps ? "/" : "/console",
    maxAge: which === "session" ? lastsMs / 1000 : BROWSER_LASTS_S,
    httpOnly: true,
    sameSite: "strict",
    secure: isHttps,
  } as const;
}

/** What the browser sent; null when it sent nothing. */
export async function readConsoleCookie(which: ConsoleCookie, config: Config): Promise<string | null> {
  return (await cookies()).get(consoleCookie(which, config).name)?.value || null;
}

export async function setConsoleCookie(which: ConsoleCookie, value: string, config: Config): Promise<void> {
  (await cookies()).set({ ...consoleCookie(which, config), value });
}

/** With the attributes it was set with, or a browser ignores it. */
export async function removeConsoleCookie(which: ConsoleCookie, config: Config): Promise<void> {
  (await cookies()).set({ ...consoleCookie(which, config), value: "", maxAge: 0 });
}
