import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readConfig, SECRET_NAMES, SETTING_NAMES } from "#lib/config/config.ts";

const problemsOf = (env: Readonly<Record<string, string>>) => {
  const outcome = readConfig(env, "/srv/shop");
  return outcome.kind === "invalid" ? outcome.problems : [];
};
/** Any text is accepted as a path, and what the file contains is checked when it is read. */
const PATHS = [
  "DATA_DIR",
  "CATALOG_FEED",
  "CATALOG_SELLER",
  "BRAND_NAME",
  "BRAND_LOGO",
  "BRAND_ICON",
  "FLAGS_FILE",
  "SHOP_FILE",
  "EXPERIMENT_FILE",
  "PLANS_FILE",
  "RECORD_MCP",
];

describe("wrong settings", () => {
  it("are all reported together, each once", () => {
    const wrong = Object.fromEntries(SETTING_NAMES.map((name) => [name, "wrong é"]));
    const names = problemsOf({ ...wrong, PAYMENT_PROVIDER: "stripe" }).map(({ name }) => name);
    expect(names.sort()).toEqual(
      SETTING_NAMES.filter((name) => !PATHS.includes(name) && name !== "PAYMENT_PROVIDER").sort(),
    );
  });

  it.each<[string, Record<string, string>, string]>([
    ["PORT", { PORT: "0" }, 'must be a whole number from 1 to 65535, not "0"'],
    ["PUBLIC_URL", { PUBLIC_URL: "shop" }, "must be a web address such as https://shop.example.com"],
    [
      "PUBLIC_URL",
      { PUBLIC_URL: "https://shop.example.com/shop?a=1" },
      "must be an origin such as https://shop.example.com, without a path and a query",
    ],
    ["HOST", { HOST: "http://a" }, "must be an address of this machine such as 127.0.0.1, or * for all of them"],
    [
      "TRUSTED_PROXIES",
      { TRUSTED_PROXIES: "loopback, 10.0.0.0/33, balancer" },
      'must be addresses or networks such as 10.0.0.0/8, loopback, linklocal, uniquelocal, or none, not "10.0.0.0/33", "balancer"',
    ],
    ["LOG_LEVEL", { LOG_LEVEL: "loud" }, 'must be one of fatal, error, warn, info, debug, trace, silent, not "loud"'],
    ["PAYMENT_PROVIDER", { PAYMENT_PROVIDER: "paypal" }, 'must be one of sandbox, stripe, not "paypal"'],
    ["PAYMENT_MODE", { PAYMENT_MODE: "dry" }, 'must be one of test, live, not "dry"'],
    [
      "ALLOWED_HOSTS",
      { ALLOWED_HOSTS: "https://a.example, b.example, c:80" },
      'must be host names separated by commas, without https:// and without a port, not "https://a.example", "c:80"',
    ],
    [
      "WIDGET_DOMAIN",
      { WIDGET_DOMAIN: "http://shop.example.com" },
      'must be an https origin such as https://shop.example.com, without a path or a trailing slash, not "http://shop.example.com"',
    ],
    [
      "WIDGET_DOMAIN",
      { WIDGET_DOMAIN: "https://shop.example.com/widget" },
      'must be an https origin such as https://shop.example.com, without a path or a trailing slash, not "https://shop.example.com/widget"',
    ],
    [
      "MCP_ALLOWED_ORIGINS",
      {
        MCP_ALLOWED_ORIGINS: "https://a.example, https://b.example/, *, null, https://c.example:443, http://d.example",
      },
      'must be origins separated by commas, such as https://host.example, without a path or a trailing slash, not "https://b.example/", "*", "null", "https://c.example:443"',
    ],
    [
      "OPENAI_APPS_CHALLENGE",
      { OPENAI_APPS_CHALLENGE: "one two" },
      "must be the platform's token alone: at most 500 characters, without spaces",
    ],
    [
      "STRIPE_API_URL",
      { STRIPE_API_URL: "http://127.0.0.1" },
      "does nothing without PAYMENT_PROVIDER=stripe; remove it",
    ],
    [
      "BREAKER_MIN_SESSIONS",
      { BREAKER_MIN_SESSIONS: "9", BREAKER_MAX_SESSIONS: "7" },
      "must not be more than BREAKER_MAX_SESSIONS, which is 7",
    ],
    ["BREAKER_TRIALS", { BREAKER: "off", BREAKER_TRIALS: "5" }, "does nothing with BREAKER=off; remove one of them"],
    [
      "CONSOLE_KEY",
      { CONSOLE_KEY: "short" },
      "must have 16 to 500 letters, digits or punctuation marks, and no spaces",
    ],
    ["CONSOLE_IDLE_MINUTES", { CONSOLE_IDLE_MINUTES: "30" }, "does nothing without CONSOLE_KEY; set both"],
    [
      "CONSOLE_SESSION_HOURS",
      { CONSOLE_KEY: "b1f0c2d4e6a8957361fedcba09283746", CONSOLE_SESSION_HOURS: "169" },
      'must be a whole number from 1 to 168, not "169"',
    ],
    ["ACP_WEBHOOK_SECRET", { ACP_WEBHOOK_SECRET: "short" }, "must have at least 16 characters"],
    ["DEVELOPER_PAGES", { DEVELOPER_PAGES: "all" }, 'must be one of loopback, everyone, off, not "all"'],
    [
      "EMBEDDED_FSYNC",
      { EMBEDDED_FSYNC: "on", DATABASE_URL: "postgres://127.0.0.1/shop" },
      "does nothing with DATABASE_URL; remove it",
    ],
    [
      "DATABASE_POOL_URL",
      { DATABASE_POOL_URL: "postgres://127.0.0.1/shop" },
      "needs DATABASE_URL, the address of the database itself; set both",
    ],
    [
      "DATABASE_REPLICA_URL",
      { DATABASE_REPLICA_URL: "postgres://127.0.0.1/shop", PORT: "0" },
      "needs DATABASE_URL, the address of the database itself; set both",
    ],
  ])("say what is accepted for %s", (name, env, message) => {
    expect(problemsOf(env)).toContainEqual({ name, message });
  });

  it("are not made by a setting that is empty or blank", () => {
    const blank = Object.fromEntries(SETTING_NAMES.map((name, index) => [name, index % 2 === 0 ? "" : "  "]));
    expect(readConfig(blank, "/srv/shop")).toEqual(readConfig({}, "/srv/shop"));
  });
});

describe("CRASH_AT", () => {
  it("names a place in a purchase and which pass of it, the first unless it says another", () => {
    const crashAt = (value: string) => readConfig({ CRASH_AT: value }, "/srv/shop");
    expect(crashAt("page_opened")).toMatchObject({ config: { crashAt: { time: 1 } } });
    expect(crashAt("page_opened")).toEqual(crashAt("page_opened:1"));
    expect(crashAt("page_opened:2")).toMatchObject({ config: { crashAt: { time: 2 } } });
    expect(crashAt("page_opened")).not.toEqual(crashAt("token_charged"));
    for (const wrong of ["nowhere", "page_opened:0", "page_opened:1.5", "page_opened:", "page_opened:1:1"])
      expect(problemsOf({ CRASH_AT: wrong }).map(({ name }) => name)).toEqual(["CRASH_AT"]);
  });
});

describe("the names of settings", () => {
  it("are all in the operator's manual, and secrets also where it explains their files", () => {
    const manual = readFileSync("docs/operating.md", "utf8");
    expect(SETTING_NAMES.filter((name) => !manual.includes(`\`${name}\``))).toEqual([]);
    const [paragraph = ""] = /^\*\*Secrets may come from files.*$/m.exec(manual) ?? [];
    expect(SECRET_NAMES.filter((name) => !paragraph.includes(`\`${name}\``))).toEqual([]);
  });
});
