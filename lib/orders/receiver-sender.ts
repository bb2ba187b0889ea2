import type { SellerId } from "../ids.ts";
import type { Encryption } from "../sellers/encryption.ts";
import type { OrderEvent } from "./order-event.ts";

/** A test call: it is about no order. */
export type ReceiverPing = { readonly id: string; readonly type: "ping"; readonly sellerId: SellerId };

/**
 * Whom a seller's event is sent to; the secrets as they are stored, encrypted for `id`, each of which signs: the present one, and
 * the one before it while that is valid.
 */
export type ReceiverTarget = {
  readonly id: string;
  readonly sellerId: SellerId;
  readonly url: string;
  readonly secrets: readonly string[];
};

/**
 * `failed`: `why` is a code, such as `answered_500`, `too_slow` or `private_address`, and `text` the same in words. With
 * `unreadable_secret` nobody was called, because no key opens the present secret.
 */
export type ReceiverAnswer =
  | { readonly kind: "taken"; readonly status: number; readonly milliseconds: number }
  | { readonly kind: "failed"; readonly why: string; readonly text: string; readonly milliseconds: number };

/** How sellers' receivers are reached. Adapter: lib/runtime/sellers/receivers.ts. */
export interface ReceiverSender {
  /** Null: no key is set to encrypt secrets with, so no receiver can be added. */
  readonly encryption: Encryption | null;
  /** A fresh secret to sign with. */
  newSecret(): string;
  /** Whether an address has a form that is called for a seller; what its host resolves to is looked at with each call. */
  accepts(url: string, seller: SellerId): boolean;
  /** Never throws for what the other side does. An earlier secret that no key opens does not sign. */
  send(to: ReceiverTarget, event: OrderEvent | ReceiverPing): Promise<ReceiverAnswer>;
}
