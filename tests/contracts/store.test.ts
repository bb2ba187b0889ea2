import { afterAll } from "vitest";
import type { OpenDatabase } from "#lib/store/drizzle-database.ts";
import { openPglite } from "#lib/store/pglite.ts";
import { realPostgres } from "../real-postgres.ts";
import { catalogContract } from "./store-catalog.ts";
import { countStoreContract } from "./store-counts.ts";
import { entitlementStoreContract } from "./store-entitlements.ts";
import { experimentStoreContract } from "./store-experiment.ts";
import { paymentStoreContract } from "./store-payments.ts";
import { requestStoreContract } from "./store-requests.ts";
import { storyStoreContract } from "./store-story.ts";
import { sessionStoreContract } from "./store.ts";

/** PGlite takes a second to open, so the contracts share one; each stores under names of its own. */
const pglite: { opened?: Promise<OpenDatabase> } = {};
afterAll(async () => (await pglite.opened)?.close());
const sharedPglite = async (): Promise<OpenDatabase> => ({
  ...(await (pglite.opened ??= openPglite(null, process.cwd()))),
  close: () => Promise.resolve(),
});
const postgres = realPostgres();

for (const contract of [
  sessionStoreContract,
  paymentStoreContract,
  storyStoreContract,
  countStoreContract,
  requestStoreContract,
  catalogContract,
  entitlementStoreContract,
  experimentStoreContract,
]) {
  contract("PGlite", sharedPglite);
  contract("Postgres", () => postgres.open());
}
