import { expect, vi } from "vitest";
import type { SessionId } from "#lib/ids.ts";
import { createExampleAcquirer } from "#examples/acquirer/provider.ts";
import { createVerbs } from "../fixtures/verbs.ts";
import { API_KEY } from "../fixtures/example-acquirer/api.ts";
import type { ModificationKind } from "../fixtures/example-acquirer/books.ts";
import { startExampleAcquirerDouble } from "../fixtures/example-acquirer/start.ts";
import { openWebhookCatcher } from "../fixtures/example-acquirer/webhook-catcher.ts";
import { ada, openTestShop } from "../fixtures/test-shop.ts";

const HMAC_KEY = "5e".repeat(32);
export type LateCaptureShop = Awaited<ReturnType<typeof openLateCaptureShop>>;

/** A whole shop that is paid through the example acquirer, whose double runs in a process of its own and calls our webhook. */
export async function openLateCaptureShop() {
  const service = await startExampleAcquirerDouble();
  const providerWith = (key: string) => createExampleAcquirer({ url: service.url, key, hmacKeys: [HMAC_KEY] });
  const shop = await openTestShop(undefined, { provider: providerWith(API_KEY) });
  const { verbs } = shop;
  const catcher = await openWebhookCatcher(async ({ body, headers }) => {
    const received = await verbs.receiveWebhook({ provider: "example-acquirer", body, headers });
    return received.kind === "read" ? received.acknowledgement : { status: 400, body: received.kind };
  });
  const { store } = shop.context;
  const statusOf = async (id: SessionId) => (await store.session(id))?.status;
  return {
    shop,
    service,
    verbs,
    store,
    statusOf,
    /** The same shop with a key that the service does not know. */
    verbsWithWrongKey: createVerbs({ ...shop.context, provider: providerWith("not_the_key") }),
    /** Everything accepted is held from now on; notifications go out at once, each once, in their order. */
    async reset() {
      const post = { url: catcher.url, hmacKey: HMAC_KEY, isHeld: false, copies: 1, order: "as_happened" } as const;
      await service.order("modifications", { delayMs: null });
      await service.order("post", post);
    },
    pay: (id: SessionId, token: string) => verbs.payWithToken({ sessionId: id, token, buyer: ada }),
    becomes: (id: SessionId, status: string) =>
      vi.waitFor(async () => expect(await statusOf(id)).toBe(status), { timeout: 10_000, interval: 20 }),
    chargesOf: async (id: SessionId) => (await service.ledger()).charges.filter((charge) => charge.session === id),
    release: (outcome: "done" | "failed") => service.order("release", { outcome }),
    /** Waits until the service has accepted a modification of the session's payment. */
    accepted: (id: SessionId, kind: ModificationKind) =>
      vi.waitFor(async () => {
        const payments = (await service.payments()).filter((one) => one.merchantReference.startsWith(`${id}:`));
        const isAccepted = payments.some((one) => (kind === "refund" ? one.refunding > 0 : one.requested === kind));
        if (!isAccepted) throw new Error(`no ${kind} accepted yet`);
      }, 10_000),
    async openPage(id: SessionId): Promise<string> {
      const opened = await verbs.openHostedPayment({ sessionId: id });
      if (opened.kind !== "opened") throw new Error(opened.kind);
      return opened.url;
    },
    async close() {
      await service.stop();
      await catcher.close();
      await shop.close();
    },
  };
}

export const buyerPresses = (url: string, action: "pay" | "decline" | "approve") =>
  fetch(url, { method: "POST", body: new URLSearchParams({ action }), redirect: "manual" });
