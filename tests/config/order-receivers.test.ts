import { describe, expect, it } from "vitest";
import { readConfig } from "#lib/config/config.ts";

const SECRET = "b1f0c2d4e6a8957361fedcba09283746";
const one = (changes: object = {}) => ({
  name: "erp",
  url: "https://erp.example.com/events",
  secret: SECRET,
  sellers: ["fernweh"],
  ...changes,
});
const read = (receivers: unknown, more: Readonly<Record<string, string>> = {}) =>
  readConfig(
    { ORDER_RECEIVERS: typeof receivers === "string" ? receivers : JSON.stringify(receivers), ...more },
    "/srv/shop",
  );

function problemsOf(receivers: unknown): readonly string[] {
  const outcome = read(receivers);
  return outcome.kind === "config" ? [] : outcome.problems.map(({ name, message }) => `${name}: ${message}`);
}

describe("ORDER_RECEIVERS", () => {
  it("names receivers beside ACP_WEBHOOK_URL, each with its secret, sellers, names and header", () => {
    const receivers = [one(), one({ name: "all", sellers: "all", event_names: "openai", signature_header: "X-Shop" })];
    const acp = { ACP_WEBHOOK_URL: "https://platform.example.com", ACP_WEBHOOK_SECRET: SECRET };
    const shared = { url: "https://erp.example.com/events", secret: SECRET };
    expect(read(receivers, acp)).toMatchObject({
      config: {
        orderReceivers: [
          { name: "ACP_WEBHOOK_URL", url: "https://platform.example.com", sellers: null, names: "acp" },
          { ...shared, name: "erp", sellers: ["fernweh"], names: "acp", signatureHeader: "Merchant-Signature" },
          { ...shared, name: "all", sellers: null, names: "openai", signatureHeader: "X-Shop" },
        ],
      },
    });
  });

  it.each<[string, unknown, string]>([
    ["no JSON", "hush", "must be JSON: a list of receivers, each with name, url, secret and sellers"],
    ["no list", one(), "must be a JSON list of receivers"],
    ["a short secret", [one({ secret: "hush" })], "[0].secret: must have at least 16 characters"],
    ["no secret", [one({ secret: undefined })], "[0].secret: is required, because order events are signed"],
    ["no address", [one({ url: "hush" })], "[0].url: must be a web address such as https://erp.example.com"],
    [
      "the name of a setting",
      [one({ name: "ACP_WEBHOOK_URL" })],
      "[0].name: must have 1 to 50 lower-case letters, digits, ., _ and -",
    ],
    ["no sellers", [one({ sellers: [] })], '[0].sellers: must be "all", or a list of seller ids with at least one'],
    ["other names", [one({ event_names: "hush" })], "[0].event_names: must be one of acp, openai"],
    [
      "a header that is in use",
      [one({ signature_header: "Content-Type" })],
      "[0].signature_header: must be the name of a header that is not in use, such as Merchant-Signature",
    ],
    ["a field that nobody knows", [one({ hush: 1 })], "[0]: contains a field that is not known"],
    ["one name twice", [one(), one()], "[1].name: another receiver has this name"],
    ["too many", Array.from({ length: 21 }, (_, index) => one({ name: `erp-${index}` })), "at most 20 receivers"],
  ])("with %s stops the start, and the message repeats no secret", (_, receivers, message) => {
    expect(problemsOf(receivers)).toEqual([`ORDER_RECEIVERS: ${message}`]);
  });
});
