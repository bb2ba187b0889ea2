import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig, SECRET_NAMES, SETTING_NAMES } from "#lib/config/config.ts";

const STRIPE = { PAYMENT_PROVIDER: "stripe", STRIPE_SECRET_KEY: "sk_test_abc", STRIPE_WEBHOOK_SECRET: "whsec_abc" };
const KEY = "0123456789-abcdefghijklm";
/** A value of every secret, and the other settings without which it does nothing. */
const SECRETS: Readonly<
  Record<string, { readonly value: string; readonly beside?: Readonly<Record<string, string>> }>
> = {
  DATABASE_URL: { value: "postgres://shop:password@127.0.0.1/shop" },
  DATABASE_POOL_URL: {
    value: "postgres://shop:password@127.0.0.1:6432/shop",
    beside: { DATABASE_URL: "postgres://127.0.0.1/shop" },
  },
  DATABASE_REPLICA_URL: {
    value: "postgres://shop:password@127.0.0.1:5433/shop",
    beside: { DATABASE_URL: "postgres://127.0.0.1/shop" },
  },
  STRIPE_SECRET_KEY: { value: "sk_test_abc", beside: STRIPE },
  STRIPE_WEBHOOK_SECRET: { value: "whsec_new, whsec_old", beside: STRIPE },
  STRIPE_CONNECT_WEBHOOK_SECRET: { value: "whsec_connect_new, whsec_connect_old", beside: STRIPE },
  EARLIER_PAYMENT_SETTINGS: { value: JSON.stringify([{ ...STRIPE, STRIPE_SECRET_KEY: "sk_test_before" }]) },
  UNLEASH_API_TOKEN: { value: "default:production.abc", beside: { UNLEASH_URL: "https://unleash.example.com/api" } },
  ENTITLEMENTS_API_KEY: { value: KEY, beside: { ...STRIPE, PLANS_FILE: "plans.json" } },
  ACP_WEBHOOK_SECRET: { value: "two words and more", beside: { ACP_WEBHOOK_URL: "https://receiver.example.com" } },
  ORDERS_API_KEY: { value: KEY },
  ORDERS_API_KEYS: { value: JSON.stringify([{ name: "erp", key: KEY, sellers: ["fernweh"] }]) },
  ORDER_RECEIVERS: {
    value: JSON.stringify([{ name: "erp", url: "https://erp.example.com", secret: KEY, sellers: "all" }]),
  },
  SELLER_SECRETS_KEY: { value: `${KEY}${KEY}, ${KEY}${KEY}x` },
  CATALOG_FEED_PASSWORD: {
    value: KEY,
    beside: { CATALOG_FEED: "https://feeds.example.com/shop.csv", CATALOG_FEED_USER: "shop" },
  },
  CATALOG_FEED_TOKEN: { value: KEY, beside: { CATALOG_FEED: "https://feeds.example.com/shop.csv" } },
  ACP_API_KEY: { value: KEY },
  ACP_SIGNATURE_SECRET: { value: "two words and more", beside: { ACP_API_KEY: KEY } },
  GOOGLE_PLACES_KEY: { value: KEY, beside: { ADDRESS_COMPLETION: "google" } },
  CONSOLE_KEY: { value: KEY },
  METRICS_KEY: { value: KEY },
  SMTP_URL: { value: "smtps://shop:hush@smtp.example.com", beside: { MAIL_FROM: "orders@shop.example.com" } },
};
/** Nothing that any secret may look like. */
const MALFORMED = "hush hush é";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "secrets-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (env: Readonly<Record<string, string>>) => readConfig(env, folder);
const problemsOf = (env: Readonly<Record<string, string>>) => {
  const outcome = read(env);
  return outcome.kind === "invalid" ? outcome.problems : [];
};
function fileWith(text: string): string {
  const file = join(mkdtempSync(join(folder, "file-")), "secret");
  writeFileSync(file, text);
  return file;
}
/** The settings that `name` needs beside it, without `name` itself. */
function beside(name: string): Readonly<Record<string, string>> {
  const { [name]: _, ...others } = SECRETS[name]?.beside ?? {};
  return others;
}

describe("every secret", () => {
  it("is in the table of this test", () => {
    expect(Object.keys(SECRETS).sort()).toEqual([...SECRET_NAMES].sort());
  });

  it("is declared as one: no setting that is named like a secret is missing from the table", () => {
    const named = SETTING_NAMES.filter((name) => /KEY|SECRET|TOKEN|PASSWORD|DATABASE_URL|SMTP_URL/.test(name));
    expect(named.filter((name) => !SECRET_NAMES.includes(name))).toEqual(["STRIPE_PUBLISHABLE_KEY"]);
  });
});

describe.each(Object.entries(SECRETS).map(([name, { value }]) => [name, `${name}_FILE`, value] as const))(
  "%s",
  (name, fileName, value) => {
    it.each(["", "\n", "\r\n"])("may come from a file that ends with %j, as if it were set itself", (end) => {
      const expected = read({ ...beside(name), [name]: value });
      expect(expected.kind).toBe("config");
      expect(read({ ...beside(name), [fileName]: fileWith(`${value}${end}`) })).toEqual(expected);
    });

    it("may come from a file that is named relative to the project", () => {
      const file = fileWith(value);
      const relative = join(basename(join(file, "..")), "secret");
      expect(read({ ...beside(name), [fileName]: relative })).toEqual(read({ ...beside(name), [name]: value }));
    });

    it("cannot be set itself and by a file", () => {
      expect(problemsOf({ ...beside(name), [name]: value, [fileName]: fileWith(value) })).toEqual([
        { name: fileName, message: `cannot be set with ${name}; remove one of them` },
      ]);
    });

    it.each([
      ["is missing", () => join(folder, "nowhere"), "names a file that cannot be read (ENOENT)"],
      ["is a folder", () => folder, "names a file that cannot be read (EISDIR)"],
      ["is empty", () => fileWith(""), "names a file that is empty"],
      ["contains a line break alone", () => fileWith("\n"), "names a file that is empty"],
    ])("stops the start when its file %s, and nothing else is reported", (_, file, message) => {
      expect(problemsOf({ ...beside(name), [fileName]: file() })).toEqual([{ name: fileName, message }]);
    });

    it("is not repeated by the message when it is malformed, set itself or by a file", () => {
      for (const env of [{ [name]: MALFORMED }, { [fileName]: fileWith(`${MALFORMED}\n`) }]) {
        const problems = problemsOf({ ...beside(name), ...env });
        expect(problems.map((problem) => problem.name)).toEqual(Object.keys(env));
        expect(JSON.stringify(problems)).not.toContain("hush");
      }
    });

    it("is not repeated by the message when it was written in the place of its file's name", () => {
      const problems = problemsOf({ ...beside(name), [fileName]: value });
      expect(problems.map((problem) => problem.name)).toEqual([fileName]);
      expect(JSON.stringify(problems)).not.toContain(value);
    });
  },
);

describe("a secret whose file cannot be read", () => {
  it("counts as set for the settings that do nothing without it", () => {
    const env = { ACP_API_KEY_FILE: join(folder, "nowhere"), ACP_SIGNATURE_SECRET: "two words and more" };
    expect(problemsOf(env).map(({ name }) => name)).toEqual(["ACP_API_KEY_FILE"]);
  });

  it("is reported with every other wrong setting", () => {
    const names = problemsOf({ CONSOLE_KEY_FILE: folder, LOG_LEVEL: "loud", PORT: "0" }).map(({ name }) => name);
    expect(names.sort()).toEqual(["CONSOLE_KEY_FILE", "LOG_LEVEL", "PORT"]);
  });
});

describe("a setting that is no secret", () => {
  it("is not read from a file", () => {
    expect(read({ LOG_LEVEL_FILE: fileWith("debug") })).toMatchObject({ config: { logLevel: "info" } });
  });
});
