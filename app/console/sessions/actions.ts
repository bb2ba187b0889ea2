"use server";

import { redirect } from "next/navigation";
import { enterConsole } from "../sign-in/access.ts";

/** Ends the session that the form names. One that has ended already changes nothing. */
export async function endSession(form: FormData): Promise<void> {
  const { opened } = await enterConsole();
  const digest = form.get("session");
  if (typeof digest === "string") await opened.consoleSignIn?.end(digest, "list");
  redirect("/console/sessions");
}

/** Ends every session but this browser's. */
export async function endOtherSessions(): Promise<void> {
  const { opened, session } = await enterConsole();
  await opened.consoleSignIn?.endOthers(session);
  redirect("/console/sessions");
}
