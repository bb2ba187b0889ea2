import { z } from "zod";
import type { Retention } from "../../orders/retention.ts";
import { wholeNumber } from "../setting.ts";

/** A hundred years; nothing is kept longer. */
const MAX_DAYS = 36_500;

/**
 * How long buyers' details and history are kept (docs/privacy.md). Answers kept for repeated requests, which contain an
 * address, are gone after a day: so a closed checkout is kept for two at least. Payment providers send events again for a
 * month, so history is kept longer.
 */
export const retentionSettings = z
  .object({
    KEEP_UNPAID_DAYS: wholeNumber(2, MAX_DAYS).default(30),
    KEEP_ORDERS_DAYS: wholeNumber(31, MAX_DAYS).default(3650),
    KEEP_HISTORY_DAYS: wholeNumber(31, MAX_DAYS).default(400),
    KEEP_REMEMBERED_DAYS: wholeNumber(0, MAX_DAYS).default(180),
  })
  .transform((settings): Retention => ({
    unpaidDays: settings.KEEP_UNPAID_DAYS,
    orderDays: settings.KEEP_ORDERS_DAYS,
    historyDays: settings.KEEP_HISTORY_DAYS,
    rememberedDays: settings.KEEP_REMEMBERED_DAYS,
  }));
