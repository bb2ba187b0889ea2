import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SessionId } from "#lib/ids.ts";
import { newId } from "#lib/runtime/secrets.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { openStripeBench, type StripeBench } from "../../contracts/stripe/bench.ts";
import { ada, openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { backUpPglite, openTestPglite, restorePglite } from "../../fixtures/test-pglite.ts";
import { createVerbs, type Verbs } from "../../fixtures/verbs.ts";

let bench: StripeBench;
let database: OpenDatabase;
let installationId: string;
/** The shop as it was, and the one on the backup. */
let before: { shop: TestShop; verbs: Verbs };
let after: { shop: TestShop; verbs: Verbs };

const shopOn = async (opened: OpenDatabase) => {
  const shop = await openTestShop(opened);
  return { shop, verbs: createVerbs({ ...shop.context, provider: bench.provide({ installationId }) }) };
};
const chargesOf = async (id: SessionId) =>
  (await bench.control.ledger()).charges.filter((charge) => charge.session === id && charge.state !== "declined");
async function referenceOf(id: SessionId): Promise<string> {
  const { data } = await bench.stripe.paymentIntents.list({ limit: 100 });
  const [intent, ...more] = data.filter(
    ({ metadata, status }) => metadata["checkout_session_id"] === id && status === "succeeded",
  );
  if (intent === undefined || more.length > 0) throw new Error(`${more.length} more than one`);
  return intent.id;
}
const pay = async (verbs: Verbs, sessionId: SessionId) =>
  verbs.payWithToken({ sessionId, token: await bench.control.mintToken(), buyer: ada });
async function openPage({ shop, verbs }: typeof before, sessionId: SessionId): Promise<string> {
  expect((await verbs.openHostedPayment({ sessionId })).kind).toBe("opened");
  const session = await shop.context.store.session(sessionId);
  if (session?.status !== "awaiting_buyer") throw new Error("no page");
  return session.reference;
}
const listed = async () =>
  (await after.verbs.attention(100)).captures.map(({ reference, use }) => ({ reference, use }));

const sessions: Record<"page" | "ready" | "again" | "returned" | "lost" | "kept" | "refunded", SessionId> = {} as never;
beforeAll(async () => {
  bench = await openStripeBench();
  database = await openTestPglite();
  before = { shop: await openTestShop(database), verbs: undefined as never };
  installationId = await before.shop.context.store.transaction((transaction) =>
    transaction.installationId(newId("inst")),
  );
  before = await shopOn(database).then((made) => ({ ...made, shop: before.shop }));
  const { shop, verbs } = before;
  sessions.page = await shop.readySession();
  const page = await openPage(before, sessions.page);
  sessions.ready = await shop.readySession();
  sessions.again = await shop.readySession();
  sessions.returned = await shop.readySession();
  sessions.refunded = await shop.readySession();
  await pay(verbs, sessions.refunded);
  const backup = await backUpPglite(database);
  // What happens from here on is not in the backup.
  await bench.onPage(page, "pay");
  for (const name of ["ready", "again", "returned"] as const) await pay(verbs, sessions[name]);
  sessions.lost = await shop.readySession();
  sessions.kept = await shop.readySession();
  for (const name of ["lost", "kept"] as const) await pay(verbs, sessions[name]);
  const order = (await verbs.readOrder({ sessionId: sessions.refunded }))?.order;
  if (order === null || order === undefined) throw new Error("no order");
  await verbs.refundOrder({ orderId: order.id, amountMinor: null, requestId: null, why: "broken" });
  await shop.close();
  after = await shopOn(await restorePglite(backup));
});
afterAll(async () => {
  await after.shop.close();
  await bench.close();
});

describe("after a backup from before six payments and a refund was restored", () => {
  it("it is the same installation", async () => {
    const id = await after.shop.context.store.transaction((transaction) => transaction.installationId(newId("inst")));
    expect(id).toBe(installationId);
  });

  it("a page whose attempt the backup has becomes its order, and every other payment is listed and reported, once", async () => {
    await after.verbs.sweep();
    await after.verbs.sweep();
    expect((await after.verbs.readOrder({ sessionId: sessions.page }))?.order?.status).toBe("paid");
    const references = await Promise.all(
      (["ready", "again", "returned", "lost", "kept"] as const).map((name) => referenceOf(sessions[name])),
    );
    const unmatched = references.toSorted().map((reference) => ({ reference, use: "unmatched" }));
    expect((await listed()).toSorted((a, b) => (a.reference < b.reference ? -1 : 1))).toEqual(unmatched);
    expect(after.shop.reports.filter(({ message }) => message.includes("not in our books"))).toHaveLength(5);
  });

  it("one whose checkout is there becomes its order when a person says so, once, and nobody is charged again", async () => {
    const request = { reference: await referenceOf(sessions.ready), why: "restored backup" };
    const matched = await after.verbs.matchUnmatched(request);
    const order = (await after.verbs.readOrder({ sessionId: sessions.ready }))?.order;
    expect(matched).toEqual({ kind: "matched", order: order?.number });
    expect(await after.verbs.matchUnmatched(request)).toEqual(matched);
    expect(await after.shop.context.store.captures(sessions.ready)).toMatchObject([{ use: "order" }]);
    expect(await chargesOf(sessions.ready)).toHaveLength(1);
  });

  it("a buyer who pays for such a checkout again is not charged a second time: the attempt has the same name", async () => {
    const outcome = await pay(after.verbs, sessions.again);
    expect(["completed", "still_checking"]).toContain(outcome.kind);
    after.shop.advance(120_000);
    await after.verbs.sweep();
    expect(await chargesOf(sessions.again)).toHaveLength(1);
    expect((await after.verbs.readOrder({ sessionId: sessions.again }))?.order?.status).toBe("paid");
    expect(await listed()).not.toContainEqual({ reference: await referenceOf(sessions.again), use: "unmatched" });
  });

  it("one whose checkout is lost is given back when a person says so, once", async () => {
    const request = { reference: await referenceOf(sessions.lost), why: "restored backup" };
    expect(await after.verbs.matchUnmatched(request)).toEqual({ kind: "no_session" });
    expect(await after.verbs.giveBackUnmatched(request)).toMatchObject({ kind: "given_back", state: "done" });
    expect(await after.verbs.giveBackUnmatched(request)).toMatchObject({ kind: "given_back", state: "done" });
    expect(await after.verbs.keepUnmatched(request)).toEqual({ kind: "not_unmatched" });
    expect(await chargesOf(sessions.lost)).toMatchObject([{ state: "refunded" }]);
  });

  it("a buyer who pays for a checkout again whose lost payment was given back is charged, once", async () => {
    const lost = await referenceOf(sessions.returned);
    expect(await after.verbs.giveBackUnmatched({ reference: lost, why: "restored backup" })).toMatchObject({
      kind: "given_back",
    });
    await pay(after.verbs, sessions.returned);
    after.shop.advance(120_000);
    await after.verbs.sweep();
    expect((await after.shop.context.store.session(sessions.returned))?.status).toBe("ready");
    expect((await pay(after.verbs, sessions.returned)).kind).toBe("completed");
    const states = (await chargesOf(sessions.returned)).map(({ state }) => state).toSorted();
    expect(states).toEqual(["captured", "refunded"]);
  });

  it("one that is dealt with outside is kept, and then nothing is listed any more and nothing is found again", async () => {
    const request = { reference: await referenceOf(sessions.kept), why: "entered by hand" };
    expect(await after.verbs.keepUnmatched(request)).toEqual({ kind: "kept" });
    expect(await after.verbs.keepUnmatched(request)).toEqual({ kind: "kept" });
    expect(await after.verbs.giveBackUnmatched(request)).toEqual({ kind: "not_unmatched" });
    expect((await after.verbs.sweep()).books).toMatchObject({ kind: "compared", found: 0 });
    expect(await listed()).toEqual([]);
    expect(await chargesOf(sessions.kept)).toMatchObject([{ state: "captured" }]);
  });

  it("a refund that the backup does not have is found by the comparison, and not given twice", async () => {
    const order = (await after.verbs.readOrder({ sessionId: sessions.refunded }))?.order;
    if (order === null || order === undefined) throw new Error("no order");
    expect(order.status).toBe("refunded");
    await after.verbs.refundOrder({ orderId: order.id, amountMinor: null, requestId: null, why: "broken" });
    const refunds = await bench.stripe.refunds.list({ payment_intent: order.paymentReference });
    expect(refunds.data).toHaveLength(1);
  });

  it("every act is in the audit trail, under its reason", async () => {
    const entries = await after.shop.context.store.auditEntries(new Date(0), 100, 0);
    expect(entries.map(({ action, why }) => [action, why])).toEqual(
      expect.arrayContaining([
        ["payment_matched", "restored backup"],
        ["refund_requested", "restored backup"],
        ["payment_kept", "entered by hand"],
      ]),
    );
    expect(entries.filter(({ action }) => action === "payment_matched")).toHaveLength(1);
  });
});
