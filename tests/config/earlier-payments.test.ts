import { describe, expect, it } from "vitest";
import { readConfig } from "#lib/config/config.ts";

const NOW = {
  PAYMENT_PROVIDER: "stripe",
  STRIPE_SECRET_KEY: "sk_test_now",
  STRIPE_WEBHOOK_SECRET: "whsec_now",
};
const BEFORE = { ...NOW, STRIPE_SECRET_KEY: "sk_test_before", STRIPE_WEBHOOK_SECRET: "whsec_new, whsec_old" };

const read = (earlier: unknown) =>
  readConfig(
    { ...NOW, EARLIER_PAYMENT_SETTINGS: typeof earlier === "string" ? earlier : JSON.stringify(earlier) },
    "/",
  );
const problemOf = (earlier: unknown) => {
  const outcome = read(earlier);
  return outcome.kind === "invalid" ? outcome.problems : [];
};
const earlierOf = (earlier: unknown) => {
  const outcome = read(earlier);
  return outcome.kind === "config" ? outcome.config.earlierPayments : outcome.problems;
};

describe("EARLIER_PAYMENT_SETTINGS", () => {
  it("is a list of settings as they were, of Stripe's accounts and of the sandbox bank", () => {
    expect(earlierOf([BEFORE, { PAYMENT_PROVIDER: "sandbox" }])).toMatchObject([
      { kind: "stripe", mode: "test", secretKey: "sk_test_before", webhookSecrets: ["whsec_new", "whsec_old"] },
      { kind: "sandbox" },
    ]);
  });

  it("may have another mode than the present settings", () => {
    const live = { ...BEFORE, PAYMENT_MODE: "live", STRIPE_SECRET_KEY: "rk_live_before" };
    expect(earlierOf([live])).toMatchObject([{ mode: "live" }]);
  });

  it("without the present account is what counts, so that two configurations of a rolling deploy may share it", () => {
    expect(earlierOf([NOW, BEFORE])).toMatchObject([{ secretKey: "sk_test_before" }]);
  });

  it.each([
    ["sk_test_before", 'must be JSON: a list of settings as they were, such as [{"PAYMENT_PROVIDER":"sandbox"}]'],
    [BEFORE, "must be a JSON list"],
    [[BEFORE, BEFORE], "names the same account twice"],
    [[{ ...BEFORE, STRIPE_SECRET: "hush" }], "[0]: contains a name that is no setting of a payment provider"],
    [[{ STRIPE_SECRET_KEY: "sk_test_before" }], "[0].PAYMENT_PROVIDER: must be one of sandbox, stripe"],
    [
      [{ PAYMENT_PROVIDER: "stripe", STRIPE_SECRET_KEY: "hush", STRIPE_WEBHOOK_SECRET: "whsec_x" }],
      "[0].STRIPE_SECRET_KEY: does not look like a secret key; use a key that starts with sk_ or rk_",
    ],
  ])("%j is refused, by its field and without a value", (earlier, text) => {
    const [problem] = problemOf(earlier);
    expect(problem?.name).toBe("EARLIER_PAYMENT_SETTINGS");
    expect(problem?.message).toContain(text);
    expect(problem?.message).not.toContain("hush");
  });
});
