"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { runtime } from "#lib/runtime/runtime.ts";
import { keyCaller } from "./access.ts";
import { readConsoleCookie, removeConsoleCookie, setConsoleCookie } from "./cookies.ts";

/** Gives whoever knows the key a session. */
export async function signIn(form: FormData): Promise<void> {
  const opened = await runtime();
  const { config, consoleSignIn, keyRefusals } = opened;
  const given = form.get("key");
  if (consoleSignIn === null || typeof given !== "string") redirect("/console/sign-in?problem=key");
  const answer = await consoleSignIn.signIn({
    given: given.trim(),
    caller: await keyCaller(opened),
    userAgent: (await headers()).get("user-agent"),
    endsSession: await readConsoleCookie("session", config),
  });
  if (answer.kind !== "signed_in") {
    keyRefusals.refused("console");
    redirect(`/console/sign-in?problem=${answer.kind === "limited" ? "wait" : "key"}`);
  }
  await setConsoleCookie("session", answer.sessionId, config);
  await setConsoleCookie("browser", answer.browserMark, config);
  redirect("/console");
}

/** Ends this browser's session. */
export async function signOut(): Promise<void> {
  const { config, consoleSignIn } = await runtime();
  const cookie = await readConsoleCookie("session", config);
  const session = cookie === null ? null : ((await consoleSignIn?.session(cookie)) ?? null);
  if (session !== null) await consoleSignIn?.end(session.digest, "sign_out");
  await removeConsoleCookie("session", config);
  redirect("/console/sign-in");
}
