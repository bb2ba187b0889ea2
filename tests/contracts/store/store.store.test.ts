import { afterAll, describe } from "vitest";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { realPostgres } from "../../fixtures/real-postgres.ts";
import { openTestPglite } from "../../fixtures/test-pglite.ts";
import { alertStoreContract } from "./disputes/alerts.ts";
import { accountStoreContract } from "./accounts/contract.ts";
import { auditStoreContract } from "./audit.ts";
import { catalogContract } from "./catalog.ts";
import { consoleStoreContract } from "./console.ts";
import { countStoreContract } from "./counts.ts";
import { customerStoreContract } from "./customers/contract.ts";
import { holdStoreContract } from "./holds.ts";
import { entitlementStoreContract } from "./entitlements.ts";
import { experimentStoreContract } from "./experiment/contract.ts";
import { pauseStoreContract } from "./pauses.ts";
import { breakerOfAllContract } from "./routing/breaker-of-all.ts";
import { paymentStoreContract } from "./payments.ts";
import { refundStoreContract } from "./refunds.ts";
import { reasonCountContract } from "./routing/reasons.ts";
import { sellerKeyStoreContract } from "./sellers/keys.ts";
import { sellerReceiverStoreContract } from "./sellers/receivers.ts";
import { transferStoreContract } from "./sellers/movements.ts";
import { taxStoreContract } from "./taxes/bookings.ts";
import { requestStoreContract } from "./requests.ts";
import { shipmentStoreContract } from "./shipments.ts";
import { storyStoreContract } from "./story.ts";
import { sessionStoreContract } from "./contract.ts";

/** PGlite takes a second to open, so the contracts share one; each stores under names of its own. */
const pglite: { opened?: Promise<OpenDatabase> } = {};
afterAll(async () => (await pglite.opened)?.close());
const sharedPglite = async (): Promise<OpenDatabase> => ({
  ...(await (pglite.opened ??= openTestPglite())),
  close: () => Promise.resolve(),
});
const postgres = realPostgres();

for (const contract of [
  sessionStoreContract,
  paymentStoreContract,
  storyStoreContract,
  countStoreContract,
  customerStoreContract,
  holdStoreContract,
  refundStoreContract,
  taxStoreContract,
  sellerKeyStoreContract,
  sellerReceiverStoreContract,
  transferStoreContract,
  alertStoreContract,
  requestStoreContract,
  catalogContract,
  entitlementStoreContract,
  shipmentStoreContract,
  experimentStoreContract,
  pauseStoreContract,
  breakerOfAllContract,
  reasonCountContract,
  auditStoreContract,
  accountStoreContract,
  consoleStoreContract,
]) {
  describe("on PGlite", () => contract("PGlite", sharedPglite));
  // Each closes its connections before the next opens its own: the server has a hundred.
  describe("on Postgres", () => contract("Postgres", () => postgres.open()));
}
