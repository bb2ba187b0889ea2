import { randomBytes } from "node:crypto";
import type { ShipmentProgress } from "#lib/orders/shipment.ts";
import { SHIP_VERB, ship, type ShipLine, type ShipRequest } from "#lib/operator/ship.ts";
import { severalShipmentsText, shipmentProblemText } from "#lib/operator/ship-texts.ts";
import { runAndSay } from "./operator-run.ts";
import { readOptions, wrongUse } from "./command/options.ts";

const HELP = `Records that goods of an order have left, or were delivered. The buyer sees it on the order's page.

  npm run ship -- --order T-7F3K-92QD --carrier DHL --tracking 00340434
  npm run ship -- --order T-7F3K-92QD --delivered

  --order NUMBER     the order's number or id; a part's number (T-7F3K-92QD-1) for that seller's part alone
  --carrier NAME     who carries the goods
  --tracking NUMBER  the carrier's tracking number
  --url ADDRESS      where the buyer follows it; begins with https://
  --line ID=QTY      a line of the order and how many of it; several times for several lines; without it, all that is left
  --delivered        it was delivered
  --insist           ships although the payment is disputed, or somebody warns of fraud
  --shipment NAME    a name for this shipment; sent twice, it is one. Without it, the tracking number is its name
  --json             the answer as a line of JSON, for programs
  --help             this text
`;

const WORDS: Readonly<Record<ShipmentProgress, string>> = {
  not_shipped: "nothing of the order has left",
  partly_shipped: "a part of the order has left",
  shipped: "all of the order has left",
  delivered: "all of the order was delivered",
};

const values = readOptions(HELP, {
  order: { type: "string" },
  carrier: { type: "string" },
  tracking: { type: "string" },
  url: { type: "string" },
  line: { type: "string", multiple: true },
  delivered: { type: "boolean", default: false },
  shipment: { type: "string" },
  insist: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
});
const wrongLine = (values.line ?? []).find((line) => !/^[^=]+=\d{1,9}$/.test(line));

if (values.order === undefined) wrongUse("--order: which order? npm run orders lists them.");
if (wrongLine !== undefined) wrongUse(`--line: "${wrongLine}" is not a line's id and a number, as in line_1=2.`);

const request: ShipRequest = {
  order: values.order,
  shipment: values.shipment ?? null,
  newName: `ship-${randomBytes(8).toString("hex")}`,
  carrier: values.carrier ?? null,
  tracking: values.tracking ?? null,
  url: values.url ?? null,
  lines: values.line?.map(lineOf) ?? null,
  delivered: values.delivered,
  insist: values.insist,
};
await runAndSay<ShipLine>(SHIP_VERB, request, ({ operator }, emit) => ship(operator, request, emit), {
  say: (line) => ({ isDone: line.kind === "recorded" || line.kind === "already_recorded", text: sentence(line) }),
  isJson: values.json,
});

function lineOf(text: string): { id: string; quantity: number } {
  const index = text.lastIndexOf("=");
  return { id: text.slice(0, index), quantity: Number(text.slice(index + 1)) };
}

function sentence(line: ShipLine): string {
  switch (line.kind) {
    case "recorded":
      return `Recorded as shipment "${line.shipment}"; ${WORDS[line.progress]}.`;
    case "already_recorded":
      return `Shipment "${line.shipment}" was recorded before, and nothing changed; ${WORDS[line.progress]}.`;
    case "refused":
      return line.problems.map(shipmentProblemText).join("\n");
    case "several_shipments":
      return severalShipmentsText(line.names);
    case "not_found":
      return `There is no order "${line.order}".`;
  }
}
