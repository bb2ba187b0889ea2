import { describe, expect, it } from "vitest";
import { readConfig } from "#lib/config/config.ts";

const namesOfProblems = (env: Readonly<Record<string, string>>) => {
  const outcome = readConfig({ PAYMENT_MODE: "live", ...env }, "/srv/shop");
  return outcome.kind === "invalid" ? outcome.problems.map(({ name }) => name) : [];
};
const HTTPS = { PUBLIC_URL: "https://shop.example.com" };

/** The guard asks for the mode alone, so it also holds for a provider that is added later. */
describe.each(["stripe", "sandbox", "a-second-provider"])("real money through %s", (provider) => {
  const live = (env: Readonly<Record<string, string>>) => namesOfProblems({ PAYMENT_PROVIDER: provider, ...env });

  it("is not taken at an address without https, nor at the default one", () => {
    expect(live({ PUBLIC_URL: "http://shop.example.com" })).toContain("PUBLIC_URL");
    expect(live({})).toContain("PUBLIC_URL");
    expect(live(HTTPS)).not.toContain("PUBLIC_URL");
  });

  it("is not taken by a process that ends itself for tests", () => {
    expect(live({ ...HTTPS, CRASH_AT: "page_opened" })).toContain("CRASH_AT");
    expect(live(HTTPS)).not.toContain("CRASH_AT");
  });
});

describe("test mode", () => {
  it("allows both", () => {
    expect(namesOfProblems({ PAYMENT_MODE: "test", PUBLIC_URL: "http://127.0.0.1", CRASH_AT: "page_opened" })).toEqual(
      [],
    );
  });
});
