import { z } from "zod";
import { DEVELOPER_PAGES, type DeveloperPages } from "../http/loopback.ts";
import { hostAddress, listenHost, originAddress, ownUrl, proxies, type ListenConfig } from "./listen/listen.ts";
import { always, listItems, oneOf, secret, wholeNumber } from "./setting.ts";

export type ServerConfig = {
  readonly listen: ListenConfig;
  /** Without a trailing slash. */
  readonly publicUrl: string;
  /** Null: the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  /** A pooler in front of the same database that gives a connection for each transaction; null: none. */
  readonly databasePoolUrl: string | null;
  /** A replica that reports are read from; null: the database itself. */
  readonly databaseReplicaUrl: string | null;
  /** Whether every commit of the embedded database waits for the disk. */
  readonly embeddedFsync: boolean;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Who may open /try, the sandbox bank's ledger, a console without a key, and what `/` shows of the installation. */
  readonly developerPages: DeveloperPages;
  /** Host names that /mcp answers to. */
  readonly allowedHosts: readonly string[];
  /** Where "Back to ChatGPT" may lead; `*.host` means its subdomains. */
  readonly returnHosts: readonly string[];
  /** Where weaknesses are reported, for security.txt; null: it is not served. */
  readonly securityContact: string | null;
};

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
const LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

const isHostName = (host: string) => /^(\*\.)?[a-z0-9.-]+$|^\[[0-9a-f:]+\]$/.test(host);

const hostNames = z.string().transform((text, context): readonly string[] => {
  const hosts = listItems(text.toLowerCase());
  const wrong = hosts.filter((host) => !isHostName(host)).map((host) => `"${host}"`);
  if (wrong.length > 0)
    context.addIssue({
      code: "custom",
      message: `must be host names separated by commas, without https:// and without a port, not ${wrong.join(", ")}`,
    });
  return hosts;
});

const postgresAddress = () =>
  secret()
    .regex(/^postgres(ql)?:\/\//, "must start with postgres:// or postgresql://")
    .optional();

const NEEDS_DATABASE_URL = "needs DATABASE_URL, the address of the database itself; set both";

/** Where the server is reached and what it stores its data in. */
export const serverSettings = z
  .object({
    PORT: wholeNumber(1, 65_535).default(3000),
    HOST: hostAddress.optional(),
    TRUSTED_PROXIES: proxies.default(["loopback"]),
    SHUTDOWN_DELAY_SECONDS: wholeNumber(0, 120).default(0),
    PUBLIC_URL: originAddress.optional(),
    DATABASE_URL: postgresAddress(),
    DATABASE_POOL_URL: postgresAddress(),
    DATABASE_REPLICA_URL: postgresAddress(),
    EMBEDDED_FSYNC: oneOf(["on", "off"]).optional(),
    DEVELOPER_PAGES: oneOf(DEVELOPER_PAGES).default("loopback"),
    ALLOWED_HOSTS: hostNames.optional(),
    RETURN_HOSTS: hostNames.default(["chatgpt.com"]),
    LOG_LEVEL: oneOf(LOG_LEVELS).default("info"),
    SECURITY_CONTACT: z
      .string()
      .regex(
        /^(mailto:[^\s@]+@[^\s@]+|https:\/\/[^\s]+|tel:\+[0-9-]+)$/,
        "must be an address such as mailto:security@shop.example.com, https://… or tel:+…",
      )
      .optional(),
  })
  .refine(({ DATABASE_URL: url, EMBEDDED_FSYNC: fsync }) => url === undefined || fsync === undefined, {
    path: ["EMBEDDED_FSYNC"],
    error: "does nothing with DATABASE_URL; remove it",
    ...always,
  })
  .refine(({ DATABASE_URL: url, DATABASE_POOL_URL: pool }) => pool === undefined || url !== undefined, {
    path: ["DATABASE_POOL_URL"],
    error: NEEDS_DATABASE_URL,
    ...always,
  })
  .refine(({ DATABASE_URL: url, DATABASE_REPLICA_URL: replica }) => replica === undefined || url !== undefined, {
    path: ["DATABASE_REPLICA_URL"],
    error: NEEDS_DATABASE_URL,
    ...always,
  })
  .transform((settings): ServerConfig => {
    const publicUrl = new URL(settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`).origin;
    const host = listenHost(settings.HOST, publicUrl);
    return {
      listen: {
        port: settings.PORT,
        host,
        trustedProxies: settings.TRUSTED_PROXIES,
        shutdownDelayMs: settings.SHUTDOWN_DELAY_SECONDS * 1000,
        ownUrl: ownUrl(host, settings.PORT),
      },
      publicUrl,
      databaseUrl: settings.DATABASE_URL ?? null,
      databasePoolUrl: settings.DATABASE_POOL_URL ?? null,
      databaseReplicaUrl: settings.DATABASE_REPLICA_URL ?? null,
      embeddedFsync: settings.EMBEDDED_FSYNC === "on",
      developerPages: settings.DEVELOPER_PAGES,
      logLevel: settings.LOG_LEVEL,
      allowedHosts: settings.ALLOWED_HOSTS ?? [...new Set([...LOCAL_HOSTS, new URL(publicUrl).hostname])],
      returnHosts: settings.RETURN_HOSTS,
      securityContact: settings.SECURITY_CONTACT ?? null,
    };
  });
