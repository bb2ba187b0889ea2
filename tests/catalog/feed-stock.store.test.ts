import { openTestPglite } from "../fixtures/test-pglite.ts";
import { realPostgres } from "../fixtures/real-postgres.ts";
import { feedStockContract } from "./feed-stock.ts";

feedStockContract("PGlite", async () => {
  const opened = await openTestPglite();
  return [opened, opened];
});

const postgres = realPostgres();
feedStockContract("Postgres", async () => {
  const url = await postgres.freshDatabase();
  return [await postgres.open(url), await postgres.open(url)];
});
