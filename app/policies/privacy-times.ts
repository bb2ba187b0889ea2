import { numberFormat } from "#lib/formats.ts";
import { SESSION_LIFETIME_MS } from "#lib/purchase/checkout/prepare-checkout.ts";
import { KEPT_FOR_MS } from "#lib/purchase/idempotency.ts";
import type { Retention } from "#lib/orders/retention.ts";
import { BROWSER_COOKIE_SECONDS } from "../request/browser-cookie.ts";
import type { PrivacyTimes } from "./texts/en.tsx";

const HOUR_MS = 3_600_000;
const YEAR_DAYS = 365;

/** The times that the privacy page names, from where the code and the settings take them. */
export function privacyTimes(locale: string, retention: Retention): PrivacyTimes {
  const days = numberFormat(locale, { style: "unit", unit: "day", unitDisplay: "long" });
  const years = numberFormat(locale, { style: "unit", unit: "year", unitDisplay: "long" });
  const hours = numberFormat(locale, { style: "unit", unit: "hour", unitDisplay: "long" });
  return {
    checkoutOpen: hours.format(SESSION_LIFETIME_MS / HOUR_MS),
    browserCookie: hours.format((BROWSER_COOKIE_SECONDS * 1000) / HOUR_MS),
    platformAnswers: hours.format(KEPT_FOR_MS / HOUR_MS),
    unpaidDetails: days.format(retention.unpaidDays),
    orderDetails:
      retention.orderDays % YEAR_DAYS === 0
        ? years.format(retention.orderDays / YEAR_DAYS)
        : days.format(retention.orderDays),
    history: days.format(retention.historyDays),
    remembered: days.format(retention.rememberedDays),
  };
}
