import { runtime } from "#lib/runtime/runtime.ts";
import { leadTo, readPostedForm } from "../../request/posted-form.ts";
import { readConsoleCookie, removeConsoleCookie } from "../sign-in/cookies.ts";

export const dynamic = "force-dynamic";

/** Ends this browser's session. */
export async function POST(request: Request): Promise<Response> {
  const posted = await readPostedForm(request);
  if (posted.kind === "refused") return posted.response;
  const { config, consoleSignIn } = await runtime();
  const cookie = await readConsoleCookie("session", config);
  const session = cookie === null ? null : ((await consoleSignIn?.session(cookie)) ?? null);
  if (session !== null) await consoleSignIn?.end(session.digest, "sign_out");
  await removeConsoleCookie("session", config);
  return leadTo(request, "/console/sign-in");
}
