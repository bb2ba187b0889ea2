import { found, isLive, isPublic, type Risk, type RiskFacts } from "./risk.ts";

/** What may be lost with the machine, or read on it, and what nobody would notice. */
export function storageRisks(facts: RiskFacts): readonly Risk[] {
  const { config, looseFiles, userId } = facts;
  return found([
    [
      config.databaseUrl === null && !config.embeddedFsync && isPublic(facts),
      "warning",
      "EMBEDDED_FSYNC",
      "the embedded database does not wait for the disk",
      "when the machine loses power, the latest orders can be lost, or the whole database",
    ],
    [
      config.databaseUrl === null && isLive(facts),
      "advice",
      "DATABASE_URL",
      "real orders are kept in the embedded database",
      "it has one instance, no replica and no backup but those of npm run backup; npm run move:postgres moves it",
    ],
    [
      looseFiles > 0,
      "dangerous",
      "DATA_DIR",
      `${looseFiles} files or folders in it can be opened by other accounts of this machine`,
      "they contain buyers' addresses and the database itself; the next start closes them",
    ],
    [
      userId === 0 && isPublic(facts),
      "warning",
      "DATA_DIR",
      "the server runs as root",
      "whoever breaks into it has the whole machine; run it under an account of its own that owns DATA_DIR",
    ],
  ]);
}

/** How it is run from day to day. */
export function habitRisks(facts: RiskFacts): readonly Risk[] {
  const { config, webhookTrouble } = facts;
  return found([
    [
      webhookTrouble !== null,
      "dangerous",
      config.payment.kind === "stripe" ? "STRIPE_WEBHOOK_SECRET" : "PAYMENT_PROVIDER",
      `the server that runs here refuses the payment provider's webhooks: ${webhookTrouble ?? ""}`,
      "refunds that fail and debits that are paid late are noticed a day later, or never; compare the secret, the mode and the clock",
    ],
    [
      ["silent", "fatal", "error"].includes(config.logLevel) && isPublic(facts),
      "warning",
      "LOG_LEVEL",
      `the log is ${config.logLevel}`,
      "nobody learns of wrong keys, open payments and refused requests; use warn or info",
    ],
    [
      config.recordMcp !== null && isPublic(facts),
      "warning",
      "RECORD_MCP",
      "every call on /mcp is recorded",
      "it is for looking at a host, not for every day; remove it when you have seen enough",
    ],
    [
      config.breaker === null && isLive(facts),
      "advice",
      "BREAKER",
      "instant is never paused automatically",
      "while a provider fails, every buyer of a sheet fails with it",
    ],
  ]);
}
