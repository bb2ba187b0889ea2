import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";
import type { AttemptId } from "#lib/ids.ts";
import { unreachable } from "#lib/invariant.ts";
import type { AttemptAtService } from "#lib/payments/provider.ts";
import { moneyFromStripe } from "#lib/payments/stripe/amount.ts";
import { takenByStripe } from "#lib/payments/stripe/amount-limits.ts";
import type { StripeOptions } from "#lib/payments/stripe/options.ts";
import { createStripeProvider } from "#lib/payments/stripe/provider.ts";
import { startStripeDouble, type StripeDoubleControl } from "../../stripe-double/start.ts";
import type { ProviderBench, SentWebhook, TokenRole } from "../provider-bench.ts";

const SECRETS = { current: "whsec_in_use", previous: "whsec_before", foreign: "whsec_of_a_stranger" } as const;
/** The adapter tries three times. */
const EVERY_TRY = 3;

export type StripeBench = ProviderBench & {
  readonly control: StripeDoubleControl;
  /** Stripe's own client, for looking behind the adapter. */
  readonly stripe: Stripe;
  /** Where the double's webhooks are caught. */
  readonly webhookUrl: string;
  /** Another adapter over the same double, such as one after a restart with other settings. */
  provide(options: Partial<StripeOptions>): ProviderBench["provider"];
};

/** Stripe's adapter over the double of Stripe, its webhooks caught. */
export async function openStripeBench(options: Partial<StripeOptions> = {}): Promise<StripeBench> {
  const sent: SentWebhook[] = [];
  const catcher = await openCatcher(sent);
  const double = await startStripeDouble({ webhook: { url: catcher.url, secret: SECRETS.current } });
  const { control } = double;
  const now = () => new Date();
  const provide = (changes: Partial<StripeOptions>) =>
    createStripeProvider({
      mode: "test",
      secretKey: "sk_test_contract",
      publicUrl: "https://shop.example.com",
      webhookSecrets: [SECRETS.current, SECRETS.previous],
      networkId: "profile_test_contract",
      publishableKey: null,
      apiUrl: double.url,
      now,
      ...changes,
    });
  const tokens = new Map<string, Promise<string>>();
  const { hostname, port } = new URL(double.url);
  return {
    control,
    webhookUrl: catcher.url,
    stripe: new Stripe("sk_test_contract", { host: hostname, port, protocol: "http", telemetry: false }),
    provide,
    requestId: /^req_\w+$/,
    provider: provide(options),
    now,
    token: (role, attempt) => {
      const name = `${attempt.id} ${role}`;
      const token = tokens.get(name) ?? tokenFor(control, role, attempt);
      tokens.set(name, token);
      return token;
    },
    takes: (amount) => takenByStripe(amount).kind === "taken",
    captures: (attempt) => capturesOf(control, attempt),
    // What can no longer be answered, the double refuses.
    confirm: async (reference, answer) =>
      void (await control.authenticate(reference, answer === "approve" ? "complete" : "fail").catch(() => null)),
    onPage: async (reference, answer) => void (await control.onPage(reference, answer)),
    webhooks: () => sent,
    sign: (body, secret, now) =>
      new Headers({
        "stripe-signature": Stripe.webhooks.generateTestHeaderString({
          payload: new TextDecoder("utf-8", { ignoreBOM: true }).decode(body),
          secret: SECRETS[secret],
          timestamp: Math.floor(now.getTime() / 1000),
        }),
      }),
    close: async () => {
      await double.stop();
      await catcher.close();
    },
  };
}

/** `account`: the seller's own, in whose context the token is minted. */
export async function tokenFor(
  control: StripeDoubleControl,
  role: TokenRole,
  attempt: AttemptAtService,
  account?: string,
): Promise<string> {
  const where = account === undefined ? {} : { account };
  const mint = (card: string) => control.mintToken({ card, currency: attempt.amount.currency.toLowerCase(), ...where });
  const meet = (kind: "reply_lost" | "reset") =>
    control.fault({
      fault: { kind },
      method: "POST",
      path: "/v1/payment_intents",
      keyPattern: `^${attempt.id}$`,
      times: EVERY_TRY,
    });
  switch (role) {
    case "pays":
      return mint("pm_card_visa");
    case "is_declined":
      return mint("pm_card_chargeDeclinedInsufficientFunds");
    case "asks_confirmation":
      return mint("pm_card_authenticationRequired");
    case "reply_is_lost":
      await meet("reply_lost");
      return mint("pm_card_visa");
    case "never_arrives":
      await meet("reset");
      return mint("pm_card_visa");
    case "is_foreign":
      return "tok_of_another_service";
    default:
      return unreachable(role);
  }
}

async function capturesOf(control: StripeDoubleControl, attempt: AttemptId): ReturnType<ProviderBench["captures"]> {
  const { charges } = await control.ledger();
  return charges.flatMap(({ id, attempt: of, amount_minor: amountMinor, currency, state }) => {
    const amount = moneyFromStripe(amountMinor, currency);
    return of !== attempt || state === "declined" || amount === null ? [] : [{ reference: id, amount, state }];
  });
}

/** Where the double sends its webhooks; each is taken at once. */
async function openCatcher(sent: SentWebhook[]): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => void chunks.push(chunk));
    request.on("end", () => {
      const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
        typeof value === "string" ? [[name, value]] : [],
      );
      sent.push({ body: new Uint8Array(Buffer.concat(chunks)), headers: new Headers(headers) });
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api/webhooks/stripe`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
