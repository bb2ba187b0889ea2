import { describe, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import { readConfig } from "#lib/config/config.ts";
import { risksOf } from "#lib/config/risks/risks-of.ts";
import type { RiskFacts } from "#lib/config/risks/risk.ts";

type Env = Readonly<Record<string, string>>;

function found(env: Env, facts: Partial<RiskFacts> = {}) {
  const read = readConfig(env, "/srv/shop");
  if (read.kind === "invalid") throw new Error(JSON.stringify(read.problems));
  const machine = {
    userId: 1000,
    looseFiles: 0,
    unknownSellers: [],
    sellersNotReady: null,
    sellersUnread: null,
    sellersUntaxed: null,
    idleSellerKeys: null,
    failedReceivers: null,
    unreadServer: null,
    unreadPages: [],
    webhookTrouble: null,
    running: null,
  };
  const all = risksOf({ config: read.config, given: Object.keys(env), env, ...machine, ...facts });
  for (const { what, why } of all) expect(`${what} ${why}`).not.toMatch(/undefined|null|hush/);
  return all;
}
const risks = (env: Env, facts: Partial<RiskFacts> = {}): readonly string[] =>
  found(env, facts).map(({ severity, setting }) => `${severity} ${setting}`);

const KEY = "b1f0c2d4e6a8957361fedcba09283746";
const OTHER = "9c8b7a6f5e4d3c2b1a0fedcb81726354";
const PUBLIC = { PUBLIC_URL: "https://shop.example.com", PAYMENT_PROVIDER: "sandbox", DEVELOPER_PAGES: "off" };
const DATABASE = { DATABASE_URL: "postgres://127.0.0.1/shop" };
const LIVE = {
  PUBLIC_URL: "https://shop.example.com",
  PAYMENT_PROVIDER: "stripe",
  PAYMENT_MODE: "live",
  STRIPE_SECRET_KEY: "rk_live_abc",
  STRIPE_WEBHOOK_SECRET: "whsec_abc",
  DATABASE_URL: "postgres://db.example.com/shop?sslmode=verify-full",
  CATALOG_FEED: "/srv/feed.csv",
  SHOP_FILE: "/srv/shop.json",
  SMTP_URL: "smtps://shop:hush@smtp.example.com",
  MAIL_FROM: "orders@shop.example.com",
  SELLER_MAIL: "shop@example.com",
};
/** As a careful merchant has it: secrets come from files, which only their names show. */
const careful = (env: Env = {}, facts: Partial<RiskFacts> = {}) =>
  risks({ ...LIVE, ...env }, { given: ["CATALOG_FEED", "SHOP_FILE", "STRIPE_SECRET_KEY_FILE"], ...facts });
const sellerKey = (key: string) => ({
  ORDERS_API_KEYS: JSON.stringify([{ name: "erp", key, sellers: ["fernweh"] }]),
});
const receiver = { ACP_WEBHOOK_URL: "https://erp.example.com/events", ACP_WEBHOOK_SECRET: KEY };
const listed = (changes: object) => ({
  ORDER_RECEIVERS: JSON.stringify([
    { name: "wms", url: "https://wms.example.com", secret: OTHER, sellers: ["fernweh"], ...changes },
  ]),
});

describe("the risks of settings", () => {
  it("are none on a developer's machine without a setting, and none in a careful shop", () => {
    expect(risks({})).toEqual([]);
    expect(careful()).toEqual([]);
    expect(careful({ ...receiver, CONSOLE_KEY: OTHER })).toEqual([]);
  });

  it.each<[string, Env]>([
    ["dangerous PAYMENT_PROVIDER", { ...PUBLIC, ...receiver }],
    ["warning PAYMENT_PROVIDER", PUBLIC],
    ["warning PAYMENT_PROVIDER", { ...PUBLIC, ...receiver, ACP_WEBHOOK_URL: "http://127.0.0.1:9/" }],
    [
      "warning PAYMENT_MODE",
      { ...PUBLIC, PAYMENT_PROVIDER: "stripe", STRIPE_SECRET_KEY: "rk_test_a", STRIPE_WEBHOOK_SECRET: "whsec_a" },
    ],
    ["advice TAX_FALLBACK", { ...LIVE, TAX_PROVIDER: "stripe", TAX_FALLBACK: "table" }],
    ["dangerous CRASH_AT", { ...PUBLIC, CRASH_AT: "page_opened" }],
    ["warning CRASH_AT", { CRASH_AT: "page_opened" }],
    ["dangerous DEVELOPER_PAGES", { ...PUBLIC, DEVELOPER_PAGES: "everyone" }],
    ["advice DEVELOPER_PAGES", { DEVELOPER_PAGES: "everyone" }],
    ["advice DEVELOPER_PAGES", { ...PUBLIC, DEVELOPER_PAGES: "loopback" }],
    ["dangerous MCP_OWNERSHIP", { ...PUBLIC, MCP_OWNERSHIP: "report_only" }],
    ["warning MCP_OWNERSHIP", { MCP_OWNERSHIP: "report_only" }],
    ["warning CONSOLE_KEY", { CONSOL_KEY: OTHER }],
    ["warning KEEP_UNPAID_DAYS", { KEEP_UNPAID_DAY: "3" }],
    ["warning ORDERS_API_KEY", { ORDERS_APIKEY: OTHER }],
    ["warning PAYMENT_PROVIDER", { PAYMENT_PROVDIER: "stripe" }],
    ["warning MCP_OWNERSHIP", { mcp_ownership: "enforce" }],
    ["dangerous RETURN_HOSTS", { RETURN_HOSTS: "chatgpt.com,*.com" }],
    ["warning ALLOWED_HOSTS", { ...PUBLIC, ALLOWED_HOSTS: "shop.example.net" }],
    ["warning MCP_ALLOWED_ORIGINS", { MCP_ALLOWED_ORIGINS: "http://host.example" }],
    ["warning PUBLIC_URL", { ...PUBLIC, PUBLIC_URL: "http://shop.example.com" }],
    ["warning ACP_WEBHOOK_URL", { ...receiver, ACP_WEBHOOK_URL: "http://erp.example.com" }],
    ["warning ORDER_RECEIVERS", listed({ url: "http://wms.example.com" })],
    ["dangerous ORDER_RECEIVERS", { ...PUBLIC, ...listed({ secret: "hushhushhushhushhush" }) }],
    ["dangerous PAYMENT_PROVIDER", { ...PUBLIC, ...listed({}) }],
    ["warning UNLEASH_URL", { UNLEASH_URL: "http://flags.example.com/api", UNLEASH_API_TOKEN: "hush" }],
    ["warning DATABASE_URL", { DATABASE_URL: "postgres://db.example.com/shop" }],
    ["warning DATABASE_POOL_URL", { ...DATABASE, DATABASE_POOL_URL: "postgres://pooler.example.com/shop" }],
    ["warning DATABASE_REPLICA_URL", { ...DATABASE, DATABASE_REPLICA_URL: "postgres://replica.example.com/shop" }],
    ["warning DATABASE_URL", { DATABASE_URL: "postgres://db.example.com/shop?sslmode=no-verify" }],
    ["dangerous NODE_TLS_REJECT_UNAUTHORIZED", { NODE_TLS_REJECT_UNAUTHORIZED: "0" }],
    ["warning NODE_OPTIONS", { NODE_OPTIONS: "--inspect=0.0.0.0" }],
    ["dangerous CONSOLE_KEY", { ...PUBLIC, CONSOLE_KEY: "hushhushhushhush1" }],
    ["dangerous ORDERS_API_KEY", { ...PUBLIC, ORDERS_API_KEY: "correct-Password-1234" }],
    ["warning ORDERS_API_KEY", { ORDERS_API_KEY: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" }],
    ["warning CONSOLE_KEY", { CONSOLE_KEY: KEY, ORDERS_API_KEY: KEY }],
    ["dangerous ORDERS_API_KEYS", { ...PUBLIC, ...sellerKey("hushhushhushhushhushhush") }],
    ["warning ORDERS_API_KEYS", sellerKey("abababababababababababababab")],
    ["warning CONSOLE_KEY", { CONSOLE_KEY: KEY, ...sellerKey(KEY) }],
    ["advice ACP_SIGNATURE_SECRET", { ACP_API_KEY: KEY }],
    ["warning EMBEDDED_FSYNC", PUBLIC],
    ["advice SMTP_URL", PUBLIC],
    ["advice SELLER_MAIL", { SMTP_URL: "smtp://localhost:1025", MAIL_FROM: "orders@shop.example.com" }],
    ["warning SMTP_URL", { SMTP_URL: "smtp://relay.internal?tls=off", MAIL_FROM: "orders@shop.example.com" }],
    ["warning LOG_LEVEL", { ...PUBLIC, LOG_LEVEL: "error" }],
    ["warning RECORD_MCP", { ...PUBLIC, RECORD_MCP: "/srv/calls" }],
  ])("%s is found in %j", (risk, env) => {
    expect(risks(env)).toContain(risk);
  });

  it.each<[string, Env]>([
    ["dangerous ACP_WEBHOOK_URL", { ...receiver, ACP_WEBHOOK_URL: "http://erp.example.com" }],
    ["dangerous UNLEASH_URL", { UNLEASH_URL: "http://flags.example.com/api", UNLEASH_API_TOKEN: "hush" }],
    ["dangerous DATABASE_URL", { DATABASE_URL: "postgres://db.example.com/shop" }],
    ["advice STRIPE_SECRET_KEY", { STRIPE_SECRET_KEY: "sk_live_abc" }],
    ["advice STRIPE_WEBHOOK_SECRET", { STRIPE_WEBHOOK_SECRET: "whsec_new,whsec_old" }],
    ["advice BREAKER", { BREAKER: "off" }],
    ["warning SMTP_URL", { SMTP_URL: "" }],
    ["dangerous SMTP_URL", { SMTP_URL: "smtp://relay.internal?tls=off" }],
    ["advice SELLER_MAIL", { SELLER_MAIL: "" }],
  ])("%s is found with real money and %j, and nothing else", (risk, env) => {
    expect(careful(env)).toEqual([risk]);
  });

  it("with real money are also the demo's files, the embedded database and secrets in the environment", () => {
    const { DATABASE_URL: _, ...embedded } = LIVE;
    expect(risks({ ...embedded, EMBEDDED_FSYNC: "on" }, { given: ["STRIPE_SECRET_KEY"] })).toEqual([
      "warning CATALOG_FEED",
      "warning SHOP_FILE",
      "advice STRIPE_SECRET_KEY",
      "advice DATABASE_URL",
    ]);
  });

  it("are calls without limits", () => {
    expect(careful({ LIMITS: "off" })).toEqual(["warning LIMITS"]);
    expect(risks({ LIMITS: "off" })).toEqual([]);
  });

  it("say what a server that runs here refuses of its provider's webhooks", () => {
    const trouble = "no good one yet; refused: wrong_signature (3 in all, the last at 2026-11-28T12:00:00.000Z)";
    expect(careful({}, { webhookTrouble: trouble })).toEqual(["dangerous STRIPE_WEBHOOK_SECRET"]);
  });

  it("are also what the machine says: an account that may do everything, and files that others may open", () => {
    expect(careful({}, { userId: 0 })).toEqual(["warning DATA_DIR"]);
    expect(risks({}, { userId: 0 })).toEqual([]);
    expect(risks({}, { looseFiles: 3 })).toEqual(["dangerous DATA_DIR"]);
    expect(
      risks({}, { unknownSellers: [{ setting: "ORDERS_API_KEYS", name: "erp", sellers: [sellerId("fernwhe")] }] }),
    ).toEqual(["warning ORDERS_API_KEYS"]);
  });

  it("are the active sellers whom the payment provider cannot pay, of whom some are named", () => {
    const sellersNotReady = ["a", "b", "c", "d", "e", "f", "g"].map(sellerId);
    expect(risks({}, { sellersNotReady })).toEqual(["warning npm run sellers"]);
    expect(risks({}, { sellersNotReady: [] })).toEqual([]);
  });

  it("are the active sellers whose own rules this release cannot read", () => {
    expect(risks({}, { sellersUnread: [sellerId("ombra")] })).toEqual(["warning npm run sellers"]);
    expect(risks({}, { sellersUnread: [] })).toEqual([]);
  });

  it("are the active sellers whose own taxes leave goods or parts of a country untaxed", () => {
    expect(risks({}, { sellersUntaxed: [sellerId("ombra")] })).toEqual(["warning npm run sellers"]);
    expect(risks({}, { sellersUntaxed: [] })).toEqual([]);
  });

  it("are receivers of sellers that were turned off, and a key for their secrets that can be guessed", () => {
    expect(risks({}, { failedReceivers: ["rcv_1 of kumo"] })).toEqual(["warning npm run sellers"]);
    expect(risks({}, { failedReceivers: [] })).toEqual([]);
    expect(risks({ ...PUBLIC, SELLER_SECRETS_KEY: "hush".repeat(8) })).toContain("dangerous SELLER_SECRETS_KEY");
  });

  it("are a running server that could not be read, with the reason", () => {
    const [risk] = found({}, { unreadServer: "It is of another version. Restart it." });
    expect(risk?.what).toMatch(/could not all be read: It is of another version. Restart it$/);
    expect(risks({}, { unreadServer: null })).toEqual([]);
  });

  it("are sellers' keys that nobody used for long, of which some are named", () => {
    expect(risks({}, { idleSellerKeys: ["key_1"] })).toEqual(["advice npm run sellers"]);
    expect(risks({}, { idleSellerKeys: [] })).toEqual([]);
    const six = found({}, { idleSellerKeys: ["key_1", "key_2", "key_3", "key_4", "key_5", "key_6"] });
    expect(six.map(({ what }) => what)).toEqual([expect.stringMatching(/: key_1, .+, key_5 and 1 more$/)]);
  });

  it.each([
    "postgres://127.0.0.1/shop",
    "postgres:///shop?host=/var/run/postgresql",
    "postgres://shop:secret@/shop?host=/var/run/postgresql",
    "postgres://db.example.com/shop?sslmode=require",
  ])("do not count %s, whose connection nobody else reads", (url) => {
    expect(risks({ DATABASE_URL: url })).toEqual([]);
  });
});
