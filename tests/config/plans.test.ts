import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { plansFile } from "#lib/config/plans.ts";
import { readConfig } from "#lib/config/config.ts";
import { money } from "#lib/money.ts";

const STRIPE = { PAYMENT_PROVIDER: "stripe", STRIPE_SECRET_KEY: "sk_test_abc", STRIPE_WEBHOOK_SECRET: "whsec_a" };
const KEY = "k".repeat(24);
const read = (env: Record<string, string>) => readConfig(env, "/srv/shop");
const problemsOf = (env: Record<string, string>) => {
  const outcome = read(env);
  return outcome.kind === "invalid" ? outcome.problems.map((problem) => problem.name) : [];
};
const maps = {
  id: "maps",
  title: "Maps",
  description: "",
  price: "4.90 USD",
  interval: "month",
  entitlement: "maps",
};
const fieldsOf = (json: unknown) => {
  const outcome = plansFile.safeParse(json);
  return outcome.success ? [] : outcome.error.issues.map((issue) => issue.path.join("."));
};

describe("the settings of plans", () => {
  it("are off unless they are set", () => {
    expect(read({})).toMatchObject({ config: { plansFile: null, entitlementsKey: null } });
    expect(read(STRIPE)).toMatchObject({ config: { plansFile: null, entitlementsKey: null } });
  });

  it("are a file, and a key for who may ask", () => {
    expect(read({ ...STRIPE, PLANS_FILE: "plans.json", ENTITLEMENTS_API_KEY: KEY })).toMatchObject({
      config: { plansFile: "/srv/shop/plans.json", entitlementsKey: KEY },
    });
  });

  it.each<[string, Record<string, string>, string]>([
    ["plans with the sandbox bank", { PLANS_FILE: "plans.json" }, "PLANS_FILE"],
    ["a key without plans", { ...STRIPE, ENTITLEMENTS_API_KEY: KEY }, "ENTITLEMENTS_API_KEY"],
    ["a short key", { ...STRIPE, PLANS_FILE: "p", ENTITLEMENTS_API_KEY: "short" }, "ENTITLEMENTS_API_KEY"],
    ["a key with a space", { ...STRIPE, PLANS_FILE: "p", ENTITLEMENTS_API_KEY: `${KEY} k` }, "ENTITLEMENTS_API_KEY"],
  ])("%s stops the start and names the setting", (_, env, name) => {
    expect(problemsOf(env)).toEqual([name]);
    expect(JSON.stringify(read(env))).not.toContain("short");
  });
});

describe("the file of plans", () => {
  it("is read", () => {
    expect(plansFile.safeParse({ seller: "Fernweh Outfitters", plans: [maps] })).toEqual({
      success: true,
      data: [{ ...maps, price: money(490, "USD"), sellerId: "fernweh-outfitters", sellerName: "Fernweh Outfitters" }],
    });
  });

  it("may sell nothing any more, so that what was sold goes on", () => {
    expect(plansFile.safeParse({ seller: "Fernweh", plans: [] })).toEqual({ success: true, data: [] });
  });

  it("that comes along as an example can be used", () => {
    expect(plansFile.safeParse(JSON.parse(readFileSync("config/plans.example.json", "utf8"))).success).toBe(true);
  });

  it.each<[string, object, string]>([
    ["a price without a currency", { price: "4.90" }, "plans.0.price"],
    ["a price of nothing", { price: "0.00 USD" }, "plans.0.price"],
    ["a price that Stripe cannot charge", { price: "1.005 KWD" }, "plans.0.price"],
    ["a week", { interval: "week" }, "plans.0.interval"],
    ["an id with a slash", { id: "a/b" }, "plans.0.id"],
    ["no title", { title: "" }, "plans.0.title"],
    ["an entitlement with a space", { entitlement: "a b" }, "plans.0.entitlement"],
    ["a field that nothing uses", { trial: 7 }, "plans.0"],
  ])("with %s names the field", (_, changes, field) => {
    expect(fieldsOf({ seller: "Fernweh", plans: [{ ...maps, ...changes }] })).toEqual([field]);
  });

  it("with one id twice, or without a seller, is wrong", () => {
    expect(fieldsOf({ seller: "Fernweh", plans: [maps, maps] })).toEqual(["plans"]);
    expect(fieldsOf({ plans: [] })).toEqual(["seller"]);
  });
});
