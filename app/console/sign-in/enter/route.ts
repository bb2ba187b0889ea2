import { runtime } from "#lib/runtime/runtime.ts";
import { leadTo, readPostedForm } from "../../../request/posted-form.ts";
import { keyCaller } from "../access.ts";
import { readConsoleCookie, setConsoleCookie } from "../cookies.ts";

export const dynamic = "force-dynamic";

/** Gives whoever knows the key a session. */
export async function POST(request: Request): Promise<Response> {
  const posted = await readPostedForm(request);
  if (posted.kind === "refused") return posted.response;
  const opened = await runtime();
  const { config, consoleSignIn, keyRefusals } = opened;
  const given = posted.form.get("key");
  if (consoleSignIn === null || typeof given !== "string") return leadTo(request, "/console/sign-in?problem=key");
  const answer = await consoleSignIn.signIn({
    given: given.trim(),
    caller: await keyCaller(opened),
    userAgent: request.headers.get("user-agent"),
    endsSession: await readConsoleCookie("session", config),
  });
  if (answer.kind !== "signed_in") {
    keyRefusals.refused("console");
    return leadTo(request, `/console/sign-in?problem=${answer.kind === "limited" ? "wait" : "key"}`);
  }
  await setConsoleCookie("session", answer.sessionId, config);
  await setConsoleCookie("browser", answer.browserMark, config);
  return leadTo(request, "/console");
}
