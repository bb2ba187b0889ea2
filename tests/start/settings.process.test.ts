import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readOrMakeSecret } from "#lib/runtime/secrets.ts";
import { openRuntime } from "#lib/runtime/runtime.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "settings-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = (env: Readonly<Record<string, string>>) =>
  openRuntime({ DATA_DIR: join(folder, "data"), LOG_LEVEL: "silent", ...env }, process.cwd());
const failureOf = (env: Readonly<Record<string, string>>) =>
  start(env).then(
    () => "it started",
    (error: unknown) => String(error),
  );

describe("a setting that is wrong stops the start and is named", () => {
  it.each([
    ["PORT", { PORT: "0" }],
    ["PORT", { PORT: "http" }],
    ["PORT", { PORT: "65536" }],
    ["PUBLIC_URL", { PUBLIC_URL: "shop.example.com" }],
    ["PUBLIC_URL", { PUBLIC_URL: "ftp://shop.example.com" }],
    ["DATABASE_URL", { DATABASE_URL: "mysql://localhost/shop" }],
    ["DATABASE_URL", { DATABASE_URL: "postgres://nobody:secret@127.0.0.1:9/shop" }],
    ["SHOP_FILE", { SHOP_FILE: "nowhere.json" }],
    ["EXPERIMENT_FILE", { EXPERIMENT_FILE: "nowhere.json" }],
    ["PAYMENT_PROVIDER", { PAYMENT_PROVIDER: "paypal" }],
    ["PAYMENT_MODE", { PAYMENT_MODE: "dry" }],
    ["UNLEASH_URL", { UNLEASH_URL: "unleash", UNLEASH_API_TOKEN: "t" }],
    ["UNLEASH_API_TOKEN", { UNLEASH_URL: "http://127.0.0.1:9/" }],
    ["FLAGS_FILE", { FLAGS_FILE: "nowhere.json" }],
    ["CONSOLE_KEY", { CONSOLE_KEY: "short" }],
    ["LOG_LEVEL", { LOG_LEVEL: "loud" }],
    ["ALLOWED_HOSTS", { ALLOWED_HOSTS: "https://shop.example.com" }],
    ["ACP_API_KEY", { ACP_API_KEY: "short" }],
    ["ACP_SIGNATURE_SECRET", { ACP_API_KEY: "0123456789abcdef", ACP_SIGNATURE_SECRET: "short" }],
    ["ACP_SIGNATURE_SECRET", { ACP_SIGNATURE_SECRET: "0123456789abcdef" }],
    ["RETURN_HOSTS", { RETURN_HOSTS: "chatgpt.com,*" }],
    ["HOST_DIALECT", { HOST_DIALECT: "objects" }],
    ["CRASH_AT", { CRASH_AT: "nowhere" }],
  ])("%s in %j", async (name, env) => {
    const failure = await failureOf(env);
    expect(failure).toMatch(new RegExp(`(^|[ \\n])${name}[ :]`));
    expect(failure).not.toContain("secret");
  });

  it.each(["{", "null", "[]", "{}"])("SHOP_FILE that contains %s", async (text) => {
    const file = join(folder, "shop.json");
    writeFileSync(file, text);
    expect(await failureOf({ SHOP_FILE: file })).toContain(`SHOP_FILE ${file}`);
  });

  it.each([
    [{ weights: { external: 500, instant: 400 } }, "weights: the shares of the arms add up to 1000"],
    [{ weights: { external: 0, instant: 1000 } }, "weights.external: "],
    [{ planned_shoppers: 1.5 }, "planned_shoppers: "],
    [{ alpha: 1 }, "alpha: "],
    [{ power: "0.8" }, "power: "],
    [{ window_days: 0 }, "window_days: "],
    [{ revenue_age_days: 3 }, "revenue_age_days: revenue is read when the window is over"],
    [{ key: "another" }, "key: "],
    [{ window: 14 }, "window"],
    [{ hypothesis: " " }, "hypothesis: "],
    [{ decisions: [{ day: "29 November", text: "Begun." }] }, "decisions.0.day: "],
  ])("EXPERIMENT_FILE with %j names the field", async (wrong, says) => {
    const plan = JSON.parse(readFileSync("config/experiment.json", "utf8")) as object;
    const file = join(folder, "experiment.json");
    writeFileSync(file, JSON.stringify({ ...plan, ...wrong }));
    const failure = await failureOf({ EXPERIMENT_FILE: file });
    expect(failure).toContain(`EXPERIMENT_FILE ${file} is wrong`);
    expect(failure).toContain(says);
  });

  it("files that are wrong are all named in one message, each with its fields", async () => {
    const file = join(folder, "wrong.json");
    writeFileSync(file, "{}");
    const stripe = { PAYMENT_PROVIDER: "stripe", STRIPE_SECRET_KEY: "sk_test_a", STRIPE_WEBHOOK_SECRET: "whsec_a" };
    const failure = await failureOf({ ...stripe, SHOP_FILE: file, EXPERIMENT_FILE: file, PLANS_FILE: "nowhere.json" });
    expect(failure).toMatch(/SHOP_FILE [^]*\n {2}taxes: [^]*EXPERIMENT_FILE [^]*\n {2}alpha: /);
    expect(failure).toMatch(/PLANS_FILE .*nowhere\.json cannot be read: ENOENT/);
  });

  it("with all the others that are wrong, in one message", async () => {
    expect(await failureOf({ PORT: "0", LOG_LEVEL: "loud", PUBLIC_URL: "x" })).toMatch(
      /PORT: [^]*PUBLIC_URL: [^]*LOG_LEVEL: /,
    );
  });
});

describe("a secret that the installation makes for itself", () => {
  it("is made once, kept, and readable by its owner only", () => {
    const secret = readOrMakeSecret(folder, "kept");
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(readOrMakeSecret(folder, "kept")).toBe(secret);
    expect(statSync(join(folder, "kept")).mode & 0o777).toBe(0o600);
  });

  it("is one and whole for all that start together", async () => {
    const script = `
      import { readOrMakeSecret } from "#lib/runtime/secrets.ts";
      while (Date.now() < Number(process.argv[2])) {}
      process.stdout.write(Array.from({ length: 300 }, (_, at) => readOrMakeSecret(process.argv[1], "together-" + at)).join());`;
    const together = join(folder, "together");
    const soon = String(Date.now() + 1500);
    const made = await Promise.all(
      [1, 2, 3].map(() =>
        promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script, together, soon]),
      ),
    );
    const [first, ...others] = made.map(({ stdout }) => stdout);
    expect(first?.split(",").filter((secret) => !/^[0-9a-f]{64}$/.test(secret))).toEqual([]);
    expect(others).toEqual([first, first]);
    expect(readdirSync(together)).toHaveLength(300);
    expect(readFileSync(join(together, "together-7"), "utf8")).toHaveLength(64);
  });
});
