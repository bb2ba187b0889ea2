import { createHash } from "node:crypto";
import { z } from "zod";
import { sellerId, type SellerId } from "../../ids.ts";
import { always, bearerKey, secret } from "../setting.ts";

/** What a key for /api/orders may allow. `ship` includes reporting that an order was delivered. */
export const ORDER_ACTIONS = ["read", "ship", "refund"] as const;
export type OrderAction = (typeof ORDER_ACTIONS)[number];

/** A key for /api/orders: who has it, of whose orders it speaks, and what it allows. */
export type OrdersKey = {
  /** Names the key in the audit trail. */
  readonly name: string;
  /** SHA-256 of the key, in hexadecimal. */
  readonly digest: string;
  /** The key itself, to judge how easily it is guessed; null where only its digest is known. */
  readonly text: string | null;
  /** Null: all sellers. */
  readonly sellers: readonly SellerId[] | null;
  readonly actions: readonly OrderAction[];
};

/** Longer than MIN_SECRET_LENGTH: these keys are given to others. */
const MIN_KEY_LENGTH = 24;
const MAX_KEYS = 200;

const SELLERS = 'must be "all", or a list of seller ids with at least one';

const ordersKey = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,49}$/, "must have 1 to 50 lower-case letters, digits, ., _ and -"),
    key: z
      .string()
      .regex(
        new RegExp(`^[!-~]{${MIN_KEY_LENGTH},500}$`),
        `must have ${MIN_KEY_LENGTH} to 500 letters, digits or punctuation marks, and no spaces`,
      )
      .optional(),
    key_sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, "must be the SHA-256 digest of a key, 64 lower-case hexadecimal digits")
      .optional(),
    sellers: z.union([z.literal("all"), z.array(z.string().trim().min(1, SELLERS).max(200, SELLERS)).min(1, SELLERS)], {
      error: SELLERS,
    }),
    actions: z
      .array(z.enum(ORDER_ACTIONS, { error: `must be one of ${ORDER_ACTIONS.join(", ")}` }))
      .min(1, "must list at least one action")
      .default([...ORDER_ACTIONS]),
  })
  .refine(({ key, key_sha256: digest }) => (key === undefined) !== (digest === undefined), {
    path: ["key"],
    error: "either key or key_sha256 is required, and not both",
  })
  .transform(({ name, key, key_sha256: digest, sellers, actions }): OrdersKey => ({
    name,
    digest: digest ?? keyDigest(key ?? ""),
    text: key ?? null,
    sellers: sellers === "all" ? null : sellers.map(sellerId),
    actions,
  }));

/** One message for everything that is wrong in the list, by its field. It repeats no value, since any may be a key. */
const ordersKeys = secret().transform((text, context): readonly OrdersKey[] => {
  const wrong = (message: string) => {
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return wrong("must be JSON: a list of keys, each with name, key or key_sha256, sellers and actions");
  }
  const read = z
    .array(ordersKey, "must be a JSON list of keys")
    .max(MAX_KEYS, `at most ${MAX_KEYS} keys`)
    .safeParse(json);
  if (!read.success) return wrong(read.error.issues.map(problemOf).join("; "));
  const repeats = [
    ...repeated(read.data, ({ name }) => name).map((index) => `[${index}].name: another key has this name`),
    ...repeated(read.data, ({ digest }) => digest).map((index) => `[${index}].key: another entry has the same key`),
  ];
  return repeats.length === 0 ? read.data : wrong(repeats.join("; "));
});

function problemOf(issue: z.core.$ZodIssue): string {
  const field = issue.path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  const message = issue.code === "unrecognized_keys" ? "contains a field that is not known" : issue.message;
  return field === "" ? message : `${field}: ${message}`;
}

const repeated = (keys: readonly OrdersKey[], of: (key: OrdersKey) => string): readonly number[] =>
  keys.flatMap((key, index) => (keys.findIndex((one) => of(one) === of(key)) < index ? [index] : []));

/** How a key is stored and compared. */
export const keyDigest = (key: string): string => createHash("sha256").update(key).digest("hex");

/** Whose systems may read, ship and refund orders. Off unless one of both is set. */
export const orderCallSettings = z
  .object({ ORDERS_API_KEY: bearerKey().optional(), ORDERS_API_KEYS: ordersKeys.optional() })
  .superRefine(({ ORDERS_API_KEY: all, ORDERS_API_KEYS: keys }, context) => {
    const index =
      typeof all === "string" && Array.isArray(keys) ? keys.findIndex((key) => key.digest === keyDigest(all)) : -1;
    if (index !== -1)
      context.addIssue({
        code: "custom",
        path: ["ORDERS_API_KEYS"],
        message: `[${index}].key: it is the same as ORDERS_API_KEY`,
      });
  }, always)
  .transform(({ ORDERS_API_KEY: all, ORDERS_API_KEYS: keys = [] }): readonly OrdersKey[] => [
    ...(all === undefined ? [] : [allSellersKey(all)]),
    ...keys,
  ]);

/** ORDERS_API_KEY: every order, everything. Its name cannot be that of a key in the list. */
export const allSellersKey = (key: string): OrdersKey => ({
  name: "ORDERS_API_KEY",
  digest: keyDigest(key),
  text: key,
  sellers: null,
  actions: ORDER_ACTIONS,
});
