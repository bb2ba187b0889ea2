import { describe, expect, it } from "vitest";
import { checkoutProblems as acpProblems } from "#acp/checkout-problems.ts";
import { DIALECTS } from "#acp/dialect.ts";
import { en as checkoutPage } from "#app/checkout/texts/en.ts";
import { productId } from "#lib/ids.ts";
import { byKind } from "#lib/invariant.ts";
import type { CheckoutProblem } from "#lib/purchase/checkout/problem.ts";
import { checkoutProblems as toolProblems } from "#mcp/checkout-problems.ts";

type Rendered = { readonly field: string; readonly code: string; readonly message: string };

const PROBLEMS: { readonly [Kind in CheckoutProblem["kind"]]: Extract<CheckoutProblem, { kind: Kind }> } = {
  unknown_product: { kind: "unknown_product", item: 3, productId: productId("no-such-mug") },
  bad_quantity: { kind: "bad_quantity", item: 3, quantity: 0.5 },
  too_many_units: { kind: "too_many_units", item: 3, quantity: 120, max: 99 },
  no_such_offer: { kind: "no_such_offer", item: 3, title: "Pan", offerId: "offer-2" },
  not_sold_here: { kind: "not_sold_here", item: 3, title: "Pan", url: "https://shop.example.com/pan" },
  seller_not_selling: { kind: "seller_not_selling", item: 3, title: "Pan", sellerName: "Kitchen" },
  goods_not_sold: { kind: "goods_not_sold", item: 3, title: "Pan", sellerName: "Kitchen", country: "US" },
  out_of_stock: { kind: "out_of_stock", item: 3, title: "Pan" },
  not_enough_stock: { kind: "not_enough_stock", item: 3, title: "Pan", left: 2 },
  several_sellers: {
    kind: "several_sellers",
    item: 3,
    groups: [
      { sellerName: "Pottery", items: [{ productId: productId("mug-1"), title: "Mug", quantity: 1 }] },
      { sellerName: "Kitchen", items: [{ productId: productId("pan-1"), title: "Pan", quantity: 2 }] },
    ],
  },
  other_currency: { kind: "other_currency", item: 3, title: "Pan", currency: "JPY", checkoutCurrency: "USD" },
  not_priced_in: { kind: "not_priced_in", expected: "EUR", priced: "USD" },
  seller_and_currency_fixed: { kind: "seller_and_currency_fixed", sellerName: "Pottery", currency: "USD" },
  given_on_page: { kind: "given_on_page", detail: "address" },
  delivery_option_not_offered: {
    kind: "delivery_option_not_offered",
    optionId: "teleport",
    offeredIds: ["standard", "express"],
  },
};
const ALL = Object.values(PROBLEMS);

/** What a sentence about a problem must contain, so that its reader can do something about it. */
const FACTS: { readonly [Kind in CheckoutProblem["kind"]]: readonly string[] } = {
  unknown_product: ["no-such-mug"],
  bad_quantity: ["1"],
  too_many_units: ["99", "120"],
  no_such_offer: ["Pan", "offer-2"],
  not_sold_here: ["Pan", "https://shop.example.com/pan"],
  seller_not_selling: ["Pan", "Kitchen"],
  goods_not_sold: ["Pan"],
  out_of_stock: ["Pan", "out of stock"],
  not_enough_stock: ["Pan", "2"],
  several_sellers: ["Kitchen", "Pottery"],
  other_currency: ["Pan", "JPY", "USD"],
  not_priced_in: ["EUR", "USD"],
  seller_and_currency_fixed: ["Pottery", "USD"],
  given_on_page: ["page"],
  delivery_option_not_offered: ["standard", "express"],
};

type Surface = {
  readonly name: string;
  readonly render: (problem: CheckoutProblem) => Rendered | undefined;
  /** The fields of each kind, as the surface's own specification has them. */
  readonly fields: { readonly [Kind in CheckoutProblem["kind"]]: string };
  /** Names of other surfaces, which mean nothing to whoever reads this one. */
  readonly foreign: RegExp;
};

const fieldsNamed = (
  list: string,
  option: string,
  currency: string,
  offer: string,
  address = "fulfillment_address",
): Surface["fields"] => ({
  unknown_product: `${list}[3].id`,
  bad_quantity: `${list}[3].quantity`,
  too_many_units: `${list}[3].quantity`,
  no_such_offer: `${list}[3].${offer}`,
  not_sold_here: `${list}[3].id`,
  seller_not_selling: `${list}[3].id`,
  goods_not_sold: `${list}[3].id`,
  out_of_stock: `${list}[3].id`,
  not_enough_stock: `${list}[3].quantity`,
  several_sellers: `${list}[3].id`,
  other_currency: `${list}[3].id`,
  not_priced_in: currency,
  seller_and_currency_fixed: list,
  given_on_page: address,
  delivery_option_not_offered: option,
});
const ACP_FIELDS = {
  "2025-09-29": fieldsNamed("items", "fulfillment_option_id", "currency", "id"),
  "2026-04-17": fieldsNamed(
    "line_items",
    "selected_fulfillment_options[0].option_id",
    "currency",
    "id",
    "fulfillment_details",
  ),
};
const OF_THE_TOOLS = /search_products|update_checkout|checkout_session|offerId/;

const SURFACES: readonly Surface[] = [
  {
    name: "the tools",
    render: (problem) => toolProblems([problem])[0],
    fields: fieldsNamed("items", "fulfillment_option_id", "items", "offerId"),
    foreign: /line_items|selected_fulfillment_options|checkout session/,
  },
  {
    name: "the tool checkout_session",
    render: (problem) => toolProblems([problem], "checkout_session")[0],
    fields: fieldsNamed(
      "checkout_session.items",
      "checkout_session.fulfillment_option_id",
      "checkout_session.items",
      "offerId",
      "checkout_session.fulfillment_address",
    ),
    foreign: /line_items|selected_fulfillment_options|checkout session/,
  },
  ...DIALECTS.map((dialect): Surface => ({
    name: `version ${dialect.version} of the protocol`,
    render: (problem) => acpProblems(dialect, [problem])[0],
    fields: ACP_FIELDS[dialect.version],
    foreign: dialect.version === "2025-09-29" ? /search_products|line_items|selected_/ : OF_THE_TOOLS,
  })),
];

describe.each(SURFACES)("a problem with a checkout, on $name", ({ render, fields, foreign }) => {
  it.each(ALL)("$kind has a field of the request, a code and a sentence with its facts", (problem) => {
    const rendered = render(problem);
    const isStock = problem.kind === "out_of_stock" || problem.kind === "not_enough_stock";
    expect(rendered).toMatchObject({ field: fields[problem.kind], code: isStock ? "out_of_stock" : "invalid" });
    const message = rendered?.message ?? "";
    for (const fact of FACTS[problem.kind]) expect(message).toContain(fact);
    expect(message).toMatch(/^["A-Z].*(\.|https:\/\/\S+)$/);
    expect(`${rendered?.field} ${message}`).not.toMatch(foreign);
  });

  it("a delivery option before the address is known asks for the address", () => {
    const problem = { ...PROBLEMS.delivery_option_not_offered, offeredIds: [] };
    expect(render(problem)?.message).toContain("give the delivery address first");
  });

  it("a product of which none is left is out of stock", () => {
    const rendered = render({ ...PROBLEMS.not_enough_stock, left: 0 });
    expect(rendered).toMatchObject({ code: "out_of_stock", message: '"Pan" is out of stock.' });
  });
});

describe("a problem with a checkout, on the checkout page", () => {
  it.each(ALL)("$kind has a sentence in a buyer's words", (problem) => {
    const sentence = byKind(checkoutPage.problems, problem);
    expect(sentence).toMatch(/^[“A-Z].*\.$/);
    expect(sentence).not.toMatch(/_|\b(ACP|MCP|tool|session|id)\b|no-such-mug|teleport/);
  });
});
