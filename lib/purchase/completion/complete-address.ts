import { reachedBy } from "../../checkout/delivery/reached-countries.ts";
import { sellerIdsOf } from "../../checkout/parts.ts";
import type { CheckoutSession } from "../../checkout/session.ts";
import { rulesOfSeller, type ShopRules } from "../../checkout/shop-rules.ts";
import type { CompletedAddress, SuggestOutcome } from "../../completion/address-completion.ts";
import type { SessionId } from "../../ids.ts";
import type { PurchaseContext } from "../context.ts";
import { countQuestion } from "../rate-limit.ts";

export type SuggestRequest = {
  readonly sessionId: SessionId;
  /** Of the country that the buyer has chosen; only where the shop sends this order. */
  readonly country: string;
  /** Which questions are about one address; made by the browser. */
  readonly session: string;
  readonly language: string;
};

export type SuggestAnswer =
  | Extract<SuggestOutcome, { kind: "suggested" }>
  /** Nobody completes addresses here, or not in this country, or nothing came of it: the buyer types by hand. */
  | { readonly kind: "none" | "not_found" | "limited" };
export type ResolveAnswer =
  | { readonly kind: "resolved"; readonly address: CompletedAddress }
  | { readonly kind: "none" | "not_found" | "limited" };

const MIN_TEXT = 3;
const MAX_TEXT = 120;
const MAX_ID = 300;
const SESSION = /^[\w-]{8,36}$/;

/** Asks for addresses that begin like `text`. What was typed is in no log and no metric. */
export async function suggestAddress(
  context: PurchaseContext,
  { text, ...request }: SuggestRequest & { readonly text: string },
): Promise<SuggestAnswer> {
  const asked = text.trim().slice(0, MAX_TEXT);
  const may = asked.length < MIN_TEXT ? "none" : await mayAsk(context, request);
  if (may !== "allowed" || context.completion === null) return { kind: may === "limited" ? "limited" : "none" };
  const outcome = await context.completion.suggest({ text: asked, ...request });
  return outcome.kind === "suggested" ? outcome : reported(context, request, outcome.why);
}

/** The parts of a suggestion. One in another country than was asked for is none. */
export async function resolveAddress(
  context: PurchaseContext,
  { id, ...request }: SuggestRequest & { readonly id: string },
): Promise<ResolveAnswer> {
  const may = id === "" || id.length > MAX_ID ? "none" : await mayAsk(context, request);
  if (may !== "allowed" || context.completion === null) return { kind: may === "limited" ? "limited" : "none" };
  const outcome = await context.completion.resolve({ id, ...request });
  switch (outcome.kind) {
    case "resolved":
      return outcome.address.country === request.country ? outcome : { kind: "none" };
    case "not_found":
      return { kind: "none" };
    case "unknown":
      return reported(context, request, outcome.why);
  }
}

async function mayAsk(
  context: PurchaseContext,
  { sessionId, country, session }: Pick<SuggestRequest, "sessionId" | "country" | "session">,
): Promise<"allowed" | "none" | "limited"> {
  const { store, completion, guards } = context;
  if (completion === null || !/^[A-Z]{2}$/.test(country) || !SESSION.test(session)) return "none";
  const found = await store.session(sessionId);
  if (found === null || (found.status !== "ready" && found.status !== "not_ready")) return "none";
  if (!(await isDeliveredTo(context, found, country))) return "none";
  const { shopperId } = found;
  return countQuestion(guards, "address", {
    keys: [sessionId, ...(shopperId === null ? [] : [shopperId])],
    by: shopperId === null ? "checkout" : "shopper",
  });
}

/** Whether some seller of a checkout delivers to a country. */
async function isDeliveredTo(
  { rules, sellers }: PurchaseContext,
  session: CheckoutSession,
  country: string,
): Promise<boolean> {
  const ids = sellerIdsOf(session);
  const names = ({ shipping }: Pick<ShopRules, "shipping">) => reachedBy(shipping)(country);
  if (ids.some((id) => names(rulesOfSeller(rules, id)))) return true;
  const sellerBy = await sellers.of(ids);
  return ids.some((id) => names(rulesOfSeller(rules, id, sellers.ownRules(sellerBy(id)) ?? undefined)));
}

function reported(
  { completion, report }: PurchaseContext,
  { sessionId }: Pick<SuggestRequest, "sessionId">,
  why: string,
): { readonly kind: "none" } {
  report({
    level: "warn",
    message: "the service that completes addresses gave no answer",
    fields: { service: completion?.name ?? "", sessionId, why },
  });
  return { kind: "none" };
}
