import { dateFormat } from "../../formats.ts";
import type { SellerId } from "../../ids.ts";
import type { AttentionItem, DaySummary, Mailer } from "../../orders/mail.ts";
import type { PurchaseContext } from "../context.ts";
import { enqueueMail } from "./enqueue-mail.ts";
import { needingPerson, type Keyed } from "./needs-person.ts";
import { mailOpenRequirements } from "./requirements.ts";

const DAY_MS = 86_400_000;
const MAX_IN_ONE_MAIL = 50;
/** Of more that is new, the next look five minutes later tells. */
const MAX_NEW_AT_ONCE = 2000;

/**
 * Tells whoever runs the shop of what newly needs a person, and everybody of yesterday, once its hour has come. Made by the
 * clock; safe to repeat and on several instances at once: the ids of messages are the same.
 */
export async function notifySellers(context: PurchaseContext): Promise<void> {
  if (context.mailer === null) return;
  const isRead = context.mailer.sellerAddresses(null).length > 0;
  const counts = new Map<AttentionItem["kind"], number>();
  const fresh: Keyed[] = [];
  for await (const items of needingPerson(context)) {
    for (const { kind } of items) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    if (!isRead || items.length === 0 || fresh.length >= MAX_NEW_AT_ONCE) continue;
    const unknown = await context.store.mailsNotMade(items.map(({ key }) => key));
    fresh.push(...items.filter(({ key }) => unknown.has(key)));
  }
  if (fresh.length > 0) await mailAttention(context, fresh);
  await mailOpenRequirements(context);
  const attention = [...counts].map(([kind, count]) => ({ kind, count }));
  await mailSummaries(context, context.mailer, attention);
}

async function mailAttention(context: PurchaseContext, needing: readonly Keyed[]): Promise<void> {
  await context.store.transaction(async (transaction) => {
    const unknown = await transaction.mailsNotMade(needing.map(({ key }) => key));
    const noted = await transaction.noteMails([...unknown], context.now());
    const all = needing.filter(({ key }) => noted.has(key)).map(withoutKey);
    if (all.length === 0) return;
    const items = all.slice(0, MAX_IN_ONE_MAIL);
    const request = { kind: "needs_person", items, more: all.length - items.length } as const;
    const id = `needs_person:${context.newId("evt")}`;
    await enqueueMail(context, transaction, { id, sessionId: null, request });
  });
}

function withoutKey({ kind, subject, amount, until }: AttentionItem): AttentionItem {
  return { kind, subject, amount, ...(until === undefined ? {} : { until }) };
}

/** The days of `now` and the one before where the shop is, and when they began. */
export function dayBounds(
  now: Date,
  { hour, timeZone }: Mailer["summary"],
): { readonly yesterday: string; readonly from: Date; readonly until: Date; readonly isDue: boolean } {
  const local = localTime(now, timeZone);
  const until = startOf(local.day, timeZone);
  const yesterday = localTime(new Date(until.getTime() - DAY_MS / 2), timeZone).day;
  return { yesterday, from: startOf(yesterday, timeZone), until, isDue: local.hour >= hour };
}

function localTime(
  time: Date,
  timeZone: string,
): { readonly day: string; readonly hour: number; readonly offsetMs: number } {
  const parts = dateFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(time);
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? "";
  const day = `${of("year")}-${of("month")}-${of("day")}`;
  const asUtc = Date.parse(`${day}T${of("hour")}:${of("minute")}:${of("second")}Z`);
  return { day, hour: Number(of("hour")), offsetMs: asUtc - Math.floor(time.getTime() / 1000) * 1000 };
}

/** When a day begins. Twice, because the offset that counts is the one at that time; where midnight is skipped, the first moment after it. */
function startOf(day: string, timeZone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const guess = midnight - localTime(new Date(midnight), timeZone).offsetMs;
  return new Date(midnight - localTime(new Date(guess), timeZone).offsetMs);
}

async function mailSummaries(
  context: PurchaseContext,
  mailer: Mailer,
  attention: DaySummary["attention"],
): Promise<void> {
  const { yesterday: day, from, until, isDue } = dayBounds(context.now(), mailer.summary);
  const operatorId = summaryId(day, null);
  if (!isDue || !(await context.store.mailsNotMade([operatorId])).has(operatorId)) return;
  const found = await context.store.salesOfTime(from, until);
  const sales = found.filter(({ isTest }) => !isTest);
  const testOrders = (ofSeller: (seller: SellerId) => boolean) =>
    found.reduce((sum, one) => sum + (one.isTest && ofSeller(one.sellerId) ? one.orders : 0), 0);
  await context.store.transaction(async (transaction) => {
    const make = (seller: SellerId | null, summary: DaySummary) =>
      enqueueMail(context, transaction, {
        id: summaryId(day, seller),
        sessionId: null,
        request: { kind: "daily_summary", sellerId: seller, summary },
      });
    await make(null, { day, sales, testOrders: testOrders(() => true), attention });
    const operator = mailer.sellerAddresses(null).join();
    for (const seller of new Set(found.map(({ sellerId }) => sellerId)))
      if (mailer.sellerAddresses(seller).join() !== operator)
        await make(seller, {
          day,
          sales: sales.filter(({ sellerId }) => sellerId === seller),
          testOrders: testOrders((one) => one === seller),
          attention: [],
        });
  });
}

const summaryId = (day: string, seller: SellerId | null) => `daily_summary:${day}:${seller ?? "all"}`;
