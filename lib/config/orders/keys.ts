import { z } from "zod";
import { sellerId } from "../../ids.ts";
import { digestOf } from "../../purchase/access/principal.ts";
import { ORDER_ACTIONS, type KeyRights } from "../../sellers/key.ts";
import { keyActions } from "../../wire/sellers/key-actions.ts";
import { always, bearerKey } from "../setting.ts";
import { nameField, secretList, sellersField } from "./secret-list.ts";

/** A key of the settings: who has it, of whose orders it speaks, and what it allows. */
export type OrdersKey = KeyRights & {
  /** SHA-256 of the key, in hexadecimal. */
  readonly digest: string;
  /** The key itself, to judge how easily it is guessed; null where only its digest is known. */
  readonly text: string | null;
};

/** By their digests, so that finding one takes as long whoever calls and however many there are. */
export type OrdersKeys = ReadonlyMap<string, OrdersKey>;

/** Longer than MIN_SECRET_LENGTH: these keys are given to others. */
const MIN_KEY_LENGTH = 24;
const MAX_KEYS = 200;

const ordersKey = z
  .strictObject({
    name: nameField(),
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
    sellers: sellersField(),
    actions: keyActions.default(["read", "ship", "refund"]),
  })
  .refine(({ key, key_sha256: digest }) => (key === undefined) !== (digest === undefined), {
    path: ["key"],
    error: "either key or key_sha256 is required, and not both",
  })
  .transform(({ name, key, key_sha256: digest, sellers, actions }): OrdersKey => ({
    name,
    digest: digest ?? digestOf(key ?? ""),
    text: key ?? null,
    sellers: sellers === "all" ? null : sellers.map(sellerId),
    actions,
  }));

const ordersKeys = secretList(ordersKey, {
  must: "must be JSON: a list of keys, each with name, key or key_sha256, sellers and actions",
  noun: "keys",
  max: MAX_KEYS,
  unique: [
    { field: "name", of: ({ name }) => name, message: "another key has this name" },
    { field: "key", of: ({ digest }) => digest, message: "another entry has the same key" },
  ],
});

/**
 * Whose systems may read, ship and refund orders. With neither of both, nobody's but those of sellers who have keys of their own
 * in the database.
 */
export const orderCallSettings = z
  .object({ ORDERS_API_KEY: bearerKey().optional(), ORDERS_API_KEYS: ordersKeys.optional() })
  .superRefine(({ ORDERS_API_KEY: all, ORDERS_API_KEYS: keys }, context) => {
    const index =
      typeof all === "string" && Array.isArray(keys) ? keys.findIndex((key) => key.digest === digestOf(all)) : -1;
    if (index !== -1)
      context.addIssue({
        code: "custom",
        path: ["ORDERS_API_KEYS"],
        message: `[${index}].key: it is the same as ORDERS_API_KEY`,
      });
  }, always)
  .transform(({ ORDERS_API_KEY: all, ORDERS_API_KEYS: keys = [] }): OrdersKeys => {
    const both = [...(all === undefined ? [] : [allSellersKey(all)]), ...keys];
    return new Map(both.map((key) => [key.digest, key]));
  });

/** ORDERS_API_KEY: every order, everything. Its name cannot be that of a key in the list. */
export const allSellersKey = (key: string): OrdersKey => ({
  name: "ORDERS_API_KEY",
  digest: digestOf(key),
  text: key,
  sellers: null,
  actions: ORDER_ACTIONS,
});
