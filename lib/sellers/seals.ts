/** Encrypts secrets that have to be read again. Adapter: lib/runtime/sellers/seals.ts. */
export type Seals = {
  /** What everything begins with that is sealed now. */
  readonly mark: string;
  /** `place` is where it is kept, such as the id of its row. */
  seal(text: string, place: string): string;
  /** Null: it was sealed with a key that is not here, or for another place, or was changed. */
  open(sealed: string, place: string): string | null;
};
