import { runtime } from "#lib/runtime/runtime.ts";
import { textIn } from "../../asked.ts";
import { leadTo, readPostedForm } from "../../../request/posted-form.ts";
import { consoleAccess } from "../../sign-in/access.ts";

export const dynamic = "force-dynamic";

/**
 * Ends the session that the form names, or without a name every one but this browser's. One that has ended already
 * changes nothing. Whoever is not in the console is led to its sign-in by the page.
 */
export async function POST(request: Request): Promise<Response> {
  const posted = await readPostedForm(request);
  if (posted.kind === "refused") return posted.response;
  const opened = await runtime();
  const access = await consoleAccess(opened);
  const digest = textIn(posted.form, "session");
  if (access.kind === "entered") {
    if (digest !== "") await opened.consoleSignIn?.end(digest, "list");
    else if (textIn(posted.form, "others") === "all") await opened.consoleSignIn?.endOthers(access.session);
  }
  return leadTo(request, "/console/sessions");
}
