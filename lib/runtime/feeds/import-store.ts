import type { Database } from "../../store/drizzle/database.ts";
import { createStore } from "../../store/drizzle/store.ts";
import type { Store } from "../../store/store.ts";

/** The store as an import has it, with a server or without: there is no queue, and nothing that an import does needs one. */
export const importStore = (database: Database): Store =>
  createStore(database, () => () => {
    throw new Error("an import leaves no work to the queue");
  });
