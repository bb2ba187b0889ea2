import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";
import type { Desk } from "./api.ts";
import { Books } from "./books.ts";
import { Faults } from "./faults.ts";
import { RequestSchemas } from "./request-schemas.ts";
import { stripeDoubleServer } from "./server.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    state: { type: "string" },
  },
});

const schemas = new RequestSchemas();
if (schemas.areNarrow)
  process.stderr.write(
    "stripe-double: no request schemas at hand; requests are checked against a narrow list of names.\n",
  );

const books = new Books(values.state ?? null);
const faults = new Faults();
let baseUrl = "";
const desk: Desk = {
  books,
  schemas,
  faults,
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
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => process.exit(0));
