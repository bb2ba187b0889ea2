import { isAbsolute, join, resolve } from "node:path";
import { readAcp, type AcpConfig } from "./acp.ts";
import { readBreaker } from "./breaker.ts";
import { readConsole } from "./console.ts";
import { readCrashAt, type CrashAt } from "./crash-at.ts";
import { readMcp, type McpConfig } from "./mcp.ts";
import { readOrderSettings, type OrderEventsConfig } from "./orders.ts";
import { readPlanSettings } from "./plans.ts";
import { readStripe, type StripeConfig } from "./stripe.ts";
import { readUnleash, type UnleashConfig } from "./unleash.ts";
import type { BreakerRules } from "../routing/instant-breaker.ts";

export type Config = McpConfig & {
  readonly port: number;
  /** Without a trailing slash. */
  readonly publicUrl: string;
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly catalogFeed: string | null;
  readonly paymentProvider: (typeof PAYMENT_PROVIDERS)[number];
  readonly paymentMode: "test" | "live";
  /** Null unless it is the provider. */
  readonly stripe: StripeConfig | null;
  /** Null: the flags file alone decides. */
  readonly unleash: UnleashConfig | null;
  readonly flagsFile: string;
  readonly hasDemoFlags: boolean;
  /** When instant is paused for a seller; null: never. */
  readonly breaker: BreakerRules | null;
  readonly shopFile: string;
  readonly experimentFile: string;
  /** What is sold as a subscription; null when plans are off. */
  readonly plansFile: string | null;
  /** Who asks for entitlements must know it; null: nobody may ask. */
  readonly entitlementsKey: string | null;
  /** Host names that /mcp answers to. */
  readonly allowedHosts: readonly string[];
  /** Where "Back to ChatGPT" may lead; `*.host` means its subdomains. */
  readonly returnHosts: readonly string[];
  /** Who is told about orders; null when nobody is. */
  readonly orderEvents: OrderEventsConfig | null;
  /** Who ships and refunds over /api/orders must know it; null: nobody may. */
  readonly ordersKey: string | null;
  /** Null while nothing below /acp is served. */
  readonly acp: AcpConfig | null;
  /** Opens the console; null: see lib/config/console.ts. */
  readonly consoleKey: string | null;
  readonly crashAt: CrashAt | null;
  readonly logLevel: (typeof LOG_LEVELS)[number];
};

export type ConfigProblem = { readonly name: string; readonly message: string };

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
const PAYMENT_PROVIDERS = ["sandbox", "stripe"] as const;
const DEMO_FLAGS = "config/flags.json";
/**
 * Reads every setting once. All are optional; a wrong value is a problem that names its variable, and the start stops.
 * `root` is the project's folder; relative paths are taken from there.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  root: string,
): { kind: "config"; config: Config } | { kind: "invalid"; problems: readonly ConfigProblem[] } {
  const problems: ConfigProblem[] = [];
  const wrong = (name: string, message: string) => void problems.push({ name, message });
  const text = (name: string) => {
    const value = env[name]?.trim();
    return value === undefined || value === "" ? null : value;
  };
  const path = (value: string) => (isAbsolute(value) ? value : resolve(/* turbopackIgnore: true */ root, value));

  const port = Number(text("PORT") ?? "3000");
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    wrong("PORT", `"${text("PORT")}" is not a port number between 1 and 65535`);
  const publicUrl = (text("PUBLIC_URL") ?? `http://localhost:${port}`).replace(/\/+$/, "");
  if (!isWebAddress(publicUrl)) wrong("PUBLIC_URL", `"${publicUrl}" is not an address like https://shop.example.com`);
  const databaseUrl = text("DATABASE_URL");
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl))
    wrong("DATABASE_URL", "it must start with postgres:// or postgresql://");
  const unleash = readUnleash(text, wrong);
  const logLevel = LOG_LEVELS.find((level) => level === (text("LOG_LEVEL") ?? "info"));
  if (logLevel === undefined) wrong("LOG_LEVEL", `"${text("LOG_LEVEL")}" is none of ${LOG_LEVELS.join(", ")}`);
  const payments = readPayments(text, wrong);
  const stripe = readStripe(text, wrong);
  const plans = readPlanSettings(text, wrong, path);
  const flagsFile = text("FLAGS_FILE") ?? DEMO_FLAGS;
  const hosts = readHostLists(text, wrong, publicUrl);
  const orders = readOrderSettings(text, wrong, isWebAddress);
  const acp = readAcp(text, wrong);
  const console = readConsole(text, wrong);
  const mcp = readMcp(text, wrong);
  const crashAt = readCrash(text, wrong);
  const breaker = readBreaker(text, wrong);
  if (stripe !== null && payments.paymentMode === "live") refuseInLiveMode(publicUrl, text, wrong);
  if (problems.length > 0 || logLevel === undefined) return { kind: "invalid", problems };
  const feed = text("CATALOG_FEED");
  return {
    kind: "config",
    config: {
      port,
      publicUrl,
      databaseUrl,
      dataDir: path(text("DATA_DIR") ?? "data"),
      catalogFeed: feed === null ? null : path(feed),
      ...payments,
      stripe,
      unleash,
      flagsFile: path(flagsFile),
      hasDemoFlags: flagsFile === DEMO_FLAGS && unleash === null,
      breaker,
      ...plans,
      shopFile: path(text("SHOP_FILE") ?? join("config", "shop.json")),
      experimentFile: path(text("EXPERIMENT_FILE") ?? join("config", "experiment.json")),
      ...hosts,
      ...orders,
      ...mcp,
      acp,
      ...console,
      crashAt,
      logLevel,
    },
  };
}

function readPayments(
  text: (name: string) => string | null,
  wrong: (name: string, message: string) => void,
): Pick<Config, "paymentProvider" | "paymentMode"> {
  const provider = text("PAYMENT_PROVIDER") ?? "sandbox";
  const mode = text("PAYMENT_MODE") ?? "test";
  const paymentProvider = PAYMENT_PROVIDERS.find((one) => one === provider);
  if (paymentProvider === undefined)
    wrong("PAYMENT_PROVIDER", `"${provider}" is none of ${PAYMENT_PROVIDERS.join(", ")}`);
  if (mode !== "test" && mode !== "live") wrong("PAYMENT_MODE", `"${mode}" is none of test, live`);
  else if (mode === "live" && provider !== "stripe")
    wrong("PAYMENT_MODE", "the sandbox bank moves no real money; use test");
  return { paymentProvider: paymentProvider ?? "sandbox", paymentMode: mode === "live" ? "live" : "test" };
}

function readCrash(
  text: (name: string) => string | null,
  wrong: (name: string, message: string) => void,
): CrashAt | null {
  const named = text("CRASH_AT");
  const crashAt = named === null ? null : readCrashAt(named);
  if (named !== null && crashAt === null) wrong("CRASH_AT", `"${named}" names no step of a purchase`);
  return crashAt;
}

function refuseInLiveMode(
  publicUrl: string,
  text: (name: string) => string | null,
  wrong: (name: string, message: string) => void,
): void {
  if (isWebAddress(publicUrl) && !publicUrl.startsWith("https:"))
    wrong("PUBLIC_URL", "buyers pay real money there in live mode; it is an address like https://shop.example.com");
  for (const name of ["CRASH_AT"])
    if (text(name) !== null) wrong(name, "it is for tests, and real money is taken in live mode; remove it");
}

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol } = new URL(text);
  return protocol === "http:" || protocol === "https:";
}

function readHostLists(
  text: (name: string) => string | null,
  wrong: (name: string, message: string) => void,
  publicUrl: string,
): Pick<Config, "allowedHosts" | "returnHosts"> {
  const hosts = (name: string, fallback: readonly string[]) =>
    readHosts(text(name), fallback, (message) => wrong(name, message));
  const publicHost = isWebAddress(publicUrl) ? [new URL(publicUrl).hostname] : [];
  return {
    allowedHosts: hosts("ALLOWED_HOSTS", [...new Set(["localhost", "127.0.0.1", "[::1]", ...publicHost])]),
    returnHosts: hosts("RETURN_HOSTS", ["chatgpt.com"]),
  };
}

function readHosts(
  text: string | null,
  fallback: readonly string[],
  wrong: (message: string) => void,
): readonly string[] {
  if (text === null) return fallback;
  const hosts = text
    .split(",")
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== "");
  for (const host of hosts)
    if (!/^(\*\.)?[a-z0-9.-]+$|^\[[0-9a-f:]+\]$/.test(host))
      wrong(`"${host}" is not a host name; write host names separated by commas, without https:// or a port`);
  return hosts;
}
