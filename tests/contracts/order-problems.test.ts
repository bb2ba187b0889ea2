import { describe, expect, it } from "vitest";
import { refundProblemView, shipmentProblemView } from "#app/api/orders/order-problems.ts";
import { money } from "#lib/money.ts";
import { severalShipmentsText, shipmentProblemText } from "#lib/operator/ship-texts.ts";
import type { RefundProblem } from "#lib/orders/refund-problem.ts";
import type { ShipmentProblem } from "#lib/orders/shipment-problem.ts";

type Row<Problem> = readonly [problem: Problem, field: string, option: string, facts: readonly string[]];

const SHIPMENTS: {
  readonly [Kind in ShipmentProblem["kind"]]: Row<Extract<ShipmentProblem, { kind: Kind }>>;
} = {
  order_refunded: [{ kind: "order_refunded" }, "order", "--order", ["given back"]],
  order_canceled: [{ kind: "order_canceled" }, "order", "--order", ["canceled"]],
  order_shipped: [{ kind: "order_shipped" }, "order", "--order", ["shipped already"]],
  order_held: [
    {
      kind: "order_held",
      holds: [
        { kind: "chargeback", state: "needs_response", id: "dp_1" },
        { kind: "early_fraud_warning", state: "open", id: "issfr_1" },
      ],
    },
    "insist",
    "--insist",
    ["disputed", "dp_1", "fraud", "issfr_1", "nevertheless"],
  ],
  several_sellers: [
    {
      kind: "several_sellers",
      sellers: [
        { sellerName: "Pottery", lineIds: ["line_1"] },
        { sellerName: "Kitchen", lineIds: ["line_2"] },
      ],
    },
    "line_items",
    "--line",
    ["Pottery has line_1", "Kitchen has line_2"],
  ],
  carrier_missing: [{ kind: "carrier_missing" }, "carrier", "--carrier", ["carrier"]],
  bad_text: [{ kind: "bad_text", detail: "trackingNumber", maxLength: 80 }, "tracking_number", "--tracking", ["80"]],
  bad_tracking_url: [{ kind: "bad_tracking_url" }, "tracking_url", "--url", ["https://"]],
  other_detail: [
    { kind: "other_detail", detail: "carrier", recorded: "Courier" },
    "carrier",
    "--carrier",
    ["Courier", "before"],
  ],
  other_lines: [{ kind: "other_lines" }, "line_items", "--line", ["before"]],
  no_lines: [{ kind: "no_lines" }, "line_items", "--line", ["at least one"]],
  unknown_line: [
    { kind: "unknown_line", line: 3, known: [{ id: "line_1", title: "Mug" }] },
    "line_items[3].id",
    "--line",
    ["line_1", "Mug"],
  ],
  repeated_line: [{ kind: "repeated_line", line: 3 }, "line_items[3].id", "--line", ["twice"]],
  bad_quantity: [{ kind: "bad_quantity", line: 3 }, "line_items[3].quantity", "--line", ["at least 1"]],
  too_many_units: [
    { kind: "too_many_units", line: 3, left: 2, ordered: 5 },
    "line_items[3].quantity",
    "--line",
    ["2", "5"],
  ],
};

describe("a problem with a shipment", () => {
  it.each(Object.values(SHIPMENTS))(
    "%j has a field and a sentence with its facts on /api/orders",
    (problem, field, _, facts) => {
      const view = shipmentProblemView(problem);
      expect(view.field).toBe(field);
      for (const fact of facts) expect(view.message).toContain(fact);
      expect(view.message).not.toMatch(/--\w|trackingNumber|lineId|\.$/);
    },
  );

  it.each(Object.values(SHIPMENTS))(
    "%j has an option and a sentence with its facts in npm run ship",
    (problem, _, option, facts) => {
      const text = shipmentProblemText(problem);
      expect(text.startsWith(`${option}: `)).toBe(true);
      for (const fact of facts) expect(text).toContain(fact);
      expect(text).toMatch(/[^.]\.$/);
      expect(text).not.toMatch(/line_items|shipment_id|tracking_number|tracking_url|lineId/);
    },
  );

  it.each([
    ["name", "shipment_id", "--shipment"],
    ["carrier", "carrier", "--carrier"],
    ["trackingNumber", "tracking_number", "--tracking"],
  ] as const)("with its %s points to that field and that option", (detail, field, option) => {
    const problem = { kind: "bad_text", detail, maxLength: 80 } as const;
    expect(shipmentProblemView(problem).field).toBe(field);
    expect(shipmentProblemText(problem)).toMatch(new RegExp(`^${option}: `));
  });

  it("of an order with several shipments lists them by name", () => {
    expect(severalShipmentsText(["42", "box-1"])).toBe(
      "--shipment: the order has several shipments; name one of them: 42, box-1.",
    );
  });
});

const REFUNDS: {
  readonly [Kind in RefundProblem["kind"]]: readonly [
    problem: Extract<RefundProblem, { kind: Kind }>,
    status: number,
    field: string,
    message: string,
  ];
} = {
  more_than_left: [
    { kind: "more_than_left", left: money(250, "USD") },
    422,
    "amount_minor",
    "only 250 minor units of USD are left",
  ],
  nothing_left: [
    { kind: "nothing_left" },
    422,
    "amount_minor",
    "nothing is left to give back; an order that cost nothing can be canceled",
  ],
  account_not_configured: [
    { kind: "account_not_configured", provider: "stripe", account: "sha256:0a1b2c3d" },
    422,
    "order",
    "it was paid at an account of stripe that this server has no key to; the operator adds the account to EARLIER_PAYMENT_SETTINGS",
  ],
  other_amount: [
    { kind: "other_amount", amount: money(500, "USD") },
    409,
    "Idempotency-Key",
    "it was used for a refund of 500 minor units",
  ],
  other_currency: [{ kind: "other_currency", paid: "JPY" }, 422, "currency", "the order was paid in JPY"],
  restock_needs_lines: [
    { kind: "restock_needs_lines" },
    422,
    "restock",
    "needs line_items, or everything that is left: an amount does not say which goods are back",
  ],
  not_in_steps: [
    { kind: "not_in_steps", step: money(10, "KWD") },
    422,
    "amount_minor",
    "must be a multiple of 10: payment providers give back no other amounts of KWD",
  ],
  amount_needs_lines: [
    { kind: "amount_needs_lines" },
    422,
    "line_items",
    "name them, or leave the amount out for everything that is left of your part: the order has other sellers too",
  ],
  order_disputed: [
    { kind: "order_disputed", dispute: { kind: "inquiry", state: "needs_response", id: "dp_1" } },
    422,
    "insist",
    "the buyer's bank asks about the payment (dp_1); only a full refund ends that; send true to refund nevertheless",
  ],
  no_lines: [
    { kind: "no_lines" },
    422,
    "line_items",
    "must name at least one line, or shipping; leave it out for everything that is left",
  ],
  unknown_line: [
    { kind: "unknown_line", line: 1, known: [{ id: "line_1", title: "Mug" }] },
    422,
    "line_items[1].id",
    "the order has no line with this id; it has line_1 (Mug)",
  ],
  repeated_line: [{ kind: "repeated_line", line: 2 }, 422, "line_items[2].id", "this line is listed twice"],
  bad_quantity: [
    { kind: "bad_quantity", line: 0 },
    422,
    "line_items[0].quantity",
    "must be a whole number of at least 1",
  ],
  too_many_units: [
    { kind: "too_many_units", line: 0, left: 1, ordered: 3 },
    422,
    "line_items[0].quantity",
    "only 1 of the 3 ordered are left to give back",
  ],
  shipping_refunded: [
    { kind: "shipping_refunded" },
    422,
    "shipping",
    "delivery cost nothing, or was given back before",
  ],
};

describe("a problem with a refund", () => {
  it.each(Object.values(REFUNDS))("%j has a status, a field and a sentence", (problem, status, field, message) => {
    const view = refundProblemView(problem);
    expect(view).toMatchObject({ status, problems: [{ field, message }] });
    expect(view.error.length).toBeGreaterThan(10);
  });
});
