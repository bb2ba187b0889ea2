import { afterAnswer, movementDue, type MovementAnswer } from "../../orders/transfers/transfer-life.ts";
import {
  isFeeRow,
  isOpen,
  mayHaveMoved,
  type Movement,
  type Reversal,
  type Transfer,
} from "../../orders/transfers/transfer.ts";
import { unreachable } from "../../invariant.ts";
import { add, partOfOther, sameMoney, zero, type Money } from "../../money.ts";
import type { StoreTransaction } from "../../store/store.ts";
import type { TransferService } from "../../payments/transfer-service.ts";
import { askProvider } from "../ask-provider.ts";
import type { PurchaseContext } from "../context.ts";
import { readRefusedSellers } from "../sellers/account.ts";
import { platformAt } from "./platform-at.ts";
import { followReversal } from "./pay-again.ts";
import { enqueueMovement } from "./store-transfers.ts";
import { dropUnsent } from "./take-back.ts";

/** An account that is configured again is asked about soon. */
const ELSEWHERE_PAUSE_MS = 10 * 60_000;
/** The transfer of a `destination` charge that the provider's list does not have after this long needs a person. */
const MISSING_AFTER_MS = 60 * 60_000;

/**
 * Asks the provider for a stored transfer or reversal and records the answer. Safe to repeat and to do at once on several
 * instances: the key is the same, and one of them asks. `isRetry`: also for what was refused or short before. Answers the
 * state that it has then; null when there is no such row.
 */
export async function moveMoney(
  context: PurchaseContext,
  key: string,
  { isRetry }: { readonly isRetry: boolean } = { isRetry: false },
): Promise<Movement["state"] | null> {
  const movement = await context.store.movement(key);
  if (movement === null) return null;
  const isToAsk = movement.state === "due" || movement.state === "unknown" || (isRetry && isOpen(movement));
  if (!isToAsk || movement.dueAt === null) return movement.state;
  context.failpoint(movement.kind === "transfer" ? "transfer_stored" : "reversal_stored");
  const capture = await context.store.capture(movement.provider, movement.reference);
  const own = capture === null ? null : await platformAt(context, capture);
  const service = own?.provider.transfers ?? null;
  if (!(await claim(context, movement, service !== null)) || own === null || service === null) return movement.state;
  const answer =
    movement.kind === "transfer" ? await send(own, service, movement) : await takeBack(own, service, movement);
  context.failpoint(movement.kind === "transfer" ? "transfer_sent" : "reversal_made");
  const after = await recordAnswer(context, movement, answer);
  context.failpoint(movement.kind === "transfer" ? "transfer_recorded" : "reversal_recorded");
  if (after !== null) reportTrouble(context, after, movement.state);
  if (after?.kind === "transfer" && after.state === "refused") await readRefusedSellers(context, [after.sellerId]);
  return (after ?? movement).state;
}

/** Under the payment's lock: what is being asked for must not be found needless at the same moment. */
function claim(context: PurchaseContext, movement: Movement, canAsk: boolean): Promise<boolean> {
  const now = context.now();
  const tried = { ...movement, tries: movement.tries + 1 };
  const later = canAsk ? movementDue(tried, now) : new Date(now.getTime() + ELSEWHERE_PAUSE_MS);
  return context.store.transaction(async (transaction) => {
    await transaction.lockCapture(movement.provider, movement.reference);
    if (canAsk) return transaction.claimMovement(movement, later ?? now);
    // Nobody is asked, so it is no try: what was never asked for may still be found needless.
    const current = await transaction.movement(movement.key);
    const isSame = current !== null && current.state === movement.state && current.tries === movement.tries;
    if (isSame && current.dueAt !== null) await transaction.saveMovement({ ...current, dueAt: later ?? now });
    return false;
  });
}

async function send(context: PurchaseContext, service: TransferService, transfer: Transfer): Promise<MovementAnswer> {
  const { key, attemptId, reference, account, amount, refusals, cause, sellerId } = transfer;
  const fields = { transferKey: key, reference, attemptId, sellerId };
  // The provider made it with the charge, so there is nothing to ask for but whether it is there.
  if (transfer.model === "destination" && cause === null) return confirm(context, service, transfer);
  const answer = await askProvider(context, { call: "transfers.send", ...fields }, () =>
    service.send({
      key,
      attemptId,
      reference,
      account,
      amount,
      refusals,
      fromBalance: cause !== null,
      ...(isFeeRow(transfer) ? { isFee: true } : {}),
    }),
  );
  return answer.kind === "sent" ? { ...answer, kind: "moved" } : answer;
}

async function confirm(
  context: PurchaseContext,
  service: TransferService,
  { key, attemptId, reference, account, amount, sellerId, createdAt }: Transfer,
): Promise<MovementAnswer> {
  const asked = { call: "transfers.list", transferKey: key, reference, attemptId, sellerId } as const;
  const list = await askProvider(context, asked, () => service.list({ attemptId, reference }));
  if (list.kind === "unknown") return list;
  const made = list.transfers.filter((one) => one.key === null && one.account === account);
  const same = made.find((one) => one.amount.currency !== amount.currency || sameMoney(one.amount, amount));
  if (same !== undefined) return { kind: "moved", id: same.id, settled: otherThan(amount, same.amount) };
  const [other] = made;
  if (other !== undefined)
    return { kind: "refused", why: `other_amount_${other.amount.amountMinor}`, isFinal: true, id: other.id };
  if (context.now().getTime() - createdAt.getTime() < MISSING_AFTER_MS) return { kind: "unknown" };
  return { kind: "refused", why: "no_such_transfer", isFinal: true };
}

const otherThan = (amount: Money, sent: Money): Money | null => (sent.currency === amount.currency ? null : sent);

async function takeBack(
  context: PurchaseContext,
  service: TransferService,
  reversal: Reversal,
): Promise<MovementAnswer> {
  const { key, transferKey, amount, refusals, reference, sellerId } = reversal;
  const transfer = transferKey === null ? null : await context.store.movement(transferKey);
  const transferId = transfer?.providerId ?? null;
  if (transferId === null) return { kind: "unknown" };
  const fields = { transferKey: key, reference, sellerId };
  const whole = transfer?.amount ?? amount;
  const earlier = await earlierReversals(context, reversal);
  const before = earlier.reduce((all, one) => add(all, one.amount), zero(amount.currency));
  const answer = await askProvider(context, { call: "transfers.reverse", ...fields }, () =>
    service.reverse({ key, transferId, amount, refusals, of: { whole, before } }),
  );
  if (answer.kind === "refused" && (await isTakenAlready(context, service, reversal, { transferId, whole })))
    return { kind: "moved", id: transferId };
  return answer.kind === "reversed" ? { kind: "moved", id: answer.id } : answer;
}

/** Those of the same transfer that were stored before this one, whatever became of them. */
async function earlierReversals(
  { store }: PurchaseContext,
  { key, provider, reference, transferKey }: Reversal,
): Promise<readonly Reversal[]> {
  const all = (await store.reversals({ provider, reference })).filter((one) => one.transferKey === transferKey);
  return all.slice(
    0,
    Math.max(
      0,
      all.findIndex((one) => one.key === key),
    ),
  );
}

/** Somebody took it back at the provider itself: its transfer has less than our rows have taken, or may have. */
async function isTakenAlready(
  context: PurchaseContext,
  service: TransferService,
  { key, provider, reference, attemptId, transferKey, amount }: Reversal,
  { transferId, whole }: { readonly transferId: string; readonly whole: Money },
): Promise<boolean> {
  const others = (await context.store.reversals({ provider, reference })).filter(
    (one) => one.transferKey === transferKey && one.key !== key,
  );
  if (others.some(mayHaveMoved)) return false;
  const list = await askProvider(context, { call: "transfers.list", reference, attemptId }, () =>
    service.list({ attemptId, reference }),
  );
  if (list.kind === "unknown") return false;
  const there = list.transfers.find(({ id }) => id === transferId);
  if (there === undefined || whole.amountMinor < 1) return false;
  const ours = others.filter(({ state }) => state === "reversed").map((one) => one.amount);
  const all = ours.reduce(add, amount);
  if (there.reversed.currency === all.currency) return there.reversed.amountMinor >= all.amountMinor;
  // It is in the currency that the payment was settled in: as much of the transfer, whatever that is there.
  const expected = partOfOther(all, { before: zero(all.currency), whole, other: there.amount });
  return there.reversed.amountMinor >= expected.amountMinor;
}

async function recordAnswer(
  context: PurchaseContext,
  asked: Movement,
  answer: MovementAnswer,
): Promise<Movement | null> {
  return context.store.transaction(async (transaction) => {
    await transaction.lockCapture(asked.provider, asked.reference);
    const current = await transaction.movement(asked.key);
    const after = current === null ? null : afterAnswer(current, asked, answer, context.now());
    if (after === null) return current;
    await transaction.saveMovement(after);
    if (after.kind === "reversal") {
      await follow(context, transaction, after);
      return (await transaction.movement(after.key)) ?? after;
    }
    if (after.state === "refused") await dropUnsent(context, transaction, after);
    if (after.state !== "sent") return after;
    const now = context.now();
    for (const reversal of await transaction.reversals(after)) {
      if (reversal.transferKey !== after.key || reversal.state !== "due" || reversal.dueAt !== null) continue;
      const due = { ...reversal, dueAt: movementDue(reversal, now) };
      await transaction.saveMovement(due);
      await enqueueMovement(transaction, due);
    }
    return after;
  });
}

async function follow(context: PurchaseContext, transaction: StoreTransaction, reversal: Reversal): Promise<void> {
  const { provider, reference, sellerId, cause: id, causeKind: kind } = reversal;
  const capture = await transaction.capture(provider, reference);
  const sale = (await transaction.transfers(reversal)).find((one) => one.cause === null && one.sellerId === sellerId);
  if (capture === null || sale === undefined) return;
  await followReversal(context, transaction, { capture, sale, cause: { kind, id, givesFeeBack: true } }, reversal);
}

function reportTrouble(context: PurchaseContext, after: Movement, before: Movement["state"]): void {
  const { key: transferKey, sellerId, sessionId, provider, reference, state, reason, dueAt } = after;
  const fields = { transferKey, sellerId, sessionId, provider, reference, reason };
  const isTransfer = after.kind === "transfer";
  switch (state) {
    case "refused":
      return context.report({
        level: dueAt === null ? "error" : "warn",
        message: `the payment provider refused ${isTransfer ? "a transfer to" : "to take back from"} a seller${dueAt === null ? "" : " for now"}`,
        fields,
      });
    case "owed":
      if (before === "owed") return;
      return context.report({
        level: "warn",
        message: "a seller's balance is short of what is taken back; it is a claim on the seller",
        fields: { ...fields, amountMinor: after.amount.amountMinor, currency: after.amount.currency },
      });
    case "due":
    case "unknown":
    case "sent":
    case "reversed":
    case "at_seller":
    case "offset":
      return;
    default:
      unreachable(state);
  }
}
