import { describe, expect, it } from "vitest";
import { readConfig } from "#lib/config/config.ts";

const STRIPE = {
  PAYMENT_PROVIDER: "stripe",
  STRIPE_SECRET_KEY: "sk_test_abc",
  STRIPE_WEBHOOK_SECRET: "whsec_new, whsec_old",
};
const LIVE = {
  ...STRIPE,
  PUBLIC_URL: "https://shop.example.com",
  PAYMENT_MODE: "live",
  EMBEDDED_FSYNC: "on",
  STRIPE_SECRET_KEY: "rk_live_abc",
};
const read = (env: Record<string, string>) => readConfig(env, "/srv/shop");
const problemsOf = (env: Record<string, string>) => {
  const outcome = read(env);
  return outcome.kind === "invalid" ? outcome.problems.map((problem) => problem.name) : [];
};

describe("the settings of Stripe", () => {
  it("without them the sandbox bank is the payment service", () => {
    expect(read({})).toMatchObject({ config: { payment: { kind: "sandbox", mode: "test" } } });
  });

  it("a test key and the webhook's secret are enough; what is left out is off", () => {
    expect(read(STRIPE)).toMatchObject({
      config: {
        payment: {
          kind: "stripe",
          mode: "test",
          secretKey: "sk_test_abc",
          webhookSecrets: ["whsec_new", "whsec_old"],
          networkId: null,
          publishableKey: null,
          apiUrl: null,
        },
      },
    });
  });

  it("a restricted key does in live mode", () => {
    expect(read({ ...LIVE, STRIPE_NETWORK_ID: "profile_61abc" })).toMatchObject({
      config: { payment: { kind: "stripe", mode: "live", secretKey: "rk_live_abc", networkId: "profile_61abc" } },
    });
  });

  it("a publishable key brings the form to our page, unless Stripe's own page is asked for", () => {
    const withKey = { ...STRIPE, STRIPE_PUBLISHABLE_KEY: "pk_test_abc" };
    expect(read(withKey)).toMatchObject({ config: { payment: { publishableKey: "pk_test_abc" } } });
    expect(read({ ...withKey, STRIPE_CHECKOUT_UI: "hosted_page" })).toMatchObject({
      config: { payment: { publishableKey: null } },
    });
  });

  it("what is paid days later is offered, unless it is switched off", () => {
    expect(read(STRIPE)).toMatchObject({ config: { payment: { offersDelayedMethods: true } } });
    expect(read({ ...STRIPE, STRIPE_DELAYED_METHODS: "off" })).toMatchObject({
      config: { payment: { offersDelayedMethods: false } },
    });
  });

  it("webhooks about sellers' accounts have secrets of their own, and charges are the platform's unless it says otherwise", () => {
    expect(read(STRIPE)).toMatchObject({
      config: { payment: { connectWebhookSecrets: [], isOnBehalfOfSeller: false } },
    });
    const settings = { STRIPE_CONNECT_WEBHOOK_SECRET: "whsec_b, whsec_a", STRIPE_ON_BEHALF_OF: "on" };
    expect(read({ ...STRIPE, ...settings })).toMatchObject({
      config: { payment: { connectWebhookSecrets: ["whsec_b", "whsec_a"], isOnBehalfOfSeller: true } },
    });
  });

  it.each<[string, Record<string, string>, string]>([
    ["no secret key", { PAYMENT_PROVIDER: "stripe", STRIPE_WEBHOOK_SECRET: "whsec_a" }, "STRIPE_SECRET_KEY"],
    ["a test key in live mode", { ...LIVE, STRIPE_SECRET_KEY: "sk_test_abc" }, "STRIPE_SECRET_KEY"],
    ["a live key in test mode", { ...STRIPE, STRIPE_SECRET_KEY: "sk_live_abc" }, "STRIPE_SECRET_KEY"],
    [
      "a publishable key in the place of the secret one",
      { ...STRIPE, STRIPE_SECRET_KEY: "pk_test_abc" },
      "STRIPE_SECRET_KEY",
    ],
    ["no webhook secret", { PAYMENT_PROVIDER: "stripe", STRIPE_SECRET_KEY: "sk_test_a" }, "STRIPE_WEBHOOK_SECRET"],
    [
      "a webhook secret of sellers' accounts of another form",
      { ...STRIPE, STRIPE_CONNECT_WEBHOOK_SECRET: "b" },
      "STRIPE_CONNECT_WEBHOOK_SECRET",
    ],
    ["a webhook secret of another form", { ...STRIPE, STRIPE_WEBHOOK_SECRET: "whsec_a,b" }, "STRIPE_WEBHOOK_SECRET"],
    [
      "a publishable key of the other mode",
      { ...STRIPE, STRIPE_PUBLISHABLE_KEY: "pk_live_a" },
      "STRIPE_PUBLISHABLE_KEY",
    ],
    [
      "the form on our page without its key",
      { ...STRIPE, STRIPE_CHECKOUT_UI: "embedded_page" },
      "STRIPE_PUBLISHABLE_KEY",
    ],
    ["an unknown page", { ...STRIPE, STRIPE_CHECKOUT_UI: "hosted" }, "STRIPE_CHECKOUT_UI"],
    ["a test profile in live mode", { ...LIVE, STRIPE_NETWORK_ID: "profile_test_a" }, "STRIPE_NETWORK_ID"],
    ["a live profile in test mode", { ...STRIPE, STRIPE_NETWORK_ID: "profile_a" }, "STRIPE_NETWORK_ID"],
    ["something else as a profile", { ...STRIPE, STRIPE_NETWORK_ID: "acct_1" }, "STRIPE_NETWORK_ID"],
    ["another address with a live key", { ...LIVE, STRIPE_API_URL: "http://127.0.0.1:4350" }, "STRIPE_API_URL"],
    ["a malformed address", { ...STRIPE, STRIPE_API_URL: "127.0.0.1" }, "STRIPE_API_URL"],
    [
      "live mode with the sandbox bank",
      {
        PAYMENT_PROVIDER: "sandbox",
        PAYMENT_MODE: "live",
        PUBLIC_URL: "https://shop.example.com",
        EMBEDDED_FSYNC: "on",
      },
      "PAYMENT_MODE",
    ],
    ["an address without https in live mode", { ...LIVE, PUBLIC_URL: "http://shop.example.com" }, "PUBLIC_URL"],
    ["a crash asked for in live mode", { ...LIVE, CRASH_AT: "page_opened" }, "CRASH_AT"],
    ["an unknown mode", { ...STRIPE, PAYMENT_MODE: "prod" }, "PAYMENT_MODE"],
    ["another payment service", { PAYMENT_PROVIDER: "paypal" }, "PAYMENT_PROVIDER"],
    ["a key that nothing uses", { STRIPE_SECRET_KEY: "sk_test_abc" }, "STRIPE_SECRET_KEY"],
  ])("%s stops the start and names the setting", (_, env, name) => {
    expect(problemsOf(env)).toEqual([name]);
  });

  it("no message repeats a key", () => {
    const outcome = read({ ...LIVE, STRIPE_SECRET_KEY: "sk_test_abc", STRIPE_PUBLISHABLE_KEY: "sk_live_wrong" });
    expect(JSON.stringify(outcome)).not.toMatch(/abc|wrong\b/);
  });
});
