import { describe, expect, it } from "vitest";
import { hostOfCheckout, mayLeave } from "#widget/products/checkout-in-place.tsx";
import type { ProductsEvent, ProductsPhase } from "#widget/products/products-phase.ts";
import { FIRST, nextProducts } from "#widget/products/products-state.ts";
import { readVariants } from "#widget/products/read-products.ts";
import type { Phase } from "#widget/purchase/purchase-phase.ts";
import { chatGptHost } from "#widget/host/chatgpt-host.ts";
import { aCheckout, anAnswer } from "../a-checkout.ts";
import { aBasket } from "../draw-purchase.tsx";
import { aView, found, jackets, shelfOf } from "./shop-answers.ts";

const list = shelfOf(found([aView("mug"), jackets.product]));
const variants = readVariants(jackets) ?? [];
const after = (...events: readonly ProductsEvent[]): ProductsPhase => events.reduce(nextProducts, FIRST);
const shown: ProductsEvent = { type: "result_shown", shelf: list };
const opening: ProductsEvent = { type: "task_started", task: { kind: "opening", productId: "jacket-s" } };
const ordering = (productId: string): ProductsEvent => ({
  type: "task_started",
  task: { kind: "ordering", productId },
});
const opened = { type: "product_opened", productId: "jacket-s", variants } as ProductsEvent;
const prepared = (productId: string): ProductsEvent => ({
  type: "checkout_prepared",
  productId,
  structured: anAnswer(),
});

describe("the products on the screen", () => {
  it("are those of the first answer that can be read, which a later one does not replace", () => {
    expect(after({ type: "host_missing" })).toEqual({ phase: "no_host" });
    expect(after({ type: "result_unreadable" }, shown)).toMatchObject({ phase: "browsing", shelf: list });
    const other = shelfOf(found([aView("pan")]));
    expect(after(shown, { type: "result_shown", shelf: other }, { type: "result_unreadable" })).toEqual(after(shown));
  });

  it("lead to a product and back to the list, where the reading goes on at that product", () => {
    const page = after(shown, opening, opened);
    expect(page).toMatchObject({ shelf: { view: "product", chosenId: "jacket-s" }, task: null });
    expect(nextProducts(page, { type: "list_returned" })).toMatchObject({ shelf: list, leftId: "jacket-s" });
  });

  it("stay where there is no list to go back to", () => {
    const single = after({ type: "result_shown", shelf: shelfOf(jackets) });
    expect(nextProducts(single, { type: "list_returned" })).toBe(single);
  });

  it("change with the chosen variant, and with none that is not there", () => {
    const page = after(shown, opening, opened);
    expect(nextProducts(page, { type: "variant_chosen", productId: "jacket-m" })).toMatchObject({
      shelf: { chosenId: "jacket-m" },
    });
    expect(nextProducts(page, { type: "variant_chosen", productId: "mug" })).toBe(page);
  });

  it("take one order at a time: a second press while the first is answered changes nothing", () => {
    const once = after(shown, ordering("mug"));
    expect(nextProducts(once, ordering("jacket-s"))).toBe(once);
    expect(nextProducts(once, opening)).toBe(once);
  });

  it("ignore an answer that nobody waits for any more", () => {
    const page = after(shown, opening, opened, ordering("jacket-s"), { type: "list_returned" });
    for (const late of [prepared("jacket-s"), opened]) expect(nextProducts(page, late)).toBe(page);
    const waiting = after(shown, ordering("mug"));
    expect(nextProducts(waiting, prepared("jacket-s"))).toBe(waiting);
  });

  it("stay with a reason when a call led to nothing, and the reason goes with the next press", () => {
    const notice = { kind: "server_text", text: "“Mug” is out of stock." } as const;
    const failed = after(shown, ordering("mug"), { type: "task_failed", productId: "mug", notice });
    expect(failed).toMatchObject({ phase: "browsing", task: null, notice });
    expect(nextProducts(failed, ordering("mug"))).toMatchObject({ notice: null, task: { kind: "ordering" } });
  });
});

describe("the checkout in the place of the products", () => {
  const checkout = after(shown, ordering("mug"), prepared("mug"));

  it("opens with the shop's answer and leads back to the products as they were", () => {
    expect(checkout).toMatchObject({ phase: "checkout", structured: { id: aCheckout().id }, shelf: list });
    expect(nextProducts(checkout, { type: "products_returned" })).toMatchObject({ phase: "browsing", shelf: list });
  });

  it("is what a widget that is mounted again shows, whether its result comes before or after", () => {
    const returned = after({ type: "returned", shelf: null }, shown);
    expect(returned).toEqual({ phase: "checkout", structured: null, shelf: list });
    expect(after({ type: "returned", shelf: list })).toEqual(returned);
    expect(nextProducts(after(shown), { type: "returned", shelf: list })).toEqual(after(shown));
  });

  it("is not left for a search that is shown late", () => {
    expect(nextProducts(checkout, shown)).toBe(checkout);
    expect(nextProducts(checkout, { type: "result_unreadable" })).toBe(checkout);
  });

  it("can be left while nothing is being paid, and at no other time", () => {
    const open = aCheckout();
    const paying = aCheckout({ status: "paying" });
    const phases: readonly [boolean, Phase][] = [
      [true, aBasket()],
      [true, aBasket({ offer: { kind: "asking", lastLabel: null } })],
      [false, aBasket({ offer: { kind: "confirming", lastLabel: "Buy now" } })],
      [false, aBasket({ offer: { kind: "confirmed", lastLabel: "Buy now" } })],
      [false, aBasket({ change: "address" })],
      [false, { phase: "sheet", checkout: open }],
      [false, { phase: "checking", checkout: paying, round: 99 }],
      [false, { phase: "away", checkout: open, round: 0, isBlocked: false }],
      [false, { phase: "asking", sessionId: open.id, checkout: open, doubt: "sheet_left", notices: [], isStuck: true }],
      [false, { phase: "paid", checkout: aCheckout({ status: "completed" }) }],
      [true, { phase: "closed", checkout: aCheckout({ status: "canceled" }) }],
    ];
    for (const [expected, phase] of phases) expect([mayLeave(phase), phase.phase]).toEqual([expected, phase.phase]);
  });

  it("sees the checkout as the result it was shown for, and everything else of the host as it is", async () => {
    const openai = { toolOutput: found([]), theme: "dark", callTool: async (name: string) => ({ name }) };
    const host = chatGptHost(Object.assign(new EventTarget(), { openai }));
    const own = hostOfCheckout(host, anAnswer());
    expect(own.shownResult()).toEqual({ structured: anAnswer() });
    expect(hostOfCheckout(host, null).shownResult()).toBeNull();
    expect(own.look().theme).toBe("dark");
    expect(await own.callTool("choose_route", {})).toEqual({ kind: "answered", structured: { name: "choose_route" } });
  });
});
