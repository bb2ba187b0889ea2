import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { PaymentProvider } from "#lib/payments/provider.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { CART, openCartShop, readyCart, type CartShop } from "./cart-shop.ts";

const ASKED_EVERY_MS = 500;
let shop: CartShop;
beforeAll(async () => {
  shop = await openCartShop();
});
afterAll(() => shop.close());

it("who comes back from paying for goods of two sellers finds the order, although another tab asks for it at the same moments", async () => {
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
  void setTimeout(ASKED_EVERY_MS / 2).then(() => {
    isSlow = false;
    for (const go of waiting) go();
  });
  expect((await back)?.order ?? "no order").toMatchObject({ sessionId });
  await Promise.all(looking);
});
