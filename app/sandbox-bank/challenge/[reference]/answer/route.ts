import { runtime } from "#lib/runtime/runtime.ts";
import { readReference } from "../../../../request/link-part.ts";
import { leadTo, readPostedForm, refusal } from "../../../../request/posted-form.ts";

export const dynamic = "force-dynamic";

const ANSWERS = ["approve", "refuse"] as const;

/** The buyer's answer to the bank's confirmation. */
export async function POST(
  request: Request,
  { params }: { readonly params: Promise<{ readonly reference: string }> },
): Promise<Response> {
  const posted = await readPostedForm(request);
  if (posted.kind === "refused") return posted.response;
  const { bank } = await runtime();
  const reference = readReference((await params).reference);
  const answer = ANSWERS.find((one) => one === posted.form.get("answer"));
  if (bank === null || reference === null || answer === undefined) return refusal(request, 404);
  const challenge = bank.answerChallenge(reference, answer);
  if (challenge === null) return refusal(request, 404);
  return leadTo(request, challenge.returnUrl ?? `/sandbox-bank/challenge/${reference}`);
}
