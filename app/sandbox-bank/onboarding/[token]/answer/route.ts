import { runtime } from "#lib/runtime/runtime.ts";
import { readReference } from "../../../../request/link-part.ts";
import { leadTo, readPostedForm, refusal } from "../../../../request/posted-form.ts";

export const dynamic = "force-dynamic";

const ANSWERS = ["provide", "leave"] as const;

/** The seller's answer on the bank's onboarding page; the bank checked where it leads when the link was made. */
export async function POST(
  request: Request,
  { params }: { readonly params: Promise<{ readonly token: string }> },
): Promise<Response> {
  const posted = await readPostedForm(request);
  if (posted.kind === "refused") return posted.response;
  const { bank } = await runtime();
  const token = readReference((await params).token);
  const answer = ANSWERS.find((one) => one === posted.form.get("answer"));
  if (bank === null || token === null || answer === undefined) return refusal(request, 404);
  const next = bank.sellers.answerPage(token, answer);
  return next === null ? refusal(request, 404) : leadTo(request, next);
}
