import { SECRET_NAMES, type Config } from "../config.ts";
import { ACP_WEBHOOK_RECEIVER } from "../../orders/order-event.ts";
import { found, isLive, isPublic, type Risk, type RiskFacts } from "./risk.ts";

/** Keys and secrets, and where they are kept. */
export function keyRisks(facts: RiskFacts): readonly Risk[] {
  const { config, given } = facts;
  const secrets = chosenSecrets(config);
  const guessable = secrets.filter(([, value]) => isGuessable(value));
  const shared = secrets
    .filter(([name, value]) => secrets.some(([other, same]) => other !== name && same === value))
    .map(([name]) => name);
  const { payment } = config;
  const inEnvironment = SECRET_NAMES.filter((name) => given.includes(name));
  return [
    ...facts.unknownSellers.map(({ setting, name, sellers }): Risk => ({
      severity: "warning",
      setting,
      what: `the ${setting === "ORDERS_API_KEYS" ? "key" : "receiver"} "${name}" is for sellers of whom the feed has no product: ${sellers.join(", ")}`,
      why: "a misspelt seller's system sees none of its orders",
    })),
    ...guessable.map(([name, , key]): Risk => ({
      severity: isPublic(facts) ? "dangerous" : "warning",
      setting: name,
      what: key === undefined ? "it can be guessed" : `the ${kindOf(name)} "${key}" can be guessed`,
      why: "it is short or repeats itself; make one with openssl rand -hex 32",
    })),
    ...found([
      [
        shared.length > 0,
        "warning",
        shared[0] ?? "",
        `${shared.join(" and ")} have the same value`,
        "who knows one of them can do what all of them allow",
      ],
      [
        config.acp !== null && config.acp.signatureSecret === null,
        "advice",
        "ACP_SIGNATURE_SECRET",
        "requests below /acp are not signed",
        "the key alone is enough; agree on a secret with the platform if it signs",
      ],
      [
        payment.kind === "stripe" && payment.mode === "live" && payment.secretKey.startsWith("sk_"),
        "advice",
        "STRIPE_SECRET_KEY",
        "the key may do everything in your Stripe account",
        "a restricted key (rk_…) limits what a stolen one can do",
      ],
      [
        payment.kind === "stripe" && payment.webhookSecrets.length > 1,
        "advice",
        "STRIPE_WEBHOOK_SECRET",
        "two secrets may sign webhooks",
        "remove the old one when the rotation is over",
      ],
      [
        isLive(facts) && inEnvironment.length > 0,
        "advice",
        inEnvironment[0] ?? "",
        `${inEnvironment.join(", ")} are in the environment`,
        "every program that the account starts inherits it; secrets may come from files (…_FILE)",
      ],
    ]),
  ];
}

/** Fewer than some 64 bits, by how many different characters there are: hexadecimal digits count 4 bits each. */
function isGuessable(value: string): boolean {
  const different = new Set(value).size;
  return (
    different < 8 ||
    value.length * Math.log2(different) < 64 ||
    /password|secret|changeme|0123456789|qwerty/i.test(value)
  );
}

const kindOf = (setting: string) => (setting === "ORDER_RECEIVERS" ? "secret of" : "key");

type ChosenSecret = readonly [setting: string, value: string, key?: string];

/** The keys and secrets that the merchant chose, by the names of their settings, and of one key among several its own. */
function chosenSecrets(config: Config): readonly ChosenSecret[] {
  const { consoleKey, ordersKeys, entitlementsKey, acp, orderReceivers, sellerReceivers } = config;
  const chosen: readonly (readonly [setting: string, value: string | null, key?: string])[] = [
    ["CONSOLE_KEY", consoleKey],
    ...Array.from(ordersKeys.values(), ({ name, text }) =>
      name === "ORDERS_API_KEY" ? ([name, text] as const) : (["ORDERS_API_KEYS", text, name] as const),
    ),
    ["ENTITLEMENTS_API_KEY", entitlementsKey],
    ...(sellerReceivers.secretsKeys ?? []).map((key) => ["SELLER_SECRETS_KEY", key] as const),
    ["ACP_API_KEY", acp?.apiKey ?? null],
    ["ACP_SIGNATURE_SECRET", acp?.signatureSecret ?? null],
    ...orderReceivers.map(({ name, secret }) =>
      name === ACP_WEBHOOK_RECEIVER
        ? (["ACP_WEBHOOK_SECRET", secret] as const)
        : (["ORDER_RECEIVERS", secret, name] as const),
    ),
  ];
  return chosen.flatMap(([name, value, key]): readonly ChosenSecret[] =>
    value === null ? [] : [key === undefined ? [name, value] : [name, value, key]],
  );
}
