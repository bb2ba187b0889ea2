import type { ShipmentProblem } from "#lib/orders/shipment-problem.ts";
import { describe, expect, it } from "vitest";
import { productId, shipmentId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import type { Order, Shipment } from "#lib/orders/order.ts";
import { readShipment, shipmentProgress, shippedOf, type ShipmentRequest } from "#lib/orders/shipment.ts";
import { anOrder, aProduct, aSession, NOON } from "../fixtures/builders.ts";
import { aParcel } from "../fixtures/parcels.ts";

const ID = shipmentId("ship_1");
const LATER = new Date(NOON.getTime() + 60_000);
/** Three mugs (line_1) and two cups (line_2). */
const order = anOrder(
  aSession({
    status: "completed",
    lines: [
      { product: aProduct(), quantity: 3 },
      { product: aProduct({ id: productId("cup"), title: "Cup" }), quantity: 2 },
    ],
  }),
);
const read = (of: Order, changes: Partial<ShipmentRequest> = {}) => readShipment(of, aParcel(changes), ID, NOON);
function shipped(of: Order, changes: Partial<ShipmentRequest> = {}): Order {
  const reading = read(of, changes);
  if (reading.kind === "refused") throw new Error(JSON.stringify(reading.problems));
  const others = of.shipments.filter((one) => one.name !== reading.shipment.name);
  return { ...of, shipments: [...others, reading.shipment] };
}
const problemsOf = (of: Order, changes: Partial<ShipmentRequest>) => {
  const reading = read(of, changes);
  return reading.kind === "refused" ? reading.problems : reading.kind;
};
const KNOWN = [
  { id: "line_1", title: "Mug" },
  { id: "line_2", title: "Cup" },
];
const twoMugs = [{ lineId: "line_1", quantity: 2 }];

describe("a shipment", () => {
  it("without lines takes all that is left", () => {
    expect(read(order)).toMatchObject({
      kind: "new",
      shipment: {
        lines: [
          { lineId: "line_1", quantity: 3 },
          { lineId: "line_2", quantity: 2 },
        ],
        deliveredAt: null,
      },
    });
    expect(read(shipped(order, { lines: twoMugs }), { name: "box-2" })).toMatchObject({
      shipment: {
        lines: [
          { lineId: "line_1", quantity: 1 },
          { lineId: "line_2", quantity: 2 },
        ],
      },
    });
  });

  it("carries an order from not shipped to delivered, in parts", () => {
    const states = [order];
    const next = (changes: Partial<ShipmentRequest>) => states.push(shipped(states.at(-1) ?? order, changes));
    next({ lines: twoMugs });
    next({ lines: twoMugs, isDelivered: true });
    next({ name: "box-2" });
    next({ name: "box-2", isDelivered: true });
    expect(states.map(shipmentProgress)).toEqual([
      "not_shipped",
      "partly_shipped",
      "partly_shipped",
      "shipped",
      "delivered",
    ]);
    expect(shippedOf(states.at(-1) ?? order, "line_1")).toBe(3);
  });

  it.each<[string, Partial<ShipmentRequest>, unknown]>([
    [
      "more than were ordered",
      { lines: [{ lineId: "line_2", quantity: 3 }] },
      [{ kind: "too_many_units", line: 0, left: 2, ordered: 2 }],
    ],
    [
      "a line of another order",
      { lines: [...twoMugs, { lineId: "line_9", quantity: 1 }] },
      [{ kind: "unknown_line", line: 1, known: KNOWN }],
    ],
    ["one line twice", { lines: [...twoMugs, ...twoMugs] }, [{ kind: "repeated_line", line: 1 }]],
    ["none of a line", { lines: [{ lineId: "line_1", quantity: 0 }] }, [{ kind: "bad_quantity", line: 0 }]],
    ["half a mug", { lines: [{ lineId: "line_1", quantity: 0.5 }] }, [{ kind: "bad_quantity", line: 0 }]],
    ["less than nothing", { lines: [{ lineId: "line_1", quantity: -1 }] }, [{ kind: "bad_quantity", line: 0 }]],
    ["no number at all", { lines: [{ lineId: "line_1", quantity: Number.NaN }] }, [{ kind: "bad_quantity", line: 0 }]],
    ["an empty list", { lines: [] }, [{ kind: "no_lines" }]],
    ["no carrier for goods", { carrier: null }, [{ kind: "carrier_missing" }]],
    ["an empty carrier", { carrier: "" }, [{ kind: "bad_text", detail: "carrier", maxLength: 60 }]],
    [
      "a carrier with a control character",
      { carrier: "Po\u0000st" },
      [{ kind: "bad_text", detail: "carrier", maxLength: 60 }],
    ],
    [
      "a carrier written backwards",
      { carrier: "\u202etsoP" },
      [{ kind: "bad_text", detail: "carrier", maxLength: 60 }],
    ],
    [
      "half a character",
      { trackingNumber: "1\ud800" },
      [{ kind: "bad_text", detail: "trackingNumber", maxLength: 80 }],
    ],
    [
      "a long tracking number",
      { trackingNumber: "1".repeat(81) },
      [{ kind: "bad_text", detail: "trackingNumber", maxLength: 80 }],
    ],
    ["a name with blanks around", { name: " box " }, [{ kind: "bad_text", detail: "name", maxLength: 80 }]],
    ["an address without encryption", { trackingUrl: "http://post.example.com/1" }, [{ kind: "bad_tracking_url" }]],
    ["a script for an address", { trackingUrl: "javascript:alert(1)" }, [{ kind: "bad_tracking_url" }]],
    [
      "an address with a user in it",
      { trackingUrl: "https://post.example.com@evil.example/" },
      [{ kind: "bad_tracking_url" }],
    ],
    ["no address", { trackingUrl: "post" }, [{ kind: "bad_tracking_url" }]],
    ["an address with a line break", { trackingUrl: "https://post.example.com/\n1" }, [{ kind: "bad_tracking_url" }]],
  ])("is refused for %s, as data about that field", (_, changes, problems) => {
    expect(problemsOf(order, changes)).toEqual(problems);
  });

  it("says how many are left when it asks for more", () => {
    const reading = read(shipped(order, { lines: twoMugs }), { name: "box-2", lines: twoMugs });
    expect(reading).toMatchObject({ problems: [{ kind: "too_many_units", line: 0, left: 1, ordered: 3 }] });
  });

  it("of an order that is shipped, or was given back, is refused for the order's sake", () => {
    expect(problemsOf(shipped(order), { name: "box-2" })).toEqual([{ kind: "order_shipped" }]);
    expect(problemsOf({ ...order, status: "refunded" }, {})).toEqual([{ kind: "order_refunded" }]);
    const partly: Order = { ...order, status: "partially_refunded", refunded: money(1, "USD") };
    expect(read(partly).kind).toBe("new");
  });

  it("that left before everything was given back can still be delivered, and is all that is expected", () => {
    const left: Order = { ...shipped(order, { lines: twoMugs }), status: "refunded" };
    expect(shipmentProgress(left)).toBe("shipped");
    expect(read(left, { isDelivered: true }).kind).toBe("changed");
    expect(shipmentProgress(shipped(left, { isDelivered: true }))).toBe("delivered");
  });

  it("of what is digital needs no carrier", () => {
    const digital = anOrder(
      aSession({ status: "completed", lines: [{ product: aProduct({ isDigital: true }), quantity: 1 }] }),
    );
    expect(read(digital, { carrier: null, isDelivered: true }).kind).toBe("new");
  });
});

describe("a shipment that is reported again", () => {
  const full = aParcel({
    trackingNumber: "00340434",
    trackingUrl: "https://post.example.com/00340434",
    lines: twoMugs,
  });
  const once = shipped(order, full);
  const again = (changes: Partial<ShipmentRequest>) => readShipment(once, { ...full, ...changes }, ID, LATER);

  it("is the same one, whatever is left out, and in whatever sequence its lines are", () => {
    for (const changes of [{}, { lines: null }, { carrier: null, trackingNumber: null, trackingUrl: null }])
      expect(again(changes)).toEqual({ kind: "known", shipment: once.shipments[0] });
    const both = [...twoMugs, { lineId: "line_2", quantity: 1 }];
    const two = shipped(order, { lines: both });
    expect(read(two, { lines: both.toReversed() }).kind).toBe("known");
  });

  it("may add what was left open, and keeps its id, its lines and its time", () => {
    const bare = shipped(order, { lines: twoMugs });
    const reading = readShipment(bare, { ...full, isDelivered: true }, shipmentId("ship_2"), LATER);
    const { trackingNumber, trackingUrl } = full;
    const shipment: Partial<Shipment> = { id: ID, trackingNumber, trackingUrl, shippedAt: NOON, deliveredAt: LATER };
    expect(reading).toMatchObject({ kind: "changed", shipment });
  });

  it("after its delivery is no news, and does not undo it", () => {
    const delivered = shipped(once, { ...full, isDelivered: true });
    expect(readShipment(delivered, full, ID, LATER).kind).toBe("known");
    expect(readShipment(delivered, { ...full, isDelivered: true }, ID, LATER)).toMatchObject({
      kind: "known",
      shipment: { deliveredAt: NOON },
    });
  });

  it.each<[string, Partial<ShipmentRequest>, ShipmentProblem]>([
    ["carrier", { carrier: "Courier" }, { kind: "other_detail", detail: "carrier", recorded: "Post" }],
    [
      "tracking number",
      { trackingNumber: "1" },
      { kind: "other_detail", detail: "trackingNumber", recorded: "00340434" },
    ],
    [
      "address",
      { trackingUrl: "https://post.example.com/1" },
      { kind: "other_detail", detail: "trackingUrl", recorded: "https://post.example.com/00340434" },
    ],
    ["quantity", { lines: [{ lineId: "line_1", quantity: 1 }] }, { kind: "other_lines" }],
    ["list of lines", { lines: [...twoMugs, { lineId: "line_2", quantity: 1 }] }, { kind: "other_lines" }],
  ])("with another %s is refused for it", (_, changes, problem) => {
    expect(again(changes)).toEqual({ kind: "refused", problems: [problem] });
  });
});
