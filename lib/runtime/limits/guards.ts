import type { Guards, RateLimit } from "../../purchase/rate-limit.ts";
import type { GuardRules } from "../../config/listen/limits.ts";
import type { OpenDatabase } from "../../store/drizzle/database.ts";
import { sharedRateLimit } from "../rate-limiter-flexible.ts";

/** A buyer who mistypes needs a few tries; guessing an order's number needs billions. */
const ORDER_LOOK_UPS = { calls: 10, windowMs: 15 * 60_000 };
/** A buyer who types an address asks some ten times; three addresses and their corrections need no more than this. */
const ADDRESS_LOOK_UPS = 120;
/** New checkouts are free, so a shop's key is kept from whoever asks by many of them: of each kind of question so many in all. */
const QUESTIONS_OF_SHOP = 6000;
/** A sheet names a place and then a delivery, for each seller of a cart: some ten questions, and room for people who try. */
const PREVIEWED_TAXES = 120;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

const unlimited: RateLimit = () => Promise.resolve({ kind: "allowed" });

/** The limits against guessing, in the database. Order look-ups have always been limited, also where LIMITS is off. */
export function openGuards(opened: Pick<OpenDatabase, "query">, rules: GuardRules): Guards {
  const shared = (name: string, calls: number | null, windowMs: number): RateLimit =>
    calls === null ? unlimited : sharedRateLimit(opened, name, { calls, windowMs });
  return {
    orderLookUps: sharedRateLimit(opened, "order_look_up", { ...ORDER_LOOK_UPS, clearsTable: true }),
    // Longer than a checkout lives.
    checkoutCodes: shared("checkout_codes", rules.discountCode.checkout, DAY_MS),
    shopperCodes: shared("shopper_codes", rules.discountCode.shopper, HOUR_MS),
    shopperPayments: shared("shopper_payments", rules.decline.shopper, DAY_MS),
    addressLookUps: shared("address_look_ups", ADDRESS_LOOK_UPS, HOUR_MS),
    shopAddressLookUps: shared("shop_address_look_ups", QUESTIONS_OF_SHOP, HOUR_MS),
    previewedTaxes: shared("previewed_taxes", PREVIEWED_TAXES, HOUR_MS),
    shopPreviewedTaxes: shared("shop_previewed_taxes", QUESTIONS_OF_SHOP, HOUR_MS),
    maxDeclines: rules.decline.checkout ?? Infinity,
  };
}
