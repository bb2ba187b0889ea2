import { openTestPglite } from "../../fixtures/test-pglite.ts";
import { realPostgres } from "../../fixtures/real-postgres.ts";
import { anyHistoryContract } from "./any-history.ts";
import { rollBackContract } from "./roll-back.ts";
import { startContract } from "./start.ts";

rollBackContract("PGlite", openTestPglite);

const postgres = realPostgres();
rollBackContract("Postgres", () => postgres.open());
anyHistoryContract(() => postgres.open());
startContract(() => postgres.open());
