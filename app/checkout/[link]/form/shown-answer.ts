import { cookies } from "next/headers";
import type { CheckoutSession } from "#lib/checkout/session.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import type { FormAnswer } from "../form-state.ts";
import { openAnswer } from "./answer-cookie.ts";
import { answerCookieName } from "./answer-names.ts";

/** What the page has to say of the form that led to it; `reference` is from the page's address. */
export async function shownAnswer(reference: unknown, session: CheckoutSession): Promise<FormAnswer | null> {
  if (reference === undefined) return null;
  const { config } = await runtime();
  const cookie = (await cookies()).get(answerCookieName(config.publicUrl.startsWith("https:")));
  return openAnswer(cookie?.value ?? null, reference, session, new Date());
}
