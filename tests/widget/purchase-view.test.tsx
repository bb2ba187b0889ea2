import { describe, expect, it } from "vitest";
import { checkoutTexts } from "#app/checkout/texts/checkout-texts.ts";
import { LANGUAGES } from "#lib/wire/languages.ts";
import { WIDGET_TEXTS } from "#lib/wire/widget/texts/of-language.ts";
import { isResting, type Phase } from "#widget/purchase/purchase-phase.ts";
import type { Checkout } from "#widget/purchase/read-checkout.ts";
import { aCheckout, anAnswer } from "./a-checkout.ts";
import { aBasket, buttonsOf, draw, nothing, textOf } from "./draw-purchase.tsx";

describe("while a payment may be open", () => {
  const states: readonly Phase[] = (["paying", "unresolved", "awaiting_buyer"] as const).flatMap((status): Phase[] => {
    const checkout = aCheckout(
      { status },
      {
        messages: [
          { type: "error", code: "payment_declined", content_type: "plain", content: "The card was declined." },
        ],
      },
    );
    return [0, 99].map((round) => ({ phase: "checking", checkout, round }));
  });

  it("nothing says that it failed or was declined, and no way to pay is offered", () => {
    for (const phase of states) {
      const html = draw(phase);
      expect(textOf(html)).not.toMatch(/fail|declin/i);
      expect(textOf(html)).not.toMatch(/buy now|continue to checkout/i);
    }
  });

  it("says that it is still being checked, and offers to check again once it no longer asks by itself", () => {
    const checkout = aCheckout({ status: "unresolved" });
    const early = draw({ phase: "checking", checkout, round: 0 });
    expect(textOf(early)).toContain("Still checking your payment");
    expect(buttonsOf(early)).toEqual([]);
    const late: Phase = { phase: "checking", checkout, round: 99 };
    expect(isResting(late)).toBe(true);
    expect(buttonsOf(draw(late)).map(({ label }) => label)).toEqual(["Check again"]);
  });

  it("can be given up only while it waits for the buyer", () => {
    const offers = (status: "paying" | "unresolved" | "awaiting_buyer") =>
      textOf(draw({ phase: "checking", checkout: aCheckout({ status }), round: 0 })).includes("Cancel order");
    expect([offers("paying"), offers("unresolved"), offers("awaiting_buyer")]).toEqual([false, false, true]);
  });

  it("leads to the bank where the bank wants the payment confirmed, and to nothing that is not a web page", () => {
    const html = draw({ phase: "checking", checkout: aCheckout({ status: "awaiting_buyer" }), round: 0 });
    expect(html).toMatch(/<a href="https:\/\/bank\.example\.com\/confirm"[^>]*>Confirm with your bank/);
    const hostile = aCheckout({ status: "awaiting_buyer" }, { action_url: "javascript:alert(1)" });
    expect(draw({ phase: "checking", checkout: hostile, round: 0 })).not.toContain("javascript:");
  });

  it("the payment sheet and the questions after it show no button to pay", () => {
    const checkout = aCheckout();
    expect(buttonsOf(draw({ phase: "sheet", checkout })).map(({ label }) => label)).toEqual([
      "Closed the sheet? Check my order",
    ]);
    const asking = { phase: "asking", sessionId: checkout.id, checkout, doubt: "sheet_left", notices: [] } as const;
    expect(buttonsOf(draw({ ...asking, isStuck: false }))).toEqual([]);
    expect(buttonsOf(draw({ ...asking, isStuck: true })).map(({ label }) => label)).toEqual(["Try again"]);
  });
});

it("asks not to pay again while the shop does not answer, and leads to help", () => {
  const checkout = aCheckout();
  const phase = { phase: "asking", sessionId: checkout.id, checkout, doubt: "sheet_left", notices: [] } as const;
  const text = textOf(draw({ ...phase, isStuck: true }));
  expect(text).toContain("we cannot tell yet whether a payment was made. Please do not pay again");
  expect(text).toContain("Help");
});

describe.each(LANGUAGES)("the headings of an order in %s", (language) => {
  it("end without a full stop, however the order ended", () => {
    const { refunded, orderCanceled, disputes, paidTitle } = WIDGET_TEXTS[language];
    for (const title of [refunded, orderCanceled, disputes.returned, paidTitle]) expect(title).not.toMatch(/[.。]$/);
  });
});

describe("on the seller's page", () => {
  const away = { phase: "away", checkout: aCheckout(), round: 0, isBlocked: false } as const;

  it("leads there again or back to the order", () => {
    expect(textOf(draw(away))).toContain("Finish on the seller’s page");
    expect(buttonsOf(draw(away)).map(({ label }) => label)).toEqual([
      "Open the seller’s page again",
      "Back to the order",
    ]);
  });

  it("shows all of the address, and a button that copies it, where the host opens no links", () => {
    const html = draw({ ...away, isBlocked: true });
    expect(html).toContain(`dir="ltr">${away.checkout.continue_url}</p>`);
    expect(html).not.toContain("<input");
    expect(buttonsOf(html).map(({ label, isFirst }) => [label, isFirst])).toEqual([
      ["Copy address", true],
      ["Back to the order", false],
    ]);
  });

  it("does not promise to show the payment by itself once it no longer asks", () => {
    const textIn = (round: number) => textOf(draw({ phase: "away", checkout: aCheckout(), round, isBlocked: false }));
    expect(textIn(0)).toContain("Once you’ve paid, your order will show here.");
    expect(textIn(99)).not.toContain("it shows here");
    expect(textIn(99)).toContain("Once you’ve paid, check again.");
  });

  it("does not lead back to the order while its payment page is open", () => {
    const checkout = aCheckout({ status: "awaiting_buyer", route: "external" });
    expect(textOf(draw({ ...away, checkout }))).not.toContain("Back to the order");
  });

  it("offers to pay or change the order here once its payment page is open, which closes that page", () => {
    const checkout = aCheckout({ status: "awaiting_buyer", route: "external" });
    expect(buttonsOf(draw({ ...away, checkout })).map(({ label }) => label)).toEqual([
      "Open the seller’s page again",
      "Pay or change it here instead",
      "Cancel order",
    ]);
  });

  it("leads back to the order after a while too, when it no longer asks by itself", () => {
    const labelsOf = (checkout: typeof away.checkout) =>
      buttonsOf(draw({ ...away, checkout, round: 99 })).map(({ label }) => label);
    expect(labelsOf(away.checkout)).toEqual(["Open the seller’s page again", "Check again", "Back to the order"]);
    expect(labelsOf(aCheckout({ status: "awaiting_buyer", route: "external" }))).toEqual([
      "Open the seller’s page again",
      "Check again",
      "Pay or change it here instead",
      "Cancel order",
    ]);
  });
});

describe("a test order", () => {
  const phasesOf = (changes: Partial<Checkout>): readonly Phase[] => {
    const [ready, unresolved, completed, canceled] = (["ready", "unresolved", "completed", "canceled"] as const).map(
      (status) => aCheckout({ status }, changes),
    ) as [Checkout, Checkout, Checkout, Checkout];
    const asking = { phase: "asking", sessionId: ready.id, checkout: ready, doubt: "sheet_left", notices: [] } as const;
    return [
      ...(["order", "address", "delivery", "total"] as const).map((step) => aBasket({ checkout: ready, step })),
      { phase: "sheet", checkout: ready },
      { ...asking, isStuck: false },
      { ...asking, isStuck: true },
      { phase: "checking", checkout: unresolved, round: 0 },
      { phase: "checking", checkout: unresolved, round: 99 },
      { phase: "away", checkout: ready, round: 0, isBlocked: false },
      { phase: "paid", checkout: completed },
      { phase: "closed", checkout: canceled },
    ];
  };

  it("says in every state that it is one, beside the title, and no other order does", () => {
    for (const phase of phasesOf({}))
      expect(draw(phase), phase.phase).toMatch(/<\/h1>.*<p class="badge">Test mode<\/p>/);
    for (const phase of phasesOf({ payment_mode: "live" })) expect(draw(phase), phase.phase).not.toContain("Test mode");
  });
});

describe("the end of a purchase", () => {
  it.each([
    ["refunded", "This order has been refunded"],
    ["canceled", "The seller has canceled this order"],
  ] as const)("thanks nobody for an order that was %s", (status, said) => {
    const paid = aCheckout({ status: "completed" });
    const checkout = paid.order === undefined ? paid : { ...paid, order: { ...paid.order, status } };
    const text = textOf(draw({ phase: "paid", checkout }));
    // As the heading, and as what is announced.
    expect(text.split(said)).toHaveLength(3);
    expect(text).not.toMatch(/Thank you|has your payment/);
  });

  it("shows a paid order with its number and its page", () => {
    const answer = anAnswer({ status: "completed" });
    const html = draw({ phase: "paid", checkout: aCheckout({ status: "completed" }) });
    expect(textOf(html)).toContain(answer.order?.order_number ?? "no order");
    expect(html).toContain(`href="${answer.order?.permalink_url ?? "no order"}"`);
    expect(buttonsOf(html)).toEqual([]);
  });

  it("says of a closed checkout that nothing was charged, and how to start again", () => {
    for (const status of ["canceled", "expired"] as const) {
      const phase: Phase = { phase: "closed", checkout: aCheckout({ status }) };
      expect(textOf(draw(phase))).toMatch(/(was canceled|has expired).*Nothing was charged\. Ask in the chat/);
      expect(buttonsOf(draw(phase, "en-US", { startOver: nothing })).map(({ label }) => label)).toEqual([
        "Start again",
      ]);
    }
  });
});

it("says what to do where there is no host, no order yet, or none that can be read", () => {
  expect(textOf(draw({ phase: "waiting" }))).toContain("Loading your order");
  expect(textOf(draw({ phase: "no_host" }))).toContain("Go back to the conversation");
  expect(textOf(draw({ phase: "unreadable" }))).toContain("ask in the chat for your order’s status");
});

it("every phase has one heading, announces itself and puts no field into another's label", () => {
  const checkout = aCheckout();
  const phases: readonly Phase[] = [
    { phase: "waiting" },
    aBasket(),
    { phase: "sheet", checkout },
    { phase: "checking", checkout: aCheckout({ status: "paying" }), round: 0 },
    { phase: "away", checkout, round: 0, isBlocked: true },
    { phase: "paid", checkout: aCheckout({ status: "completed" }) },
  ];
  for (const phase of phases) {
    const html = draw(phase);
    expect(html.match(/<h1/g), phase.phase).toHaveLength(1);
    expect(html.match(/<output/g), phase.phase).toHaveLength(1);
  }
});

it.each(LANGUAGES)(
  "a checkout that was never paid ends in the same words in the card and on its page, and as no order: %s",
  (language) => {
    const [card, page] = [WIDGET_TEXTS[language], checkoutTexts(language)];
    for (const title of ["canceledTitle", "expiredTitle"] as const) {
      expect(card[title]).toBe(page[title]);
      expect(card[title]).not.toMatch(/order|bestellung|commande|pedido|ordine|bestelling|注文|الطلب/i);
    }
  },
);
