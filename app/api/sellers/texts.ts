/** Every sentence of `/api/sellers`, in one place, so that another language is another file. */
export const TEXTS = {
  invalidBody: "invalid body",
  invalidQuery: "invalid query",
  notAllowed: "this change is not allowed; nothing was changed",
  notOnboarded: "this seller cannot be sent to the payment provider",
  noSeller: "there is no seller with this id",
  noSellerField: "unknown",
  exists: "there is a seller with this id",
  existsField: "taken; change the seller with PATCH",
  notYours: "this key is for its own sellers and cannot add others",
  noKeyMade: "no key was made",
  notOwnActions: (actions: readonly string[]) =>
    `this key does not allow ${actions.join(", ")}, so it cannot create a key that does`,
  tooManyKeys: (max: number) => `already has ${max} valid keys; revoke one first`,
  noSuchKey: "this seller has no key with this id",
  noSuchReceiver: "this seller has no receiver with this id",
  noReceivers: "whoever runs the shop has not set SELLER_SECRETS_KEY, so sellers cannot have receivers",
  noReceiverAdded: "no receiver was added",
  badReceiverUrl: "must be https on port 443 of a host on the internet, without user and password",
  tooManyReceivers: (max: number) => `already has ${max} receivers; remove one first`,
  notNext: (from: string, allowed: readonly string[]) =>
    allowed.length === 0 ? `is ${from}, and stays so` : `is ${from}; must be one of ${allowed.join(", ")}`,
} as const;
