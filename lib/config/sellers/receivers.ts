import { z } from "zod";
import { listItems, secret } from "../setting.ts";

/** What sellers' own receivers of order events need; docs/operations/sellers.md. */
export type SellerReceiversConfig = {
  /** The first seals the receivers' secrets, and all open them; null: sellers cannot have receivers. */
  readonly secretsKeys: readonly [string, ...string[]] | null;
  /** `host:port` of those that may be on the shop's own network, and may be http. */
  readonly allowedHosts: ReadonlySet<string>;
};

const MIN_KEY_LENGTH = 32;
const isHostAndPort = (text: string): boolean => {
  const url = URL.parse(`none://${text}`);
  return url !== null && url.port !== "" && url.host === text && /^[a-z0-9.-]+:\d+$/.test(text);
};

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
      .transform(listItems)
      .refine((hosts) => hosts.every(isHostAndPort), "must be hosts with ports, such as erp.intern:8443, 10.0.0.7:80"),
  })
  .transform((read): SellerReceiversConfig => ({
    secretsKeys: read.SELLER_SECRETS_KEY ?? null,
    allowedHosts: new Set(read.SELLER_RECEIVER_HOSTS),
  }));
