import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { PlanState } from "#app/plans/[plan]/done/plan-state.tsx";
import { PlanOffer } from "#app/plans/[plan]/plan-offer.tsx";
import { planId, sellerId } from "#lib/ids.ts";
import { formatMoney, money } from "#lib/money.ts";
import { LANGUAGES } from "#lib/wire/languages.ts";

const plan = {
  id: planId("maps"),
  sellerId: sellerId("cleo"),
  sellerName: "Cleo Goods",
  title: "Trail maps",
  description: "",
  price: money(590, "USD"),
  interval: "month",
  entitlement: "maps",
} as const;
/** Its price was another one when it was subscribed to. */
const paid = { status: "active", paidUntil: new Date("2026-07-10T12:00:00Z"), price: money(490, "USD") } as const;

const state = (entitlement: Parameters<typeof PlanState>[0]["entitlement"], locale = "en") =>
  renderToStaticMarkup(<PlanState entitlement={entitlement} plan={plan} locale={locale} />);

it.each(LANGUAGES)("a subscriber reads in %s what was paid, what is charged again, and where to cancel", (locale) => {
  for (const interval of ["month", "year"] as const) {
    const html = state({ ...paid, interval }, locale);
    expect(html.split(formatMoney(paid.price, locale)), "what was paid, and what is charged next").toHaveLength(3);
    expect(html).not.toContain(formatMoney(plan.price, locale));
    expect(html).toContain("2026");
    expect(html).toContain("Cleo Goods");
  }
});

it("a subscription with a missed payment is not reported as paid, and says where the card is changed", () => {
  const html = state({ ...paid, interval: "month", status: "past_due" });
  expect(html).not.toContain("You paid");
  expect(html).toContain("To cancel or to change your card, go to Cleo Goods’s website.");
});

it.each(["pending", "ended"] as const)("a subscription that is %s has nothing to cancel", (status) => {
  expect(state({ ...paid, interval: "month", status, paidUntil: null })).not.toContain("Cleo Goods");
});

it("whoever has the plan already is sent to the seller's website instead of being asked again", () => {
  const offer = (problem: Parameters<typeof PlanOffer>[0]["problem"]) =>
    renderToStaticMarkup(<PlanOffer plan={plan} holder="" problem={problem} locale="en" />);
  const html = offer("already_subscribed");
  expect(html).not.toContain("<form");
  expect(html).not.toContain("Charged now");
  expect(html).toContain("Cleo Goods’s website");
  for (const problem of [null, "email", "price", "still_checking", "rejected"] as const)
    expect(offer(problem)).toContain("<form");
});

it("whoever typed a wrong e-mail address is asked for one, because the field is empty again", () => {
  const html = renderToStaticMarkup(<PlanOffer plan={plan} holder="" problem="email" locale="en" />);
  expect(html).toContain("Enter an e-mail address like name@example.com.");
});
