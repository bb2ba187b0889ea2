import { describe, expect, it } from "vitest";
import { readConfig } from "#lib/config/config.ts";
import { digestOf } from "#lib/purchase/access/principal.ts";

const KEY = "b1f0c2d4e6a8957361fedcba09283746";
const OTHER = "9c8b7a6f5e4d3c2b1a0fedcb81726354";
const one = (changes: object = {}) => ({ name: "erp", key: KEY, sellers: ["fernweh"], ...changes });

function problemsOf(keys: unknown, more: Readonly<Record<string, string>> = {}): readonly string[] {
  const env = { ORDERS_API_KEYS: typeof keys === "string" ? keys : JSON.stringify(keys), ...more };
  const read = readConfig(env, "/srv/shop");
  if (read.kind === "config") return [];
  return read.problems.map(({ name, message }) => `${name}: ${message}`);
}

describe("ORDERS_API_KEYS", () => {
  it("names keys with their sellers and actions, by the key or by its digest", () => {
    const keys = [one(), { name: "all", key_sha256: digestOf(OTHER), sellers: "all", actions: ["read"] }];
    const read = readConfig({ ORDERS_API_KEYS: JSON.stringify(keys) }, "/srv/shop");
    expect(read).toMatchObject({
      config: {
        ordersKeys: new Map([
          [digestOf(KEY), { name: "erp", text: KEY, sellers: ["fernweh"], actions: ["read", "ship", "refund"] }],
          [digestOf(OTHER), { name: "all", text: null, sellers: null, actions: ["read"] }],
        ]),
      },
    });
  });

  it.each<[string, unknown, string]>([
    ["no JSON", "hush", "must be JSON: a list of keys, each with name, key or key_sha256, sellers and actions"],
    ["no list", one(), "must be a JSON list of keys"],
    [
      "a short key",
      [one({ key: "hush" })],
      "[0].key: must have 24 to 500 letters, digits or punctuation marks, and no spaces",
    ],
    ["no key", [one({ key: undefined })], "[0].key: either key or key_sha256 is required, and not both"],
    [
      "a key and a digest",
      [one({ key_sha256: digestOf(OTHER) })],
      "[0].key: either key or key_sha256 is required, and not both",
    ],
    [
      "a digest that is none",
      [one({ key: undefined, key_sha256: "hush" })],
      "[0].key_sha256: must be the SHA-256 digest of a key, 64 lower-case hexadecimal digits",
    ],
    [
      "a name with blanks",
      [one({ name: "hush hush" })],
      "[0].name: must have 1 to 50 lower-case letters, digits, ., _ and -",
    ],
    ["no sellers", [one({ sellers: [] })], '[0].sellers: must be "all", or a list of seller ids with at least one'],
    [
      "every seller by a star",
      [one({ sellers: "*" })],
      '[0].sellers: must be "all", or a list of seller ids with at least one',
    ],
    [
      "an unknown action",
      [one({ actions: ["hush"] })],
      "[0].actions[0]: must be one of read, ship, refund, change_products, manage_sellers, manage_receivers",
    ],
    ["no action", [one({ actions: [] })], "[0].actions: must list at least one action"],
    ["an unknown field", [one({ hush: 1 })], "[0]: contains a field that is not known"],
    ["a name twice", [one(), one({ key: OTHER })], "[1].name: another key has this name"],
    ["a key twice", [one(), one({ name: "b" })], "[1].key: another entry has the same key"],
    [
      "a key twice, once by its digest",
      [one(), one({ name: "b", key: undefined, key_sha256: digestOf(KEY) })],
      "[1].key: another entry has the same key",
    ],
    [
      "two mistakes",
      [one({ name: "" }), one({ sellers: [] })],
      '[0].name: must have 1 to 50 lower-case letters, digits, ., _ and -; [1].sellers: must be "all", or a list of seller ids with at least one',
    ],
  ])("with %s stops the start, and says which field", (_, keys, message) => {
    const problems = problemsOf(keys);
    expect(problems).toEqual([`ORDERS_API_KEYS: ${message}`]);
    for (const secret of ["hush", KEY, OTHER]) expect(problems[0]).not.toContain(secret);
  });

  it("cannot contain ORDERS_API_KEY, which is for all sellers", () => {
    expect(problemsOf([one({ name: "a", key: OTHER }), one()], { ORDERS_API_KEY: KEY })).toEqual([
      "ORDERS_API_KEYS: [1].key: it is the same as ORDERS_API_KEY",
    ]);
  });
});
