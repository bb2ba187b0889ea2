import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { productId, type SessionId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import { openStripeBench, type StripeBench } from "../../contracts/stripe/bench.ts";
import { createVerbs, type Verbs } from "../../fixtures/verbs.ts";
import { ada, openTestShop, testProduct, type TestShop } from "../../fixtures/test-shop.ts";

let bench: StripeBench;
let shop: TestShop;
let verbs: Verbs;
beforeAll(async () => {
  bench = await openStripeBench();
  shop = await openTestShop();
  verbs = createVerbs({ ...shop.context, provider: bench.provider });
});
afterAll(async () => {
  await shop.close();
  await bench.close();
});
beforeEach(() => bench.control.clearFaults());

const PAGES = "/v1/checkout/sessions";
const stored500 = (nth = 1, times = 1) =>
  bench.control.fault({
    fault: { kind: "answer", status: 500, stored: true },
    method: "POST",
    path: PAGES,
    nth,
    times,
  });
const open = (sessionId: SessionId) => verbs.openHostedPayment({ sessionId });
const attemptsOf = (id: SessionId) => shop.context.store.attempts(id);

describe("a payment page that nobody was given the address of", () => {
  it("locks nobody out when Stripe keeps an error under its key: the next try opens a page of its own", async () => {
    const id = await shop.readySession();
    await stored500();
    expect(await open(id)).toMatchObject({ kind: "provider_busy", session: { status: "ready" } });
    expect((await open(id)).kind).toBe("opened");
    expect(await attemptsOf(id)).toMatchObject([
      { n: 1, outcome: { kind: "voided" } },
      { n: 2, outcome: { kind: "open" } },
    ]);
  });

  it("and was made all the same, its reply lost, stays unpaid beside the one that is paid", async () => {
    const id = await shop.readySession();
    await bench.control.fault({
      fault: { kind: "answer", status: 500, stored: true, commits: true },
      method: "POST",
      path: PAGES,
    });
    expect((await open(id)).kind).toBe("provider_busy");
    const opened = await open(id);
    const [, second] = await attemptsOf(id);
    await bench.onPage(second?.reference ?? "", "pay");
    expect(opened.kind).toBe("opened");
    expect(await verbs.checkOrder({ sessionId: id })).toMatchObject({ session: { status: "completed" } });
    const paid = (await bench.control.ledger()).charges.filter((charge) => charge.session === id);
    expect(paid).toHaveLength(1);
  });

  it("is never handed out once it was given up, however many open it at once", async () => {
    const id = await shop.readySession();
    await stored500(2, 2);
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => open(id)));
    const session = await shop.context.store.session(id);
    const addresses = new Set(outcomes.flatMap((one) => (one.kind === "opened" ? [one.url] : [])));
    if (session?.status === "awaiting_buyer") addresses.delete(session.actionUrl ?? "");
    expect([...addresses]).toEqual([]);
  });
});

describe("a payment page that comes too late", () => {
  it("is handed to nobody when another attempt is open by then, and is closed", async () => {
    const id = await shop.readySession();
    await bench.control.fault({ fault: { kind: "slow", ms: 2500 }, method: "POST", path: PAGES });
    const late = open(id);
    await new Promise((resolve) => setTimeout(resolve, 400));
    // Its key is in use, so the second click has no answer for the first attempt and gives it up.
    while ((await open(id)).kind !== "opened") await new Promise((resolve) => setTimeout(resolve, 100));
    const session = await shop.context.store.session(id);
    const address = session?.status === "awaiting_buyer" ? session.actionUrl : null;
    expect(await late).toEqual({ kind: "opened", url: address });
    const pages = (await bench.stripe.checkout.sessions.list({ limit: 100 })).data;
    const ofSession = pages.filter(({ client_reference_id: of }) => of === id);
    expect(ofSession.filter(({ status }) => status === "open")).toHaveLength(1);
  });
});

describe("a payment page that was handed out", () => {
  it("is not given up when it cannot be opened again: it may be paid right now", async () => {
    const id = await shop.readySession();
    const first = await open(id);
    await bench.control.fault({ fault: { kind: "answer", status: 500, stored: false }, path: `${PAGES}/*`, times: 9 });
    expect((await open(id)).kind).toBe("still_checking");
    await bench.control.clearFaults();
    const [attempt] = await attemptsOf(id);
    expect(attempt?.outcome).toEqual({ kind: "open" });
    await bench.onPage(attempt?.reference ?? "", "pay");
    await new Promise((resolve) => setTimeout(resolve, shop.context.lookUpEveryMs));
    expect(await verbs.checkOrder({ sessionId: id })).toMatchObject({ session: { status: "completed" } });
    expect(first.kind).toBe("opened");
  });
});

describe("what only the provider can know", () => {
  it.each(["ada@gmial", "jörg@example.de", "ada@example..com"])(
    "such as that it takes no e-mail to %s, is reported as that, and the session is free for another address",
    async (email) => {
      const id = await shop.readySession();
      await verbs.updateCheckout({ sessionId: id, buyer: { ...ada, email } });
      expect(await open(id)).toMatchObject({ kind: "email_refused", session: { status: "ready" } });
      await verbs.updateCheckout({ sessionId: id, buyer: ada });
      expect((await open(id)).kind).toBe("opened");
    },
  );

  it("such as an amount that is too small after conversion, is reported as that on both routes, and no breaker counts it", async () => {
    await shop.context.catalog.upsert([
      testProduct("krona", { price: money(10, "ISK"), isDigital: true, taxCategory: "exempt" }),
    ]);
    const items = [{ productId: productId("krona"), offerId: null, quantity: 1 }];
    const prepared = await shop.verbs.prepareCheckout({ items, shopperId: null, buyer: ada });
    if (prepared.kind !== "prepared") throw new Error(prepared.kind);
    const { id } = prepared.session;
    const refused = { kind: "amount_not_taken", why: { kind: "refused" }, session: { status: "ready" } };
    expect(await open(id)).toMatchObject(refused);
    const token = await bench.control.mintToken({ currency: "isk" });
    expect(await verbs.payWithToken({ sessionId: id, token, buyer: ada })).toMatchObject(refused);
    expect(await attemptsOf(id)).toMatchObject([{ outcome: { kind: "voided" } }, { outcome: { kind: "voided" } }]);
  });
});
