import { configured, contextWith } from "../accounts.ts";
import { askProvider } from "../ask-provider.ts";
import type { PurchaseContext } from "../context.ts";

const DAY_MS = 24 * 60 * 60_000;
/** A payout that failed, or was itemized late, is seen for so long after it was made. */
const LIST_MS = 35 * DAY_MS;
/** The clock's sweep reads four times a day: payouts are made once a day at most. */
const READ_EVERY_HOURS = 6;
const READ_AT_MINUTE = 17;
const MAX_AT_ONCE = 50;

/**
 * Reads what the provider paid out lately, and of each payout, once, what it is made of: every payment's fee and net, refunds,
 * disputes. One request for each hundred. Answers how many payouts were read.
 */
export async function readPayouts(context: PurchaseContext, isThorough: boolean): Promise<number> {
  const now = context.now();
  const isTime = now.getUTCHours() % READ_EVERY_HOURS === 1 && now.getUTCMinutes() === READ_AT_MINUTE;
  if (!isThorough && !isTime) return 0;
  let read = 0;
  for (const provider of configured(context)) read += await readAtAccount(contextWith(context, provider));
  return read;
}

async function readAtAccount(context: PurchaseContext): Promise<number> {
  const { store, provider } = context;
  const { payouts } = provider;
  if (payouts === null) return 0;
  const since = new Date(context.now().getTime() - LIST_MS);
  const list = await askProvider(context, { call: "payouts.list" }, () => payouts.list(since));
  if (list.kind === "unknown") return 0;
  await store.transaction(async (transaction) => {
    for (const payout of list.payouts) await transaction.savePayout(provider.name, payout);
  });
  const ofAccount = new Set(list.payouts.map(({ id }) => id));
  let read = 0;
  for (const id of await store.unreadPayouts(provider.name, MAX_AT_ONCE)) {
    if (!ofAccount.has(id)) continue;
    const made = await askProvider(context, { call: "payouts.entries", payoutId: id }, () => payouts.entries(id));
    if (made.kind === "unknown") continue;
    const of = { provider: provider.name, id };
    await store.transaction((transaction) => transaction.savePayoutEntries(of, made.entries, context.now()));
    read += 1;
  }
  return read;
}
