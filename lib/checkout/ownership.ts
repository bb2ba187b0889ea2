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

/**
 * Where a detail was given: in the chat, on the merchant's page, by a platform's call, or at an earlier purchase whose
 * shopper had it remembered.
 */
export type DetailOrigin = "chat" | "page" | "api" | "remembered";

/**
 * Who gave the address (with the name and the phone number in it) and the buyer (name, e-mail address, phone number).
 * Null: nobody, or before this was kept. What is not known to come from the chat or a platform is not shown there.
 */
export type DetailOrigins = {
  readonly address: DetailOrigin | null;
  readonly buyer: DetailOrigin | null;
  /** Who typed them on the page wants them remembered for the shopper; done when the order is paid. */
  readonly isRememberedWhenPaid?: boolean;
};
export const NO_ORIGINS: DetailOrigins = { address: null, buyer: null };

/** True for what may be answered outside the merchant's page, because it came from there. */
export const cameFromOutside = (origin: DetailOrigin | null): boolean => origin === "chat" || origin === "api";

/** The details of a session without those that were typed on the merchant's page. */
export function detailsFromOutside<Address, Buyer>(session: {
  readonly address: Address | null;
  readonly buyer: Buyer | null;
  readonly origins: DetailOrigins;
}): { readonly address: Address | null; readonly buyer: Buyer | null } {
  const { address, buyer, origins } = session;
  return {
    address: cameFromOutside(origins.address) ? address : null,
    buyer: cameFromOutside(origins.buyer) ? buyer : null,
  };
}
