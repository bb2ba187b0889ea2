import { afterAll, beforeAll, expect, it } from "vitest";
import { productId } from "#lib/ids.ts";
import { eraseSession } from "#lib/purchase/privacy/erase-session.ts";
import { ada, newYorker, openTestShop, type TestShop } from "../fixtures/test-shop.ts";
import { openMailBench, sendWaiting, type MailBench } from "./mail-bench.ts";

let bench: MailBench;
let shop: TestShop;
beforeAll(async () => {
  bench = openMailBench();
  shop = await openTestShop(undefined, { mailer: bench.mailer });
});
afterAll(async () => {
  await shop.close();
  bench.close();
});

const items = [{ productId: productId("mug"), offerId: null, quantity: 1 }];

it("a buyer is written to in the language in which the checkout was last spoken of", async () => {
  const prepared = await shop.verbs.prepareCheckout({ items, locale: "fr-CA" });
  if (prepared.kind !== "prepared") throw new Error("not prepared");
  const { id: sessionId } = prepared.session;
  await shop.verbs.updateCheckout({ sessionId, address: newYorker, buyer: ada, locale: "de-AT" });
  await shop.verbs.updateCheckout({ sessionId, discountCodes: [] });
  const paid = await shop.verbs.payWithToken({ sessionId, token: `tok_sandbox_ok_${sessionId}`, buyer: ada });
  if (paid.kind !== "completed" || paid.order === null) throw new Error(`not paid but ${paid.kind}`);
  await sendWaiting(shop, [`order_placed:${paid.order.id}`, `new_order:${paid.order.id}`]);
  const subjects = (await bench.folder.list()).map(({ subject }) => subject);
  expect(subjects).toEqual(
    expect.arrayContaining([
      `[Test] Ihre Bestellung ${paid.order.number} bei Fernweh`,
      expect.stringContaining(`New order ${paid.order.number}`),
    ]),
  );
  expect(await shop.context.store.session(sessionId)).toMatchObject({ locale: "de-AT" });
  await eraseSession(shop.context, sessionId, { by: null });
  expect(await shop.context.store.session(sessionId)).not.toHaveProperty("locale");
});
