/** Where a session can be made: by a tool of /mcp, by a platform's key on /acp, on the merchant's own site. */
export type Surface = "mcp" | "acp" | "web";

/**
 * What a session remembers of who made it, beside its shopper. Secrets are kept as SHA-256 digests in hexadecimal, so
 * that the database opens no checkout.
 */
export type Ownership = {
  /** Null: made before this was kept. */
  readonly surface: Surface | null;
  /** Of the key that made it on /acp. */
  readonly apiKeyDigest: string | null;
  /** Of the secret that the widget alone was given. */
  readonly widgetDigest: string | null;
  /** Of the link and the cookie of the browser that typed details on the checkout page; null before one has. */
  readonly browserDigest: string | null;
};

/** Of a session that was made before ownership was kept: nothing proves anything about it. */
export const UNKNOWN_OWNERSHIP: Ownership = {
  surface: null,
  apiKeyDigest: null,
  widgetDigest: null,
  browserDigest: null,
};
