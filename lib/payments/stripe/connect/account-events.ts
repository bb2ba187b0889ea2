import { z } from "zod";
import type { AccountEvent } from "../../seller-accounts.ts";

const eventV1 = z.object({
  id: z.string().min(1).max(255),
  type: z.string().max(255),
  livemode: z.boolean(),
  account: z.string().max(255),
});
/** An event of the second version of the interface: it names what it is about and says nothing of it. */
const eventV2 = z.object({
  id: z.string().min(1).max(255),
  object: z.literal("v2.core.event"),
  type: z.string().max(255),
  livemode: z.boolean(),
  related_object: z.object({ id: z.string().max(255), type: z.string() }).nullish(),
});

/** What may change what an account can do, or says that its payouts do not arrive. */
const V1_TYPES: ReadonlySet<string> = new Set([
  "account.updated",
  "account.application.deauthorized",
  "account.external_account.created",
  "account.external_account.updated",
  "account.external_account.deleted",
  "capability.updated",
  "payout.failed",
]);

/**
 * Which sellers' accounts a verified webhook says something about. Test events reach the addresses of live mode too, so the
 * mode is compared. https://docs.stripe.com/connect/webhooks
 */
export function accountEventsIn(text: string, mode: "test" | "live"): AccountEvent[] {
  const json = parsed(text);
  const isLive = mode === "live";
  const { data: v2 } = eventV2.safeParse(json);
  if (v2 !== undefined) {
    const about = v2.related_object ?? null;
    const isAccount = about?.type === "v2.core.account" && v2.type.startsWith("v2.core.account");
    return isAccount && v2.livemode === isLive ? [{ id: v2.id, account: about.id }] : [];
  }
  const { data: v1 } = eventV1.safeParse(json);
  if (v1 === undefined || v1.livemode !== isLive || !V1_TYPES.has(v1.type)) return [];
  return [{ id: v1.id, account: v1.account }];
}

/** Whether a thin event is of the other mode. */
export function isThinOfOtherMode(text: string, mode: "test" | "live"): boolean {
  const { data: event } = eventV2.safeParse(parsed(text));
  return event !== undefined && event.livemode !== (mode === "live");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
