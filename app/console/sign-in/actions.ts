"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { runtime } from "#lib/runtime/runtime.ts";
import { sameSecret } from "#lib/http/same-secret.ts";
import { PASS_COOKIE, PASS_LASTS_S, passUntil } from "./pass.ts";

/** Gives whoever knows the key a pass. */
export async function signIn(form: FormData): Promise<void> {
  const { config } = await runtime();
  const { consoleKey: key } = config;
  const given = form.get("key");
  if (key === null || typeof given !== "string" || !sameSecret(given.trim(), key))
    redirect("/console/sign-in?problem=key");
  const until = Math.floor(Date.now() / 1000) + PASS_LASTS_S;
  (await cookies()).set(PASS_COOKIE, passUntil(until, key), {
    path: "/console",
    maxAge: PASS_LASTS_S,
    httpOnly: true,
    sameSite: "strict",
    secure: config.publicUrl.startsWith("https:"),
  });
  redirect("/console");
}

/** Takes the pass back from this browser. A new CONSOLE_KEY takes back all. */
export async function signOut(): Promise<void> {
  (await cookies()).delete({ name: PASS_COOKIE, path: "/console" });
  redirect("/console/sign-in");
}
