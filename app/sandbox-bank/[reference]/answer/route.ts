import { runtime } from "#lib/runtime/runtime.ts";
import { readReference } from "../../../request/link-part.ts";
import { leadTo, readPostedForm, refusal } from "../../../request/posted-form.ts";

export const dynamic = "force-dynamic";

const ANSWERS = ["pay", "decline", "leave", "pay_twice"] as const;

/** The buyer's answer on the bank's payment page. A declined card leaves them there to try another one. */
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
  const answered = bank.answerPage(reference, answer);
  if (answered === null) return refusal(request, 404);
  return leadTo(request, answer === "decline" ? `/sandbox-bank/${reference}` : answered.returnUrl);
}
