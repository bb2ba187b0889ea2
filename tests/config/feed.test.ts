import { describe, expect, it } from "vitest";
import { readConfig } from "#lib/config/config.ts";
import { readiness } from "#lib/runtime/readiness.ts";
import type { FeedState } from "#lib/store/feed-store.ts";

const AT = "https://feeds.example.com/shop.csv?key=abc";
const read = (env: Readonly<Record<string, string>>) => readConfig(env, "/srv/shop");
function feedOf(env: Readonly<Record<string, string>>) {
  const found = read(env);
  if (found.kind !== "config") throw new Error(JSON.stringify(found.problems));
  return found.config.feed;
}
function problemsOf(env: Readonly<Record<string, string>>) {
  const found = read(env);
  return found.kind === "config" ? [] : found.problems;
}

describe("the setting of the feed", () => {
  it("is a path from the project's folder, or an address as it is; without one it is the demo feed", () => {
    expect(feedOf({ CATALOG_FEED: "feeds/shop.csv" })).toMatchObject({
      source: "/srv/shop/feeds/shop.csv",
      cron: null,
    });
    expect(feedOf({ CATALOG_FEED: AT })).toMatchObject({ source: AT, authorization: null, replaces: false });
    expect(feedOf({})).toBeNull();
  });

  it("sends a user and password, or a token", () => {
    const credentials = { CATALOG_FEED_USER: "shop", CATALOG_FEED_PASSWORD: "pass:word" };
    expect(feedOf({ CATALOG_FEED: AT, ...credentials })?.authorization).toBe(
      `Basic ${Buffer.from("shop:pass:word").toString("base64")}`,
    );
    expect(feedOf({ CATALOG_FEED: AT, CATALOG_FEED_TOKEN: "abc.def" })?.authorization).toBe("Bearer abc.def");
  });

  it.each([
    ["1", "* * * * *"],
    ["15", "*/15 * * * *"],
    ["60", "0 */1 * * *"],
    ["720", "0 */12 * * *"],
    ["7,37 5-22 * * 1-6", "7,37 5-22 * * 1-6"],
  ])("takes the schedule %j as %j", (given, cron) => {
    expect(feedOf({ CATALOG_FEED: "a.csv", CATALOG_FEED_SCHEDULE: given })?.cron).toBe(cron);
  });

  it.each([
    ["CATALOG_FEED", { CATALOG_FEED: "http://feeds.example.com/shop.csv" }],
    ["CATALOG_FEED", { CATALOG_FEED: "https://shop:secret@feeds.example.com/shop.csv" }],
    ["CATALOG_FEED_SCHEDULE", { CATALOG_FEED: "a.csv", CATALOG_FEED_SCHEDULE: "7" }],
    ["CATALOG_FEED_SCHEDULE", { CATALOG_FEED: "a.csv", CATALOG_FEED_SCHEDULE: "daily" }],
    ["CATALOG_FEED_SCHEDULE", { CATALOG_FEED_SCHEDULE: "15" }],
    ["CATALOG_FEED_USER", { CATALOG_FEED: AT, CATALOG_FEED_USER: "shop" }],
    ["CATALOG_FEED_TOKEN", { CATALOG_FEED: "a.csv", CATALOG_FEED_TOKEN: "abc" }],
    [
      "CATALOG_FEED_TOKEN",
      { CATALOG_FEED: AT, CATALOG_FEED_TOKEN: "abc", CATALOG_FEED_USER: "a", CATALOG_FEED_PASSWORD: "b" },
    ],
    ["CATALOG_FEED_MAX_SHRINK", { CATALOG_FEED: AT, CATALOG_FEED_MAX_SHRINK: "101" }],
  ])("stops the start with a problem of %s: %j", (name, env) => {
    const problems = problemsOf(env);
    expect(problems.map((one) => one.name)).toEqual([name]);
    expect(JSON.stringify(problems)).not.toContain("secret@");
  });

  it("takes http on this machine only", () => {
    expect(feedOf({ CATALOG_FEED: "http://127.0.0.1:4000/shop.csv" })?.source).toBe("http://127.0.0.1:4000/shop.csv");
  });
});

describe("a feed at /readyz", () => {
  const NOW = new Date("2026-11-29T12:00:00Z");
  const state: FeedState = {
    source: "digest",
    etag: null,
    lastModified: null,
    digest: "abc",
    accepted: 10,
    checkedAt: NOW,
    importedAt: NOW,
    trouble: null,
    troubledSince: null,
  };
  const readyz = (found: FeedState | null) =>
    readiness({
      catalog: { count: async () => 3 },
      flags: {
        source: () => ({ kind: "bootstrap", detail: "flags.json", confirmedAt: null, isStale: false }) as const,
      },
      feed: { state: async () => found },
      operator: {
        pauses: async () => ({ switches: [], breakers: [] }),
        openElsewhere: async () => [],
        webhooks: async () => [],
      },
      provider: { key: null },
      database: "pglite",
      config: { payment: { kind: "stripe", mode: "test" } },
      tax: null,
      now: () => NOW,
    });

  it("is among what fails while it is not imported, and the instance stays ready", async () => {
    const troubled = { ...state, trouble: "it has 1 rows, and had 10 before", troubledSince: NOW };
    expect(await readyz(troubled)).toMatchObject({
      ready: true,
      failing: ["feed"],
      checks: { feed: expect.stringContaining("NOT IMPORTED since 2026-11-29T12:00:00.000Z: it has 1 rows") },
    });
    expect((await readyz(state)).failing).toEqual([]);
    expect((await readyz(null)).checks).not.toHaveProperty("feed");
  });
});
