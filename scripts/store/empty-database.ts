import { makeEmptyDatabase } from "#lib/store/drizzle/pglite.ts";
import { root } from "../install.mjs";

await makeEmptyDatabase(root);
