import type Stripe from "stripe";
import { unknownBecause } from "../failure.ts";
import type { AttemptAtService, LookUpOutcome } from "../provider.ts";
import { attemptOf, isOfPage } from "./metadata.ts";
import { intentOutcome, pageOutcome } from "./outcome.ts";

/** What Stripe has of an attempt. */
export type Trace =
  | { readonly kind: "intent"; readonly intent: Stripe.PaymentIntent }
  | { readonly kind: "page"; readonly page: Stripe.Checkout.Session }
  | { readonly kind: "absent" }
  /** There was more to look through than one look may take. */
  | { readonly kind: "too_many" };

const PAGE_SIZE = 100;
const MAX_PAGES = 30;
/** Stripe's clock and ours may differ by this much. */
const CLOCKS_DIFFER_S = 120;
/** A request of ours gives up long before. */
const SOON_S = 900;

/**
 * Finds an attempt at Stripe: by its reference, else among what was created since it started. It is listed and not
 * searched for, because Stripe's search may be a minute behind. `soon` looks only at the time in which our own request
 * can have arrived; `ever` looks at everything since. Throws what Stripe throws.
 */
export async function findAttempt(
  stripe: Stripe,
  attempt: AttemptAtService,
  within: "soon" | "ever" = "soon",
): Promise<Trace> {
  const { reference } = attempt;
  if (reference?.startsWith("pi_") === true)
    return { kind: "intent", intent: await stripe.paymentIntents.retrieve(reference) };
  if (reference?.startsWith("cs_") === true) return { kind: "page", page: await readPage(stripe, reference) };
  const startedAt = Math.floor(attempt.startedAt.getTime() / 1000);
  const created = {
    gte: startedAt - CLOCKS_DIFFER_S,
    ...(within === "soon" ? { lte: startedAt + CLOCKS_DIFFER_S + SOON_S } : {}),
  };
  const intent = () => findIntent(stripe, attempt, created);
  const page = () => findPage(stripe, attempt, created);
  for (const look of attempt.route === "instant" ? [intent, page] : [page, intent]) {
    const trace = await look();
    if (trace.kind !== "absent") return trace;
  }
  return { kind: "absent" };
}

export async function readPage(stripe: Stripe, id: string): Promise<Stripe.Checkout.Session> {
  return stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent"] });
}

export function outcomeOfTrace(trace: Trace): LookUpOutcome {
  switch (trace.kind) {
    case "intent":
      return intentOutcome(trace.intent);
    case "page":
      return pageOutcome(trace.page);
    case "absent":
      return trace;
    case "too_many":
      return unknownBecause("too_much_to_read", "more objects since the attempt began than one look reads");
  }
}

type Created = { readonly gte: number; readonly lte?: number };

async function findIntent(stripe: Stripe, { id }: AttemptAtService, created: Created): Promise<Trace> {
  const intent = await firstOf(
    (after) => stripe.paymentIntents.list({ created, limit: PAGE_SIZE, ...after }),
    ({ metadata }) => attemptOf(metadata) === id && !isOfPage(metadata),
  );
  return typeof intent === "string" ? { kind: intent } : { kind: "intent", intent };
}

async function findPage(stripe: Stripe, { id }: AttemptAtService, created: Created): Promise<Trace> {
  const page = await firstOf(
    (after) => stripe.checkout.sessions.list({ created, limit: PAGE_SIZE, ...after }),
    ({ metadata }) => attemptOf(metadata) === id,
  );
  return typeof page === "string" ? { kind: page } : { kind: "page", page: await readPage(stripe, page.id) };
}

/** The first one that is wanted, page by page. Throws what Stripe throws. */
export async function firstOf<One extends { readonly id: string }>(
  list: (after: { starting_after?: string }) => Promise<Stripe.ApiList<One>>,
  isWanted: (one: One) => boolean,
): Promise<One | "absent" | "too_many"> {
  let after: { starting_after?: string } = {};
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { data, has_more: hasMore } = await list(after);
    const found = data.find(isWanted);
    if (found !== undefined) return found;
    const last = data.at(-1);
    if (!hasMore || last === undefined) return "absent";
    after = { starting_after: last.id };
  }
  return "too_many";
}
