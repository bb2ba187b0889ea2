import { hash } from "node:crypto";
import type { DetailOrigin } from "../../checkout/ownership.ts";
import type { CheckoutLink, ShopperId } from "../../ids.ts";

/**
 * Who calls, as far as the call proves it. On /mcp the host's subject and the widget's secret, on /acp the key, on the
 * merchant's pages the link in the address and the browser's cookie. Null: the call had none.
 */
export type Principal =
  | { readonly surface: "mcp"; readonly subject: ShopperId | null; readonly widgetSecret: string | null }
  | { readonly surface: "acp"; readonly apiKeyDigest: string }
  | { readonly surface: "web"; readonly link: CheckoutLink | null; readonly browserSecret: string | null };

/** Where a caller gives details. */
export const originOf = ({ surface }: Principal): DetailOrigin => ORIGINS[surface];
const ORIGINS = { mcp: "chat", acp: "api", web: "page" } as const;

/** SHA-256 in hexadecimal: what is stored and compared instead of a secret. Secrets have 128 random bits, or are keys. */
export const digestOf = (secret: string): string => hash("sha256", secret);

/** One browser has one cookie; the link makes its digest another one at every checkout. */
export const browserDigestOf = (link: CheckoutLink, secret: string): string => digestOf(`${link}\n${secret}`);

/**
 * What is left of a session's shopper when its details were erased (lib/store/drizzle/privacy/writes.ts): a digest with
 * the link, by which the same subject still finds its order, and by which no two sessions can be told to be of one.
 */
export const erasedShopperOf = (link: string, subject: string): string => `erased:${digestOf(`${link}\n${subject}`)}`;
