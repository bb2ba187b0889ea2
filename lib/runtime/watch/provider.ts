import type { PaymentProvider } from "../../payments/provider.ts";
import { step } from "../../observe/spans.ts";
import { signal } from "../../observe/signals.ts";

const WATCHED = [
  "chargeToken",
  "chargeWallet",
  "openHostedPage",
  "embeddedForm",
  "voidAttempt",
  "lookUp",
  "listPayments",
  "refund",
  "listRefunds",
  "listRefundsSince",
] as const;
type Operation = (typeof WATCHED)[number];

/** The provider, whose answers and their times are signalled. What it is asked and answers does not change. */
export function watchedProvider(provider: PaymentProvider): PaymentProvider {
  return new Proxy(provider, {
    get(target, property) {
      if (property === "at" && target.at !== null) {
        const { at } = target;
        return (...seller: Parameters<typeof at>) => watchedProvider(at(...seller));
      }
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== "function") return value;
      const bound = (value as (...args: readonly unknown[]) => unknown).bind(target);
      const operation = WATCHED.find((one) => one === property);
      return operation === undefined
        ? bound
        : (...args: readonly unknown[]) => watched(target.name, operation, () => bound(...args));
    },
  });
}

async function watched(provider: string, operation: Operation, ask: () => unknown): Promise<unknown> {
  const from = performance.now();
  const ended = (outcome: string) =>
    signal("provider_asked", { provider, operation, outcome, ms: performance.now() - from });
  try {
    const answer = await step(`provider ${operation}`, async () => ask());
    ended(kindOf(answer));
    return answer;
  } catch (error) {
    ended("failed");
    throw error;
  }
}

/** Adapters answer unions by `kind`, which are short lists. */
const kindOf = (answer: unknown): string =>
  typeof answer === "object" && answer !== null && "kind" in answer ? String(answer.kind) : "answered";
