import { describe, expect, it } from "vitest";
import { readConfig } from "#lib/config/config.ts";

const RIGHT = {
  PAYMENT_PROVIDER: "example-acquirer",
  EXAMPLE_ACQUIRER_URL: "http://127.0.0.1:4000/",
  EXAMPLE_ACQUIRER_KEY: "key",
  EXAMPLE_ACQUIRER_HMAC: `${"ab".repeat(32)}, ${"CD".repeat(32)}`,
};
const namesOfProblems = (env: Record<string, string>) => {
  const read = readConfig(env, "project");
  return read.kind === "invalid" ? read.problems.map(({ name }) => name) : [];
};

describe("the settings of the example acquirer", () => {
  it("choose it as the payment service, with the key in use and the one before it", () => {
    expect(readConfig(RIGHT, "project")).toMatchObject({
      kind: "config",
      config: {
        paymentProvider: "example-acquirer",
        paymentMode: "test",
        exampleAcquirer: { url: "http://127.0.0.1:4000", key: "key", hmacKeys: ["ab".repeat(32), "CD".repeat(32)] },
      },
    });
  });

  it("are none while the sandbox bank is the payment service, and a value of theirs is then a mistake", () => {
    expect(readConfig({}, "project")).toMatchObject({
      config: { paymentProvider: "sandbox", exampleAcquirer: null },
    });
    const { PAYMENT_PROVIDER: _, ...rest } = RIGHT;
    expect(namesOfProblems(rest)).toEqual(Object.keys(rest));
  });

  it.each([
    ["EXAMPLE_ACQUIRER_URL", ""],
    ["EXAMPLE_ACQUIRER_URL", "ftp://127.0.0.1"],
    ["EXAMPLE_ACQUIRER_KEY", " "],
    ["EXAMPLE_ACQUIRER_HMAC", ""],
    ["EXAMPLE_ACQUIRER_HMAC", "abc"],
    ["EXAMPLE_ACQUIRER_HMAC", `${"ab".repeat(32)},`],
    ["PAYMENT_MODE", "live"],
  ])("a wrong %s (%j) is named", (name, value) => {
    expect(namesOfProblems({ ...RIGHT, [name]: value })).toEqual([name]);
  });
});
