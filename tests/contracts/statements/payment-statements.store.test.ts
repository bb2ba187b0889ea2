import pg from "pg";
import { afterEach, describe, expect, it, vi } from "vitest";
import { productId, shopperId } from "#lib/ids.ts";
import { HOST_WITH_SHEET } from "#lib/routing/host.ts";
import { realPostgres } from "../../fixtures/real-postgres.ts";
import { ada, newYorker, openTestShop } from "../../fixtures/test-shop.ts";
import { shopperOf } from "../../fixtures/verbs.ts";

const postgres = realPostgres();
afterEach(() => vi.restoreAllMocks());

type Sent = string | { readonly text: string; readonly name?: string };
const textOf = (sent: Sent) => (typeof sent === "string" ? sent : sent.text);

describe.each([
  { model: "platform", statements: 30 },
  { model: "separate", statements: 38 },
] as const)("a payment on the sheet under $model", ({ model, statements }) => {
  it(`sends ${statements} statements, and its claim reads session, seller and attempts by one of them`, async () => {
    const marketplace = { model, feesOnRefund: "return" } as const;
    const shop = await openTestShop(await postgres.open(), { isBankSilent: true, marketplace });
    shop.flags.set({ killed: false, beta: true, variant: "instant" });
    const owner = shop.verbs.storefront(shopperOf(shopperId("shopper-1")));
    const items = [{ productId: productId("mug"), offerId: null, quantity: 1 }];
    const prepared = await owner.prepareCheckout({ items });
    if (prepared.kind !== "prepared") throw new Error(prepared.kind);
    const { id } = prepared.session;
    await owner.updateCheckout({ sessionId: id, address: newYorker, buyer: ada });
    await owner.chooseRoute({ sessionId: id, capabilities: HOST_WITH_SHEET, country: null, platform: null });
    const query = vi.spyOn(pg.Client.prototype, "query");
    const paid = await owner.payWithToken({ sessionId: id, token: "tok_sandbox_ok", buyer: ada });
    const sent = query.mock.calls.map(([one]) => one as Sent);
    const texts = sent.map(textOf);
    const claim = texts.slice(texts.indexOf("begin") + 1, texts.indexOf("commit"));
    const readsOf = (table: string) => claim.filter((text) => text.startsWith("select") && text.includes(`"${table}"`));
    expect({ paid: paid.kind, statements: texts.length }).toEqual({ paid: "completed", statements });
    const [read] = readsOf("checkout_sessions");
    for (const table of ["checkout_sessions", "sellers", "payment_attempts"]) expect(readsOf(table)).toEqual([read]);
    // Nothing is planned again: not what the queue sends either.
    const unplanned = sent.filter((one) => typeof one === "string" || one.name === undefined).map(textOf);
    expect(unplanned.filter((text) => text !== "begin" && text !== "commit")).toEqual([]);
    await shop.close();
  });
});
