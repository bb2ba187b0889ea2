import { isLoopbackHost } from "../../http/loopback.ts";
import { ACP_WEBHOOK_RECEIVER } from "../../orders/order-event.ts";
import { found, isLive, isPublic, isSafeAddress, type Risk, type RiskFacts } from "./risk.ts";

/** What others can read or change on its way. */
export function connectionRisks(facts: RiskFacts): readonly Risk[] {
  const { config, env } = facts;
  const worse = isLive(facts) ? "dangerous" : "warning";
  const isPlain = (address: string | undefined | null) => typeof address === "string" && !isSafeAddress(address);
  const plain = config.orderReceivers.filter(({ url }) => isPlain(url));
  const databases = [
    ["DATABASE_URL", config.databaseUrl],
    ["DATABASE_POOL_URL", config.databasePoolUrl],
    ["DATABASE_REPLICA_URL", config.databaseReplicaUrl],
  ] as const;
  return found([
    [
      isPublic(facts) && !config.publicUrl.startsWith("https:"),
      "warning",
      "PUBLIC_URL",
      "a public address without https",
      "addresses and keys are readable on their way, and ChatGPT connects by https only",
    ],
    ...plain.map(
      ({ name }) =>
        [
          true,
          worse,
          name === ACP_WEBHOOK_RECEIVER ? name : "ORDER_RECEIVERS",
          name === ACP_WEBHOOK_RECEIVER
            ? "order events are sent without https"
            : `order events are sent to "${name}" without https`,
          "they contain the orders' addresses, which open them",
        ] as const,
    ),
    [
      isPlain(config.unleash?.url),
      worse,
      "UNLEASH_URL",
      "flags are fetched without https",
      "the token is readable on its way, and a forged answer decides who pays how",
    ],
    ...databases.map(
      ([name, url]) =>
        [
          url !== null && !isEncrypted(url),
          worse,
          name,
          "the database is on another machine, and the connection is not verified",
          "buyers' data is readable on its way; add sslmode=verify-full",
        ] as const,
    ),
    [
      env["NODE_TLS_REJECT_UNAUTHORIZED"] === "0",
      "dangerous",
      "NODE_TLS_REJECT_UNAUTHORIZED",
      "certificates are not checked",
      "every server may be another one, the payment provider too; unset it",
    ],
    [
      /--inspect/.test(env["NODE_OPTIONS"] ?? ""),
      isPublic(facts) ? "dangerous" : "warning",
      "NODE_OPTIONS",
      "the process can be debugged",
      "whoever reaches the inspector's port reads every secret and runs code",
    ],
    [
      config.payment.kind === "stripe" && config.payment.apiUrl !== null,
      "warning",
      "STRIPE_API_URL",
      "payments are made at another address than Stripe's",
      "it is for tests",
    ],
  ]);
}

/** node-postgres verifies with `verify-full`, `verify-ca` and `require`; a socket's path is on this machine. */
function isEncrypted(databaseUrl: string): boolean {
  // Postgres takes an account without a host, for the socket that `host` names, and URL does not.
  const url = URL.parse(databaseUrl.replace("@/", "@localhost/"));
  if (url === null) return false;
  const host = url.searchParams.get("host") ?? url.hostname;
  if (host === "" || host.startsWith("/") || isLoopbackHost(host)) return true;
  return ["verify-full", "verify-ca", "require"].includes(url.searchParams.get("sslmode") ?? "");
}
