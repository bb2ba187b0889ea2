"use server";

import { notFound, redirect } from "next/navigation";
import { runtime } from "#lib/runtime/runtime.ts";
import { readReference } from "../request/link-part.ts";

const PAGE_ANSWERS = ["pay", "decline", "leave", "pay_twice"] as const;
const CHALLENGE_ANSWERS = ["approve", "refuse"] as const;

/** The buyer's answer on the bank's payment page. A declined card leaves them there to try another one. */
export async function answerPage(form: FormData): Promise<void> {
  const { bank } = await runtime();
  const reference = readReference(form.get("reference"));
  const answer = PAGE_ANSWERS.find((one) => one === form.get("answer"));
  if (bank === null || reference === null || answer === undefined) notFound();
  const answered = bank.answerPage(reference, answer);
  if (answered === null) notFound();
  redirect(answer === "decline" ? `/sandbox-bank/${reference}` : answered.returnUrl);
}

/** The buyer's answer to the bank's confirmation. */
export async function answerChallenge(form: FormData): Promise<void> {
  const { bank } = await runtime();
  const reference = readReference(form.get("reference"));
  const answer = CHALLENGE_ANSWERS.find((one) => one === form.get("answer"));
  if (bank === null || reference === null || answer === undefined) notFound();
  if (bank.answerChallenge(reference, answer) === null) notFound();
  redirect(`/sandbox-bank/challenge/${reference}`);
}
