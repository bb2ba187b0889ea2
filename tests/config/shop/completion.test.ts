import { describe, expect, it } from "vitest";
import { readConfig } from "#lib/config/config.ts";

const STRIPE = { PAYMENT_PROVIDER: "stripe", STRIPE_SECRET_KEY: "sk_test_abc", STRIPE_WEBHOOK_SECRET: "whsec_a" };
const KEY = "AIza-0123456789-abc";
const read = (env: Record<string, string>) => readConfig(env, "/srv/shop");

describe("the settings of address completion", () => {
  it("are off, or name who is asked", () => {
    expect(read({})).toMatchObject({ config: { completion: { kind: "none" } } });
    expect(read({ ADDRESS_COMPLETION: "simulated" })).toMatchObject({ config: { completion: { kind: "simulated" } } });
    expect(read({ ...STRIPE, ADDRESS_COMPLETION: "google", GOOGLE_PLACES_KEY: KEY })).toMatchObject({
      config: { completion: { kind: "google", key: KEY, url: "https://places.googleapis.com" } },
    });
  });

  it.each<[string, Record<string, string>]>([
    ["GOOGLE_PLACES_KEY", { ADDRESS_COMPLETION: "google" }],
    ["GOOGLE_PLACES_KEY", { GOOGLE_PLACES_KEY: KEY }],
    ["GOOGLE_PLACES_URL", { GOOGLE_PLACES_URL: "http://127.0.0.1:9" }],
    ["ADDRESS_COMPLETION", { ...STRIPE, ADDRESS_COMPLETION: "simulated" }],
    ["ADDRESS_COMPLETION", { ADDRESS_COMPLETION: "bing" }],
  ])("stop the start where they would do nothing, or harm: %s in %o", (name, env) => {
    expect(read(env)).toMatchObject({ kind: "invalid", problems: [{ name }] });
  });
});
