/** Encrypts secrets that have to be read again. Adapter: lib/runtime/sellers/encryption.ts. */
export type Encryption = {
  /** The newest key's id and a dot: what everything begins with that is encrypted now. */
  readonly keyId: string;
  /** `place` is where it is kept, such as the id of its row. */
  encrypt(text: string, place: string): string;
  /** Null: it was encrypted with a key that is not here, or for another place, or was changed. */
  decrypt(encrypted: string, place: string): string | null;
};
