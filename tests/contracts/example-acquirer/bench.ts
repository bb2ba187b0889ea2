import { unreachable } from "#lib/invariant.ts";
import { isCurrency, money } from "#lib/money.ts";
import { createExampleAcquirer } from "#examples/acquirer/provider.ts";
import { API_KEY } from "../../fixtures/example-acquirer/api.ts";
import { startExampleAcquirerDouble, type ExampleAcquirerDouble } from "../../fixtures/example-acquirer/start.ts";
import { openWebhookCatcher } from "../../fixtures/example-acquirer/webhook-catcher.ts";
import type { ProviderBench, SentWebhook, TokenRole } from "../provider-bench.ts";

export const HMAC_KEYS = { current: "a1".repeat(32), previous: "b2".repeat(32), foreign: "c3".repeat(32) } as const;

export type ExampleAcquirerBench = ProviderBench & { readonly service: ExampleAcquirerDouble };

/** The example acquirer with its double behind it, its notifications caught and accepted. */
export async function openExampleAcquirerBench(): Promise<ExampleAcquirerBench> {
  const service = await startExampleAcquirerDouble();
  const sent: SentWebhook[] = [];
  const catcher = await openWebhookCatcher(async (caught) => {
    sent.push(caught);
    return { status: 200, body: "[accepted]" };
  });
  await service.order("post", { url: catcher.url, hmacKey: HMAC_KEYS.current });
  const hmacKeys = [HMAC_KEYS.current, HMAC_KEYS.previous];
  return {
    service,
    now: () => new Date(),
    provider: createExampleAcquirer({ url: service.url, key: API_KEY, hmacKeys }),
    token: tokenFor,
    captures: async (attempt) =>
      (await service.ledger()).charges.flatMap((charge) => {
        if (charge.attempt !== attempt || charge.state === "declined" || !isCurrency(charge.currency)) return [];
        return [{ reference: charge.id, amount: money(charge.amount_minor, charge.currency), state: charge.state }];
      }),
    confirm: (reference, answer) => service.order("confirmation", { reference, answer }),
    onPage: (reference, action) => service.order("page", { reference, action }),
    webhooks: () => sent,
    sign: () => {
      throw new Error("the signatures are inside the items; no header signs a body");
    },
    quiet: () => service.quiet(),
    close: async () => {
      await service.stop();
      await catcher.close();
    },
  };
}

function tokenFor(role: TokenRole): string {
  switch (role) {
    case "pays":
      return "tok_example_ok";
    case "is_declined":
      return "tok_example_refused";
    case "asks_confirmation":
      return "tok_example_redirect";
    case "reply_is_lost":
      return "tok_example_reply_lost";
    case "never_arrives":
      return "tok_example_never_arrives";
    case "is_foreign":
      return "tok_of_another_service";
    default:
      return unreachable(role);
  }
}
