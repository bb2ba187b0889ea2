import type { SellerId } from "../../ids.ts";
import type { ReceiverAnswer } from "../../orders/receiver-sender.ts";
import {
  BOTH_SECRETS_MS,
  MAX_SELLER_RECEIVERS,
  type ReceiverEvent,
  type ReceiverState,
  type SellerReceiver,
} from "../../sellers/receiver.ts";
import type { SellerReceiverChange, StoredSellerReceiver } from "../../store/sellers/receiver-store.ts";
import type { AuditAction } from "../../store/audit-store.ts";
import type { StoreTransaction } from "../../store/store.ts";
import { transactionWithRollback, type PurchaseContext } from "../context.ts";
import { enqueueCatchUp } from "../receivers/catch-up.ts";
import { sendTo } from "../receivers/seller-events.ts";
import { noteAct } from "./audit.ts";
import { isStillValid, mayName, type SellerCaller } from "./caller.ts";

type Named = {
  readonly receiver: string;
  /** Whose receiver it has to be; null: anybody's. */
  readonly seller: SellerId | null;
  readonly caller: SellerCaller;
};
type Act = Named & { readonly why: string | null; readonly isDryRun?: boolean };

export type AddReceiverRequest = {
  readonly seller: SellerId;
  readonly url: string;
  readonly events: readonly ReceiverEvent[];
  /** Null: one is made. */
  readonly secret: string | null;
  readonly why: string;
  readonly caller: SellerCaller;
  readonly isDryRun?: boolean;
};
/** `secret` null: one is made. */
export type RotateReceiverRequest = Act & { readonly secret: string | null };
export type MoveReceiverRequest = Act & { readonly to: Exclude<ReceiverState, "failed"> };

export type ReceiverOutcome =
  /** `secret` is in this answer alone; null in a dry run. */
  | { readonly kind: "added"; readonly receiver: SellerReceiver; readonly secret: string | null }
  | { readonly kind: "rotated"; readonly receiver: SellerReceiver; readonly secret: string | null }
  /** `isChanged` false: it was so before. `since`: orders that changed since then are sent again; null: none are. */
  | {
      readonly kind: "moved";
      readonly receiver: SellerReceiver;
      readonly isChanged: boolean;
      readonly since: Date | null;
    }
  | { readonly kind: "removed"; readonly receiver: SellerReceiver }
  | { readonly kind: "tested"; readonly receiver: SellerReceiver; readonly answer: ReceiverAnswer }
  /** There is no such seller or receiver, or the caller's key is not for them. */
  | { readonly kind: "not_found" }
  /** No key is set that secrets could be encrypted with. */
  | { readonly kind: "no_secrets_key" }
  | { readonly kind: "bad_address" }
  | { readonly kind: "too_many"; readonly max: number };
type Outcome<Kind extends ReceiverOutcome["kind"]> = Extract<ReceiverOutcome, { kind: Kind }>;

/** Receivers of order events that sellers add, change and remove while the shop runs. */
export function sellerReceiverVerbs(context: PurchaseContext) {
  const { store } = context;
  return {
    /** A seller's receivers, the oldest first; null when there is no such seller, or the caller's key is not for them. */
    async sellerReceivers({ seller, caller }: { readonly seller: SellerId; readonly caller: SellerCaller }) {
      const [record] = mayName(caller, seller) ? await store.sellerRecords([seller]) : [];
      return record === undefined ? null : store.sellerReceivers(seller);
    },
    addSellerReceiver: (request: AddReceiverRequest) => add(context, request),
    rotateSellerReceiver: (request: RotateReceiverRequest) => rotate(context, request),
    moveSellerReceiver: (request: MoveReceiverRequest) => move(context, request),
    removeSellerReceiver: (request: Act) =>
      changing<Outcome<"removed">>(context, request, async ({ receiver, transaction }) => {
        await transaction.removeSellerReceiver(receiver.id);
        return { outcome: { kind: "removed", receiver: shown(receiver) }, action: "seller_receiver_removed" };
      }),
    /** Sends a test call and says what the receiver answered; in no state does it change anything. */
    async testSellerReceiver(request: Named): Promise<Outcome<"tested" | "not_found" | "no_secrets_key">> {
      const receiver = await found(store, request);
      if (receiver === null) return { kind: "not_found" };
      if (context.receiverSender.encryption === null) return { kind: "no_secrets_key" };
      const { sellerId } = receiver;
      const isValid = await store.transaction((transaction) => isStillValid(transaction, request.caller, sellerId));
      if (!isValid) return { kind: "not_found" };
      const answer = await sendTo(context, receiver, { id: context.newId("evt"), type: "ping", sellerId });
      return { kind: "tested", receiver: shown(receiver), answer };
    },
    /** Those that were turned off by themselves; at most `limit`. */
    failedReceivers: (limit: number) => store.failedReceivers(limit, null),
  };
}

/** Adds one for a seller of any state: one who has left still hears of what is open. */
function add(
  context: PurchaseContext,
  request: AddReceiverRequest,
): Promise<Outcome<"added" | "not_found" | "no_secrets_key" | "bad_address" | "too_many">> {
  const { seller, caller, url, events, why } = request;
  const { receiverSender: sender } = context;
  return transactionWithRollback(context.store, async (transaction, rollback) => {
    const [record] = mayName(caller, seller) ? await transaction.sellerRecords([seller]) : [];
    if (record === undefined) return { kind: "not_found" };
    if (sender.encryption === null) return { kind: "no_secrets_key" };
    if (!sender.accepts(url, seller)) return { kind: "bad_address" };
    if (!(await isStillValid(transaction, caller, seller))) return { kind: "not_found" };
    const isFull = (await transaction.sellerReceivers(seller)).length >= MAX_SELLER_RECEIVERS;
    if (isFull) return { kind: "too_many", max: MAX_SELLER_RECEIVERS };
    const id = context.newId("rcv");
    const secret = request.secret ?? sender.newSecret();
    const createdAt = context.now();
    const createdBy = caller.by === "command" ? null : caller.keyName;
    const made = { id, sellerId: seller, url, events, why, createdAt, createdBy };
    const receiver = { ...made, ...FRESH, secret: sender.encryption.encrypt(secret, id) };
    await transaction.insertSellerReceiver(receiver);
    // Not the whole address, which may contain a key.
    const details = { receiver: id, host: new URL(url).host, events: events.join(" ") };
    await noteAct(transaction, { id: seller, caller }, createdAt, { action: "seller_receiver_added", why, details });
    const outcome = { kind: "added", receiver: shown(receiver) } as const;
    return request.isDryRun === true ? rollback({ ...outcome, secret: null }) : { ...outcome, secret };
  });
}

const FRESH = {
  state: "active",
  disabledAt: null,
  disabledWhy: null,
  earlierSecret: null,
  earlierSecretUntil: null,
  lastDeliveredAt: null,
  lastFailedAt: null,
  lastFailure: null,
  failingSince: null,
  missedSince: null,
} as const;

/** Signs with another secret from now on, and with the one before for a day too. */
async function rotate(
  context: PurchaseContext,
  request: RotateReceiverRequest,
): Promise<Outcome<"rotated" | "not_found" | "no_secrets_key">> {
  const { newSecret, encryption } = context.receiverSender;
  const secret = request.secret ?? newSecret();
  if (encryption === null) return { kind: "no_secrets_key" };
  return changing<Outcome<"rotated">>(context, request, async ({ receiver, transaction, time }) => {
    const change = {
      secret: encryption.encrypt(secret, receiver.id),
      earlierSecret: receiver.secret,
      earlierSecretUntil: new Date(time.getTime() + BOTH_SECRETS_MS),
    };
    await transaction.changeSellerReceiver(receiver.id, change);
    const shownSecret = request.isDryRun === true ? null : secret;
    const outcome = { kind: "rotated", receiver: shown({ ...receiver, ...change }), secret: shownSecret } as const;
    return { outcome, action: "seller_receiver_rotated" };
  });
}

/**
 * Pauses a receiver, or lets it get events again. What it missed is then sent as it is now, by a job that is left in the same
 * transaction.
 */
const move = (context: PurchaseContext, request: MoveReceiverRequest): Promise<Outcome<"moved" | "not_found">> =>
  changing<Outcome<"moved">>(context, request, async ({ receiver, transaction, time }) => {
    const { to, why } = request;
    if (receiver.state === to)
      return {
        outcome: { kind: "moved", receiver: shown(receiver), isChanged: false, since: null },
        action: null,
      };
    const change: SellerReceiverChange =
      to === "paused"
        ? { state: to, disabledAt: receiver.disabledAt ?? time, disabledWhy: why }
        : { state: to, disabledAt: null, disabledWhy: null, failingSince: null, missedSince: null };
    await transaction.changeSellerReceiver(receiver.id, change);
    const since = to === "active" ? await enqueueCatchUp(transaction, receiver, time) : null;
    return {
      outcome: { kind: "moved", receiver: shown({ ...receiver, ...change }), isChanged: true, since },
      action: to === "paused" ? "seller_receiver_paused" : "seller_receiver_resumed",
    };
  });

/** A change of one receiver, with its entry in the audit trail; in a dry run nothing of it is kept. */
function changing<Done extends ReceiverOutcome>(
  context: PurchaseContext,
  request: Act,
  change: (parts: {
    readonly receiver: StoredSellerReceiver;
    readonly transaction: StoreTransaction;
    readonly time: Date;
  }) => Promise<{ readonly outcome: Done; readonly action: AuditAction | null }>,
): Promise<Done | Outcome<"not_found">> {
  return transactionWithRollback<Done | Outcome<"not_found">>(context.store, async (transaction, rollback) => {
    await transaction.lockSellerReceiver(request.receiver);
    const receiver = await found(transaction, request);
    if (receiver === null) return { kind: "not_found" };
    if (!(await isStillValid(transaction, request.caller, receiver.sellerId))) return { kind: "not_found" };
    const time = context.now();
    const { outcome, action } = await change({ receiver, transaction, time });
    if (action === null) return outcome;
    const act = { id: receiver.sellerId, caller: request.caller };
    await noteAct(transaction, act, time, { action, why: request.why, details: { receiver: receiver.id } });
    return request.isDryRun === true ? rollback(outcome) : outcome;
  });
}

async function found(
  store: Pick<StoreTransaction, "sellerReceiver">,
  { receiver: id, seller, caller }: Named,
): Promise<StoredSellerReceiver | null> {
  const receiver = await store.sellerReceiver(id);
  if (receiver === null || !mayName(caller, receiver.sellerId)) return null;
  return seller === null || seller === receiver.sellerId ? receiver : null;
}

function shown(stored: StoredSellerReceiver): SellerReceiver {
  const { secret: _, earlierSecret: _earlier, ...receiver } = stored;
  return receiver;
}
