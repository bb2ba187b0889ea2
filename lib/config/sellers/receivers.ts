import { z } from "zod";
import { sellerId, type SellerId } from "../../ids.ts";
import { listItems, secret } from "../setting.ts";

/** What sellers' own receivers of order events need; docs/operations/sellers.md. */
export type SellerReceiversConfig = {
  /** The first encrypts the receivers' secrets, and all decrypt them; null: sellers cannot have receivers. */
  readonly secretsKeys: readonly [string, ...string[]] | null;
  /** `host:port` of those that may be on the shop's own network, and may be http, and whose receivers; `seller` null: anybody's. */
  readonly allowedHosts: readonly { readonly seller: SellerId | null; readonly host: string }[];
};

const MIN_KEY_LENGTH = 32;
const isHostAndPort = (text: string): boolean => {
  const url = URL.parse(`none://${text}`);
  return url !== null && url.port !== "" && url.host === text && /^[a-z0-9.-]+:\d+$/.test(text);
};

/** `host:port`, or `seller=host:port`; a seller's id may contain the sign, a host may not. */
function allowedHost(text: string): SellerReceiversConfig["allowedHosts"][number] {
  const sign = text.lastIndexOf("=");
  return { seller: sign === -1 ? null : sellerId(text.slice(0, sign).trim()), host: text.slice(sign + 1).trim() };
}

const secretsKeys = secret().transform((text, context) => {
  const [first, ...others] = listItems(text);
  if (first === undefined || [first, ...others].some((key) => key.length < MIN_KEY_LENGTH)) {
    context.addIssue(`must be a key of at least ${MIN_KEY_LENGTH} characters without commas, or several with commas`);
    return z.NEVER;
  }
  return [first, ...others] as const;
});

export const sellerReceiverSettings = z
  .object({
    SELLER_SECRETS_KEY: secretsKeys.optional(),
    SELLER_RECEIVER_HOSTS: z
      .string()
      .default("")
      .transform((text) => listItems(text).map(allowedHost))
      .refine(
        (entries) => entries.every(({ seller, host }) => seller !== "" && isHostAndPort(host)),
        "must be hosts with ports, each behind its seller or for all, such as kumo=erp.intern:8443, 10.0.0.7:80",
      ),
  })
  .transform((read): SellerReceiversConfig => ({
    secretsKeys: read.SELLER_SECRETS_KEY ?? null,
    allowedHosts: read.SELLER_RECEIVER_HOSTS,
  }));
