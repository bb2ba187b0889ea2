import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { z } from "zod";
import { POST as receiveWebhook } from "#app/api/webhooks/[provider]/route.ts";
import { POST as callTool } from "#app/mcp/route.ts";
import { GET as readiness } from "#app/readyz/route.ts";
import { GET as ledger } from "#app/sandbox-bank/ledger/route.ts";
import { shownDigest } from "#lib/checkout/shown.ts";
import { checkoutLink, orderId, sessionId } from "#lib/ids.ts";
import { markLoopback } from "#lib/http/loopback.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { ada, newYorker } from "../fixtures/test-shop.ts";

/**
 * The shop as a process of its own, for tests that kill it. Everything is the product's, the routes too; only the web
 * server around them is node:http and not Next, and what a page's form would do has an address: it calls the same verb.
 */
const shop = await runtime();
const { bank } = shop;
const verbs = shop.operator;

const ofSession = z.object({
  session: z.string().transform(sessionId),
  link: z.string().transform(checkoutLink),
});
/** The session of a page, and what its one browser may do with it. */
const pageOf = (body: unknown) => {
  const { session, link } = ofSession.parse(body);
  return { session, page: shop.storefront({ surface: "web", link, browserSecret: "a browser" }) };
};
const walletPress = z.object({ token: z.string() });
const refundRequest = z.object({
  order: z.string().transform(orderId),
  amountMinor: z.number().nullable(),
  requestId: z.string(),
});
const lostRefund = z.object({ key: z.string(), act: z.enum(["again", "settled"]) });
const unmatched = z.object({ reference: z.string(), act: z.enum(["match", "give_back"]) });
const pageAnswer = z.object({
  reference: z.string(),
  answer: z.enum(["pay", "decline", "leave", "pay_twice"]),
  /** The seller's own, where the page is theirs. */
  account: z.string().nullish(),
});
const challengeAnswer = z.object({ reference: z.string(), answer: z.enum(["approve", "refuse"]) });

const FORMS: Readonly<Record<string, (body: unknown) => unknown>> = {
  "/details": (body) => {
    const { session, page } = pageOf(body);
    return page.updateCheckout({ sessionId: session, address: newYorker, buyer: ada });
  },
  "/landing-page": (body) => {
    const { session, page } = pageOf(body);
    return page.checkOrder({ sessionId: session });
  },
  "/open-payment": (body) => {
    const { session, page } = pageOf(body);
    return page.openHostedPayment({ sessionId: session });
  },
  "/press-wallet": async (body) => {
    const { session, page } = pageOf(body);
    const { token } = walletPress.parse(body);
    const state = await page.readOrder({ sessionId: session });
    const shown = state === null ? "" : shownDigest(state.session);
    return page.openWalletPayment({ sessionId: session, token, shown });
  },
  "/void-payment": (body) => {
    const { session, page } = pageOf(body);
    return page.voidPayment({ sessionId: session });
  },
  "/refund": (body) => {
    const { order, amountMinor, requestId } = refundRequest.parse(body);
    return verbs.refundOrder({ orderId: order, amountMinor, requestId, why: "a test of faults" });
  },
  "/lost-refund": (body) => {
    const { key, act } = lostRefund.parse(body);
    return (act === "again" ? verbs.refundAgain : verbs.settleLostRefund)({ key, why: "a test of faults" });
  },
  "/unmatched": (body) => {
    const { reference, act } = unmatched.parse(body);
    return (act === "match" ? verbs.matchUnmatched : verbs.giveBackUnmatched)({ reference, why: "a test of faults" });
  },
  "/sweep": () => verbs.sweep(),
  "/bank-page": (body) => {
    const { reference, answer, account } = pageAnswer.parse(body);
    const own = typeof account === "string" ? bank?.at(account) : bank;
    return own?.answerPage(reference, answer);
  },
  "/bank-challenge": (body) => {
    const { reference, answer } = challengeAnswer.parse(body);
    return bank?.answerChallenge(reference, answer);
  },
};

async function answerTo(incoming: IncomingMessage, body: Buffer): Promise<Response> {
  const { method = "GET", url = "/", headers } = incoming;
  markLoopback(incoming, () => randomUUID());
  const form = FORMS[url];
  if (form !== undefined)
    return Response.json((await form(body.length === 0 ? {} : JSON.parse(body.toString()))) ?? null);
  if (url === "/readyz") return readiness();
  const request = new Request(`http://localhost${url}`, {
    method,
    headers: Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      typeof value === "string" ? [[name, value]] : [],
    ),
    ...(method === "POST" ? { body: new Uint8Array(body) } : {}),
  });
  if (url === "/sandbox-bank/ledger") return ledger(request);
  if (url === "/mcp") return callTool(request);
  const provider = /^\/api\/webhooks\/([a-z-]+)$/.exec(url)?.[1];
  if (provider !== undefined) return receiveWebhook(request, { params: Promise.resolve({ provider }) });
  return new Response(null, { status: 404 });
}

createServer(async (incoming, outgoing) => {
  try {
    const response = await answerTo(incoming, await buffer(incoming));
    outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), connection: "close" });
    outgoing.end(await response.text());
  } catch (error) {
    // What Next does with a route or an action that throws.
    outgoing.writeHead(500).end(error instanceof Error ? error.message : "");
  }
}).listen(shop.config.listen.port, "127.0.0.1");
