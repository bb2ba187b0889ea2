import type { Catalog } from "../product.ts";

/** The statistics are due at so many rows, and each time there are so many times more. */
const FIRST_ROWS = 1000;
const GROWTH = 4;

/**
 * Has the database look at its statistics again as an import grows. They are advice about plans: where they cannot be made,
 * as while a VACUUM or another ANALYZE of the table goes on, the import goes on as well and `onFailure` hears why.
 */
export class Growth {
  readonly #catalog: Pick<Catalog, "noteGrowth">;
  readonly #onFailure: (error: unknown) => void | Promise<void>;
  #next = FIRST_ROWS;

  constructor(catalog: Pick<Catalog, "noteGrowth">, onFailure: (error: unknown) => void | Promise<void>) {
    this.#catalog = catalog;
    this.#onFailure = onFailure;
  }

  /** After a batch; `written` rows so far. */
  async grow(written: number): Promise<void> {
    if (written < this.#next) return;
    this.#next = written * GROWTH;
    await this.#note(written);
  }

  /** After the last statement of the import. */
  async end(written: number): Promise<void> {
    if (written >= FIRST_ROWS) await this.#note(written);
  }

  async #note(written: number): Promise<void> {
    try {
      await this.#catalog.noteGrowth(written);
    } catch (error) {
      await this.#onFailure(error);
    }
  }
}
