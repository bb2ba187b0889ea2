import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { unknownBecause } from "#lib/payments/failure.ts";
import type { PaymentProvider } from "#lib/payments/provider.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { CART, openCartShop, readyCart, type CartShop } from "./cart-shop.ts";

const ASKED_EVERY_MS = 500;
let shop: CartShop;
beforeAll(async () => {
  shop = await openCartShop();
});
afterAll(() => shop.close());

/** A cart that is paid on its payment page, while another tab's question to the bank takes until `answer` is called. */
async function paidBesideOthers() {
  const { provider } = shop.context;
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  let isSlow = false;
  const lookUp: PaymentProvider["lookUp"] = async (attempt) => {
    asked.push(attempt.id);
    // The bank takes its time over the answer of the other tab.
    if (isSlow) await new Promise<void>((resolve) => void waiting.push(resolve));
    return provider.lookUp(attempt);
  };
  const openHostedPage: PaymentProvider["openHostedPage"] = ({ attempt: { split: _split, ...attempt }, ...rest }) =>
    provider.openHostedPage({ attempt, ...rest });
  const own = { ...provider, lookUp, openHostedPage };
  const verbs = createVerbs({ ...shop.context, lookUpEveryMs: ASKED_EVERY_MS, provider: own });
  const sessionId = await readyCart({ verbs }, CART);
  const opened = await verbs.openHostedPayment({ sessionId });
  if (opened.kind !== "opened") throw new Error(opened.kind);
  // The checkout page is open in another tab and is looked at while the buyer pays; no webhook has come yet.
  const otherTab = () => verbs.checkOrder({ sessionId });
  await otherTab();
  shop.bank.answerPage(opened.url.split("/").at(-1) ?? "", "pay");
  const back = verbs.checkOrder({ sessionId, waits: true });
  isSlow = true;
  const looking: Promise<unknown>[] = [];
  for (let time = 0; time < 100 && asked.length < 2; time += 1) {
    looking.push(otherTab());
    await setTimeout(10);
  }
  const answer = () => {
    isSlow = false;
    for (const go of waiting) go();
    return Promise.all(looking);
  };
  return { sessionId, verbs, back, answer };
}

it("who comes back from paying for goods of two sellers finds the order, although another tab asks for it at the same moments", async () => {
  const { sessionId, back, answer } = await paidBesideOthers();
  const answered = setTimeout(ASKED_EVERY_MS / 2).then(answer);
  const found = await back;
  expect(found?.order ?? "no order").toMatchObject({ sessionId });
  expect(found?.isUnanswered).toBeUndefined();
  await answered;
});

it("who comes back from paying while the bank answers nobody reads that nobody has answered yet, and then finds the order", async () => {
  const { sessionId, verbs, back, answer } = await paidBesideOthers();
  const { provider } = shop.context;
  const lookUp: PaymentProvider["lookUp"] = () => Promise.resolve(unknownBecause("timeout"));
  const deaf = createVerbs({ ...shop.context, lookUpEveryMs: ASKED_EVERY_MS, provider: { ...provider, lookUp } });
  const unanswered = await deaf.checkOrder({ sessionId, waits: true });
  expect(unanswered).toMatchObject({ order: null, isUnanswered: true });
  await answer();
  await back;
  expect((await verbs.checkOrder({ sessionId, waits: true }))?.order).toMatchObject({ sessionId });
});
