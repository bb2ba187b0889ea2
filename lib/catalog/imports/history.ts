import type { ProductId, SellerId } from "../../ids.ts";
import type { Money } from "../../money.ts";

/** A number that grows from import to import. */
export type ImportId = number;

export const IMPORT_CAUSES = ["command", "start", "schedule", "roll_back"] as const;
export type ImportCause = (typeof IMPORT_CAUSES)[number];

/** What is known of an import before its first row. */
export type ImportStart = {
  readonly cause: ImportCause;
  /** A path, or of an address its origin, because the rest of it may contain a key. */
  readonly source: string;
  /** The feed that the server looks at by itself, by its digest (lib/runtime/feeds); null: it is none. */
  readonly feed: string | null;
  /** SHA-256 of the content; null where there is none. */
  readonly digest: string | null;
  /** The import that is rolled back; null: none is. */
  readonly rollsBack: ImportId | null;
  readonly startedAt: Date;
};

/** An import that changed something, as long as it can be rolled back. */
export type CatalogImport = ImportStart & {
  readonly id: ImportId;
  /** Null: it is running, or its process ended before it. */
  readonly endedAt: Date | null;
  /** Those with a product that changed. Empty while it has not ended. */
  readonly sellers: readonly SellerId[];
  /** Products: new ones, changed ones, and those that were taken off sale because the file no longer names them. */
  readonly added: number;
  readonly changed: number;
  readonly withdrawn: number;
  /** Rows of the file. */
  readonly accepted: number;
  readonly rejected: number;
  /** Why it ended before the end of the file; null: it did not. */
  readonly failure: string | null;
  readonly rolledBackBy: ImportId | null;
  /** What was there before is no longer kept for one of its sellers, so it cannot be rolled back. */
  readonly isPruned: boolean;
};

export type ImportEnd = Pick<CatalogImport, "withdrawn" | "accepted" | "rejected" | "failure"> & {
  readonly endedAt: Date;
};

/** Which imports a roll-back undoes, for which sellers. */
export type RollBackPlan = {
  readonly id: ImportId;
  /** The import and those after it, in ascending order. */
  readonly ids: readonly ImportId[];
  readonly sellers: readonly SellerId[];
};

/** What a roll-back does to one product. */
export type RolledBack = {
  readonly id: ProductId;
  /** `withdrawn`: the imports brought it, so it is taken off sale. `unchanged`: it is as it was. */
  readonly kind: "put_back" | "withdrawn" | "unchanged";
  /** Names of columns that change, those that nobody sees left out. */
  readonly changes: readonly string[];
  readonly price: { readonly before: Money; readonly after: Money };
  /** Something else changed a part of it after the imports, and that part stays. */
  readonly isPartLeft: boolean;
};

/** A place in a roll-back: the import and the product that were done last. */
export type RollBackPlace = { readonly importId: ImportId; readonly after: ProductId | null };

/** What was imported, and how the products were before. Adapter: lib/store/drizzle/catalog/imports.ts. */
export interface ImportHistory {
  begin(start: ImportStart): Promise<ImportId>;
  /** Counts what the import changed. Null when that is nothing: the import is then not kept. */
  end(id: ImportId, end: ImportEnd): Promise<CatalogImport | null>;
  /** The latest first; at most `limit`, and those before the import `before`. */
  imports(limit: number, before?: ImportId | null): Promise<readonly CatalogImport[]>;
  /** Whether this content of the feed was imported and rolled back, and that was not rolled back in turn. */
  isRolledBack(feed: string, digest: string): Promise<boolean>;
  /** Forgets what was there before the imports that are not among a seller's last `kept`; deletes in small portions. */
  prune(kept: number, now: Date): Promise<void>;
  planOf(id: ImportId): Promise<RollBackPlan | "not_found" | "not_kept">;
  /**
   * Rolls back the next products of a plan, at most `limit`, in one statement; with `recordAs` null it only says what it would
   * do. `next` null: none is left.
   */
  rollBack(
    plan: RollBackPlan,
    place: RollBackPlace,
    options: { readonly recordAs: ImportId | null; readonly limit: number },
  ): Promise<{ readonly products: readonly RolledBack[]; readonly next: RollBackPlace | null }>;
  /** Notes that the plan was carried out. A scheduled feed is then compared with its last import that still counts. */
  markRolledBack(plan: RollBackPlan, by: ImportId): Promise<void>;
}
