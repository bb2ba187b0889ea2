import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { runtime, type Runtime } from "#lib/runtime/runtime.ts";
import { hasKey } from "#lib/http/bearer.ts";
import { showsDeveloperPages } from "../../request/developer-pages.ts";
import { isSessionCookie, SESSION_COOKIE } from "./session-cookie.ts";

/**
 * Who may be in the console. `open`: the sandbox bank without a key, where nothing is real, for whom DEVELOPER_PAGES lets
 * in. `entered`: a session cookie, or the key as a bearer token. `locked`: neither. `absent`: there is no console.
 */
export async function consoleAccess(opened: Runtime): Promise<"open" | "entered" | "locked" | "absent"> {
  const { consoleKey: key, payment } = opened.config;
  if (key === null)
    return payment.kind === "sandbox" && (await showsDeveloperPages(opened, headers)) ? "open" : "absent";
  const cookie = (await cookies()).get(SESSION_COOKIE)?.value ?? "";
  const given = await headers();
  if (isSessionCookie(cookie, key, new Date()) || hasKey({ headers: given }, key)) return "entered";
  // Whoever comes without anything is sent to the sign-in and has tried no key.
  if (given.has("authorization")) opened.keyRefusals.refused("console");
  return "locked";
}

/** For every page of the console: the runtime, or the way to the sign-in. Call it in the page, since a layout is not run each time. */
export async function enterConsole(): Promise<{ readonly opened: Runtime; readonly isOpenToAll: boolean }> {
  const opened = await runtime();
  const access = await consoleAccess(opened);
  if (access === "absent") notFound();
  if (access === "locked") redirect("/console/sign-in");
  return { opened, isOpenToAll: access === "open" };
}
