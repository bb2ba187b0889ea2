import type Stripe from "stripe";
import { unknownBecause } from "../failure.ts";
import type { AttemptAtService, LookUpOutcome } from "../provider.ts";
import { stripeFailure } from "./failure.ts";
import { PAGE_IS_OPEN_MS } from "./hosted-page.ts";
import { attemptOf, isOfPage } from "./metadata.ts";
import { intentOutcome, pageOutcome } from "./outcome.ts";

/** What Stripe has of an attempt. */
export type Trace =
  | { readonly kind: "intent"; readonly intent: Stripe.PaymentIntent }
  | { readonly kind: "page"; readonly page: Stripe.Checkout.Session }
  | { readonly kind: "absent" }
  /** There was more to look through than one look may take. */
  | { readonly kind: "too_many" };

/** `now` decides whether Stripe's search knows of the attempt yet; `clockOffMs` is how far our clock is from Stripe's. */
export type Search = { readonly now: Date; readonly clockOffMs: number; readonly within?: "soon" | "ever" };

const PAGE_SIZE = 100;
/** One look takes this much of Stripe's allowance at most; a quiet account has one page. */
const MAX_PAGES = 10;
/** Stripe's clock and that of the instance which began the attempt may differ by this much, besides what is known. */
const CLOCKS_DIFFER_S = { soon: 120, ever: 3600 };
/** A request of ours gives up long before. */
const SOON_S = 900;
/** Stripe's search is a minute behind, and in an outage an hour: https://docs.stripe.com/search, data freshness. */
const SEARCH_IS_BEHIND_MS = 65 * 60_000;

/**
 * Finds an attempt at Stripe, however busy the account is: by its reference, else by its charges, which are listed by the
 * attempt's id and are there at once. What was never charged is searched for when the search must know it by now, and
 * before that listed by the time it was made. `soon` lists only the time in which our own request can have arrived,
 * `ever` everything since. Throws what Stripe throws.
 */
export async function findAttempt(stripe: Stripe, attempt: AttemptAtService, search: Search): Promise<Trace> {
  const { reference } = attempt;
  if (reference?.startsWith("pi_") === true)
    return { kind: "intent", intent: await stripe.paymentIntents.retrieve(reference) };
  if (reference?.startsWith("cs_") === true) return { kind: "page", page: await readPage(stripe, reference) };
  const charged = await findCharged(stripe, attempt);
  if (charged.kind !== "absent") return charged;
  const searched = isIndexed(attempt, search) ? await searchFor(stripe, attempt) : null;
  return searched ?? findByTime(stripe, attempt, search);
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

/** Every try to charge for an attempt is in its transfer group, the declined ones too. A captured one comes first. */
async function findCharged(stripe: Stripe, { id }: AttemptAtService): Promise<Trace> {
  const { data } = await stripe.charges.list({
    transfer_group: id,
    limit: PAGE_SIZE,
    expand: ["data.payment_intent"],
  });
  const ours = data.filter(({ metadata }) => attemptOf(metadata) === id);
  const intent = (ours.find(({ status }) => status === "succeeded") ?? ours[0])?.payment_intent ?? null;
  if (intent === null || typeof intent === "string") return { kind: "absent" };
  const trace = await traceOf(stripe, intent);
  // A card that was declined on a page that is still open leads to no page yet, and has decided nothing.
  return trace.kind === "intent" && isOfPage(intent.metadata) && intent.status !== "succeeded"
    ? { kind: "absent" }
    : trace;
}

/** By Stripe's index; null where it cannot be asked, which is so in some countries. */
async function searchFor(stripe: Stripe, { id }: AttemptAtService): Promise<Trace | null> {
  try {
    const { data } = await stripe.paymentIntents.search({ query: `metadata['attempt_id']:'${id}'`, limit: PAGE_SIZE });
    const ours = data.filter(({ metadata }) => attemptOf(metadata) === id);
    const intent = ours.find(({ status }) => status === "succeeded") ?? ours[0];
    return intent === undefined ? { kind: "absent" } : await traceOf(stripe, intent);
  } catch (error) {
    const { statusCode: status } = stripeFailure(error);
    if (status === 400 || status === 403 || status === 404) return null;
    throw error;
  }
}

/** A page that is not paid has no PaymentIntent to be found by, so the search knows of it when it is closed for sure. */
function isIndexed({ route, startedAt }: AttemptAtService, { now }: Search): boolean {
  const made = startedAt.getTime() + (route === "external" ? PAGE_IS_OPEN_MS : 0);
  return now.getTime() - made > SEARCH_IS_BEHIND_MS;
}

/** A page's PaymentIntent leads to the page, whose state counts. */
async function traceOf(stripe: Stripe, intent: Stripe.PaymentIntent): Promise<Trace> {
  if (!isOfPage(intent.metadata)) return { kind: "intent", intent };
  const { data } = await stripe.checkout.sessions.list({
    payment_intent: intent.id,
    limit: 1,
    expand: ["data.payment_intent"],
  });
  const [page] = data;
  return page === undefined ? { kind: "intent", intent } : { kind: "page", page };
}

async function findByTime(stripe: Stripe, attempt: AttemptAtService, search: Search): Promise<Trace> {
  const startedAt = Math.floor(attempt.startedAt.getTime() / 1000);
  const { within = "soon", clockOffMs } = search;
  const differ = CLOCKS_DIFFER_S[within] + Math.ceil(Math.abs(clockOffMs) / 1000);
  const created = { gte: startedAt - differ, ...(within === "ever" ? {} : { lte: startedAt + differ + SOON_S }) };
  const intent = () => findIntent(stripe, attempt, created);
  const page = () => findPage(stripe, attempt, created);
  let isWhole = true;
  for (const look of attempt.route === "instant" ? [intent, page] : [page, intent]) {
    const trace = await look();
    if (trace.kind === "too_many") isWhole = false;
    else if (trace.kind !== "absent") return trace;
  }
  return { kind: isWhole ? "absent" : "too_many" };
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
