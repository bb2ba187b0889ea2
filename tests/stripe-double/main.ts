import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";
import type { Desk } from "./api.ts";
import { Access } from "./access.ts";
import { Books } from "./books.ts";
import { expireDueSessions } from "./resources/checkout-sessions.ts";
import { Faults } from "./faults.ts";
import { WebhookSender } from "./webhook-sender.ts";
import { RequestSchemas } from "./request-schemas.ts";
import { stripeDoubleServer } from "./server.ts";
import { addEndpoint, type WebhookEndpoint } from "./resources/webhook-endpoints.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    state: { type: "string" },
    /** Checks requests by the narrow list even where the schemas are at hand. */
    narrow: { type: "boolean", default: false },
    /** Ends when its standard input closes, so that it never outlives the test that started it. */
    "ends-with-input": { type: "boolean", default: false },
    "webhook-url": { type: "string" },
    "webhook-secret": { type: "string" },
  },
});

const schemas = new RequestSchemas({ narrow: values.narrow });
schemas.warm();
if (schemas.areNarrow)
  process.stderr.write(
    "stripe-double: no request schemas at hand; requests are checked against a narrow list of names.\n",
  );

const books = new Books(values.state ?? null);
const { "webhook-url": webhookUrl, "webhook-secret": secret } = values;
const isKnown = books.all<WebhookEndpoint>("webhook_endpoint").some((endpoint) => endpoint.url === webhookUrl);
if (webhookUrl !== undefined && !isKnown)
  addEndpoint(books, { url: webhookUrl, ...(secret === undefined ? {} : { secret }) });
const faults = new Faults();
let baseUrl = "";
const desk: Desk = {
  books,
  schemas,
  faults,
  access: new Access(),
  webhookSender: new WebhookSender(books),
  seen: [],
  get baseUrl() {
    return baseUrl;
  },
};
const server = stripeDoubleServer(desk);
server.listen(Number(values.port), "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  baseUrl = `http://127.0.0.1:${port}`;
  process.stdout.write(`stripe-double (not Stripe; for tests) ready at ${baseUrl}\n`);
});
setInterval(() => void (expireDueSessions(books) && books.save()), 1000).unref();
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => process.exit(0));
if (values["ends-with-input"]) process.stdin.on("end", () => process.exit(0)).resume();
