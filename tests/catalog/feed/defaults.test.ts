import { describe, expect, it } from "vitest";
import { NO_DEFAULTS, type FeedDefaults } from "#lib/catalog/feed/fields.ts";
import { readConfig } from "#lib/config/config.ts";
import { importVerb } from "#lib/operator/feeds/import-verb.ts";

const defaultsIn = (env: Readonly<Record<string, string>>) => {
  const read = readConfig(env, "/srv/shop");
  return read.kind === "config" ? read.config.feedDefaults : read.problems;
};

/** What the server hands to its importer when a script sends this. */
async function received(body: unknown): Promise<FeedDefaults | undefined> {
  let defaults: FeedDefaults | undefined;
  const run = importVerb((_file, options) => {
    ({ defaults } = options);
    return Promise.resolve();
  }).begin(body);
  if (typeof run === "function") await run(() => Promise.resolve(), new AbortController().signal);
  return defaults;
}

describe("what a feed does not say", () => {
  it("comes from three settings, the shop's address without a slash at its end", () => {
    expect(
      defaultsIn({ CATALOG_SELLER: "Fell & Tarn", CATALOG_CURRENCY: "GBP", CATALOG_SHOP_URL: "https://fell.example/" }),
    ).toEqual({ sellerName: "Fell & Tarn", currency: "GBP", shopUrl: "https://fell.example" });
    expect(defaultsIn({})).toEqual(NO_DEFAULTS);
  });

  it("cannot be a currency that is not one, or an address that leads nowhere", () => {
    expect(defaultsIn({ CATALOG_CURRENCY: "pounds", CATALOG_SHOP_URL: "fell" })).toEqual([
      { name: "CATALOG_CURRENCY", message: "must be a currency's code in capitals, such as USD" },
      { name: "CATALOG_SHOP_URL", message: "must be a web address such as https://shop.example.com" },
    ]);
  });

  it("reaches the server that imports for the script, and what is not understood counts as not given", async () => {
    const defaults = { sellerName: "Fell", currency: "GBP", shopUrl: "https://fell.example" };
    expect(await received({ file: "/feed.csv", defaults })).toEqual(defaults);
    expect(await received({ file: "/feed.csv", defaults: { currency: "XYZ", sellerName: 5 } })).toEqual(NO_DEFAULTS);
    expect(await received({ file: "/feed.csv" })).toEqual(NO_DEFAULTS);
  });
});
