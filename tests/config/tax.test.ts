import { describe, expect, it } from "vitest";
import { readConfig } from "#lib/config/config.ts";
import { readiness } from "#lib/runtime/readiness.ts";
import type { TaxHealth } from "#lib/tax/tax-service.ts";

const STRIPE = { PAYMENT_PROVIDER: "stripe", STRIPE_SECRET_KEY: "sk_test_abc", STRIPE_WEBHOOK_SECRET: "whsec_a" };
const read = (env: Record<string, string>) => readConfig(env, "/srv/shop");

describe("the settings of tax", () => {
  it("are the table, or Stripe with its payments' key, which stops unless told otherwise", () => {
    expect(read({})).toMatchObject({ config: { tax: { provider: "table", fallback: "stop" } } });
    expect(read({ ...STRIPE, TAX_PROVIDER: "stripe" })).toMatchObject({
      config: { tax: { provider: "stripe", fallback: "stop" } },
    });
    expect(read({ ...STRIPE, TAX_PROVIDER: "stripe", TAX_FALLBACK: "table" })).toMatchObject({
      config: { tax: { fallback: "table" } },
    });
  });

  it("VAT numbers are checked nowhere, unless the Commission's register or a stand-in is named", () => {
    expect(read({})).toMatchObject({ config: { tax: { viesUrl: null } } });
    expect(read({ VAT_CHECK: "vies" })).toMatchObject({
      config: { tax: { viesUrl: "https://ec.europa.eu/taxation_customs/vies/rest-api" } },
    });
    expect(read({ VAT_CHECK: "vies", VIES_API_URL: "http://127.0.0.1:9/" })).toMatchObject({
      config: { tax: { viesUrl: "http://127.0.0.1:9" } },
    });
  });

  it.each<[string, Record<string, string>, string]>([
    ["Stripe Tax without a key of Stripe's", { TAX_PROVIDER: "stripe" }, "TAX_PROVIDER"],
    ["a service that is not known", { TAX_PROVIDER: "taxjar" }, "TAX_PROVIDER"],
    ["an address of a register that is not asked", { VIES_API_URL: "https://vies.example.com" }, "VIES_API_URL"],
    ["a register that is not known", { VAT_CHECK: "hmrc" }, "VAT_CHECK"],
    ["a fallback of what always answers", { TAX_FALLBACK: "table" }, "TAX_FALLBACK"],
  ])("%s stops the start and names the setting", (_, env, name) => {
    const outcome = read(env);
    expect(outcome.kind === "invalid" && outcome.problems.map((problem) => problem.name)).toEqual([name]);
  });
});

describe("/readyz of a shop with a tax service", () => {
  const NOW = new Date("2026-05-04T12:00:00Z");
  const readyz = (health: Partial<TaxHealth>, refused = 0) =>
    readiness({
      catalog: { count: async () => 3 },
      flags: {
        source: () => ({ kind: "bootstrap", detail: "flags.json", confirmedAt: null, isStale: false }) as const,
      },
      feed: null,
      operator: {
        pauses: async () => ({ switches: [], breakers: [] }),
        openElsewhere: async () => [],
        webhooks: async () => [],
      },
      provider: { key: null },
      tax: {
        provider: "stripe",
        fallback: "stop",
        viesUrl: null,
        health: () => ({ trouble: null, notCollectedIn: [], ...health }),
        refused: async () => refused,
      },
      database: "pglite",
      config: { payment: { kind: "stripe", mode: "test" } },
      now: () => NOW,
    });

  it("is well while it answers, also where nothing is collected, which is shown", async () => {
    expect(await readyz({ notCollectedIn: ["FR", "US CA"] })).toMatchObject({
      ready: true,
      failing: [],
      checks: { tax: "stripe; nothing is collected in FR, US CA: no registration there" },
    });
  });

  it("fails the check while it does not answer or refused a booking, and stays ready", async () => {
    const trouble = { since: NOW, what: "Stripe Tax is not active in this account" };
    expect(await readyz({ trouble })).toMatchObject({
      ready: true,
      failing: ["tax"],
      checks: { tax: expect.stringContaining("NO ANSWER since 2026-05-04T12:00:00.000Z: Stripe Tax is not active") },
    });
    expect(await readyz({}, 2)).toMatchObject({ failing: ["tax"], checks: { tax: "stripe; 2 bookings refused" } });
  });
});
