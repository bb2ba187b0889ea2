import { sellerId } from "#lib/ids.ts";
import type { Mailer } from "#lib/orders/mail.ts";
import type { ReceiverSender, ReceiverPing, ReceiverTarget } from "#lib/orders/receiver-sender.ts";
import type { OrderEvent } from "#lib/orders/order-event.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { openReceiverSender } from "#lib/runtime/sellers/receivers.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";

export const SECRETS_KEY = "a-key-for-secrets-of-32-characters";
export const [FERNWEH, KUMO] = [sellerId("fernweh"), sellerId("kumo")];
export const COMMAND = { by: "command" } as const;

/** What a receiver was sent, and by which secrets it was signed, as they are stored. */
export type Sent = { readonly to: ReceiverTarget; readonly event: OrderEvent | ReceiverPing };

/** The real one, with a key. */
export const senderWith = (key: string): ReceiverSender =>
  openReceiverSender(
    { sellerReceivers: { secretsKeys: [key], allowedHosts: [] }, publicUrl: "https://shop.example.com" },
    () => new Date(),
  );

/** A sender that encrypts with a real key and calls nobody; `answer` may throw, wait, or answer a failure for an address. */
export function recordingSender(answer: (url: string) => Promise<number> | number = () => 204) {
  const sent: Sent[] = [];
  const real = senderWith(SECRETS_KEY);
  const sender: ReceiverSender = {
    ...real,
    async send(to, event) {
      sent.push({ to, event });
      const status = await answer(to.url);
      return status < 300
        ? { kind: "taken", status, milliseconds: 1 }
        : { kind: "failed", why: `answered_${status}`, text: `the receiver answered ${status}`, milliseconds: 1 };
    },
  };
  return { sender, sent };
}

/** A shop in which both sellers are known and may have receivers. */
export async function openReceiverShop(
  options: { sender?: ReceiverSender; mailer?: Mailer; database?: OpenDatabase } = {},
): Promise<TestShop> {
  const { sender = recordingSender().sender, mailer, database } = options;
  const rest = { orderReceivers: [], ...(mailer === undefined ? {} : { mailer }) };
  const shop = await openTestShop(database, { receiverSender: sender, ...rest });
  for (const id of [FERNWEH, KUMO])
    await shop.verbs.addSeller({ id, change: { name: id }, state: "active", why: "test", caller: COMMAND });
  return shop;
}

/** Adds a receiver by command; answers its id and secret. */
export async function added(
  shop: Pick<TestShop, "verbs">,
  seller = FERNWEH,
  changes: Partial<Parameters<TestShop["verbs"]["addSellerReceiver"]>[0]> = {},
) {
  const outcome = await shop.verbs.addSellerReceiver({
    seller,
    url: `https://erp.${seller}.example.com/events`,
    events: ["order_create", "order_update"],
    secret: null,
    why: "their ERP",
    caller: COMMAND,
    ...changes,
  });
  if (outcome.kind !== "added" || outcome.secret === null) throw new Error(`not added but ${outcome.kind}`);
  return { id: outcome.receiver.id, secret: outcome.secret };
}

/** Makes the catch-ups that wait due now, as if the time before them had passed. */
export const hurryCatchUps = (database: OpenDatabase) =>
  database.query("update jobs.job set start_after = now() where name = 'catch-up-receiver'", []);
