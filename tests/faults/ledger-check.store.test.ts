import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SessionId } from "#lib/ids.ts";
import type { LedgerCharge } from "#lib/payments/sandbox/rows.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { openTestPglite } from "../fixtures/test-pglite.ts";
import { ada, chargesOf, openTestShop, type TestShop } from "../fixtures/test-shop.ts";
import { ledgerProblems } from "./ledger-check.ts";

let opened: OpenDatabase;
let shop: TestShop;
let id: SessionId;
let theirs: LedgerCharge[];
beforeAll(async () => {
  opened = await openTestPglite();
  shop = await openTestShop(opened);
});
afterAll(() => shop.close());
beforeEach(async () => {
  id = await shop.readySession();
  await shop.verbs.payWithToken({ sessionId: id, token: "tok_sandbox_ok", buyer: ada });
  theirs = chargesOf(shop, id).map((charge) => ({ ...charge }));
});

const problems = () => ledgerProblems(shop.context.store, theirs, id);
const spoil = (statement: string) => opened.database.execute(statement.replaceAll("$id", `'${id}'`));
const charge = (changes: Partial<LedgerCharge>): LedgerCharge => {
  const [first] = theirs;
  if (first === undefined) throw new Error("the purchase was not charged");
  return { ...first, ...changes };
};

describe("the check that every crash and every random run ends with", () => {
  it("finds nothing in the books of a purchase that went well", async () => {
    expect(await problems()).toEqual([]);
  });

  it.each<[string, () => void, RegExp]>([
    ["a second payment that is kept", () => theirs.push(charge({ id: "pay_second" })), /keeps 2 payments/],
    [
      "a payment that we do not know",
      () => theirs.push(charge({ id: "pay_second", attempt: "cs_x:9" })),
      /not know it/,
    ],
    ["a payment that was never taken", () => void (theirs = []), /the service never took it/],
    ["another amount", () => void (theirs = [charge({ amount_minor: 1 })]), /our books say/],
    ["another currency", () => void (theirs = [charge({ currency: "EUR" })]), /our books say/],
    ["a refund that we do not know", () => void (theirs = [charge({ state: "refunded" })]), /is refunded and ours/],
  ])("goes red when the payment service has %s", async (_, tamper, problem) => {
    tamper();
    expect((await problems()).join("\n")).toMatch(problem);
  });

  it.each<[string, string, RegExp]>([
    ["no order", "delete from orders where session_id = $id", /its order .* is missing/],
    ["an order of another amount", "update orders set paid_minor = 1 where session_id = $id", /is paid with 1 of/],
    ["no payment", "delete from captures where session_id = $id", /0 payments of an order/],
    [
      "an orphaned payment that is not given back",
      "update captures set use = 'orphaned' where session_id = $id",
      /neither an order's/,
    ],
    [
      "a payment with an amount mismatch",
      "update captures set use = 'amount_mismatch' where session_id = $id",
      /waits for a person/,
    ],
    ["an attempt left open", "update payment_attempts set outcome = 'open' where session_id = $id", /1 open attempts/],
    ["a step too few", "delete from session_events where session_id = $id and revision = 2", /have the revisions/],
    [
      "a refund without money",
      "update captures set refunded_minor = 5 where session_id = $id",
      /refunds of 0, and 5 noted as given back/,
    ],
    [
      "a session that is not paid",
      `update checkout_sessions set status = 'unresolved', state = state - 'orderId' where id = $id`,
      /is still open; the service has/,
    ],
    ["no session", "delete from checkout_sessions where id = $id", /is gone/],
  ])("goes red when our books have %s", async (_, statement, problem) => {
    await spoil("set session_replication_role = replica");
    await spoil(statement);
    await spoil("set session_replication_role = origin");
    expect((await problems()).join("\n")).toMatch(problem);
  });

  it.each(["won", "lost"] as const)("knows who has an orphaned payment whose dispute is %s", async (state) => {
    const [capture] = await shop.context.store.captures(id);
    if (capture === undefined) throw new Error("the purchase has no payment");
    const { provider, reference, sessionId, sellerId, amount } = capture;
    await spoil("update captures set use = 'orphaned' where session_id = $id");
    const times = { openedAt: new Date(), changedAt: new Date(), submittedAt: null, evidenceDueAt: null };
    const words = { status: state, reason: "fraudulent", fee: null, taken: null, submissions: 0, notifiedDays: null };
    const of = { provider, reference, sessionId, sellerId, orderId: null, entitlementId: null };
    const dispute = { kind: "chargeback", id: `dp_${state}_${id}`, amount, state, ...times, ...words, ...of } as const;
    await shop.context.store.transaction((transaction) => transaction.saveAlert(dispute));
    const found = (await problems()).some((problem) => problem.includes("neither an order's"));
    expect(found).toBe(state === "won");
  });
});
