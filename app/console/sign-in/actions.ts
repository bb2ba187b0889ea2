"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { runtime } from "#lib/runtime/runtime.ts";
import { timingSafeEqualText } from "#lib/timing-safe-equal.ts";
import { SESSION_COOKIE, SESSION_LASTS_S, sessionCookieUntil } from "./session-cookie.ts";

/** Gives whoever knows the key a session cookie. */
export async function signIn(form: FormData): Promise<void> {
  const { config, keyRefusals } = await runtime();
  const { consoleKey: key } = config;
  const given = form.get("key");
  if (key === null || typeof given !== "string" || !timingSafeEqualText(given.trim(), key)) {
    if (key !== null) keyRefusals.refused("console");
    redirect("/console/sign-in?problem=key");
  }
  const until = Math.floor(Date.now() / 1000) + SESSION_LASTS_S;
  (await cookies()).set(SESSION_COOKIE, sessionCookieUntil(until, key), {
    path: "/console",
    maxAge: SESSION_LASTS_S,
    httpOnly: true,
    sameSite: "strict",
    secure: config.publicUrl.startsWith("https:"),
  });
  redirect("/console");
}

/** Removes the session cookie from this browser. A new CONSOLE_KEY ends all of them. */
export async function signOut(): Promise<void> {
  (await cookies()).delete({ name: SESSION_COOKIE, path: "/console" });
  redirect("/console/sign-in");
}
