/** Who a seller is on paper, and how a buyer reaches them. From the merchant's table; nothing of it is checked with anybody. */
export type SellerContact = {
  /** A seller's id, or "*" for every seller without an entry of its own. */
  readonly seller: string;
  /** As in the register of companies; null where it is the name that the shop shows. */
  readonly legalName: string | null;
  /** As on an envelope, line by line. */
  readonly address: readonly string[];
  readonly taxNumber: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** Begins with https:. */
  readonly url: string | null;
};

export const contactOf = (contacts: readonly SellerContact[], sellerId: string): SellerContact | null =>
  contacts.find(({ seller }) => seller === sellerId) ?? contacts.find(({ seller }) => seller === "*") ?? null;
