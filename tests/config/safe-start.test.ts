import { describe, expect, it } from "vitest";
import { readConfig } from "#lib/config/config.ts";

const problemsOf = (env: Readonly<Record<string, string>>) => {
  const outcome = readConfig(env, "/srv/shop");
  return outcome.kind === "invalid" ? outcome.problems.map(({ name, message }) => `${name} ${message}`) : [];
};

describe("a shop whose address is public", () => {
  it.each([
    "https://shop.example.com",
    "http://shop.example.com",
    "http://192.168.1.20:3000",
    "http://0.0.0.0:3000",
    "https://localhost.example.com",
    "https://127.0.0.1.example.com",
  ])("does not start at %s until its payment provider is named", (address) => {
    expect(problemsOf({ PUBLIC_URL: address })).toEqual([
      expect.stringMatching(/^PAYMENT_PROVIDER required where PUBLIC_URL is not this machine/),
    ]);
    expect(problemsOf({ PUBLIC_URL: address, PAYMENT_PROVIDER: "sandbox" })).toEqual([]);
  });

  it.each([
    "http://localhost:4000",
    "https://shop.localhost",
    "http://127.0.0.1:3000",
    "http://127.8.9.1",
    "http://[::1]",
  ])("is not one at %s, where nothing needs to be set", (address) =>
    expect(problemsOf({ PUBLIC_URL: address })).toEqual([]),
  );
});

describe("real money", () => {
  const LIVE = {
    PUBLIC_URL: "https://shop.example.com",
    PAYMENT_PROVIDER: "stripe",
    PAYMENT_MODE: "live",
    STRIPE_SECRET_KEY: "rk_live_abc",
    STRIPE_WEBHOOK_SECRET: "whsec_abc",
  };

  it("is not taken with an embedded database that does not wait for the disk", () => {
    const refusal = expect.stringMatching(/^DATABASE_URL required in live mode, .* loses power, .* EMBEDDED_FSYNC=on/);
    expect(problemsOf(LIVE)).toEqual([refusal]);
    expect(problemsOf({ ...LIVE, EMBEDDED_FSYNC: "off" })).toEqual([refusal]);
    expect(problemsOf({ ...LIVE, EMBEDDED_FSYNC: "on" })).toEqual([]);
    expect(problemsOf({ ...LIVE, DATABASE_URL: "postgres://db.example.com/shop" })).toEqual([]);
  });

  it("is not taken where pages for developers were asked to be open", () => {
    const open = { ...LIVE, EMBEDDED_FSYNC: "on", DEVELOPER_PAGES: "everyone" };
    expect(problemsOf(open)).toEqual([expect.stringMatching(/^DEVELOPER_PAGES does nothing in live mode/)]);
  });
});
