import type { Books } from "../books.ts";
import { letters, type Wire } from "./objects.ts";
import { metadata, required, text, whole, type Params } from "../params.ts";
import { invalidRequest } from "../stripe-error.ts";

export type Coupon = Wire & {
  object: "coupon";
  amount_off: number | null;
  percent_off: number | null;
  currency: string | null;
};

export function createCoupon(books: Books, params: Params): Coupon {
  const amountOff = whole(params, ["amount_off"], 1);
  const percentOff = text(params, "percent_off");
  if ((amountOff === null) === (percentOff === null))
    throw invalidRequest("You must pass either percent_off or amount_off, and not both.", { param: "percent_off" });
  const id = text(params, "id") ?? letters(8);
  if (books.any(id) !== null)
    throw invalidRequest("Coupon already exists.", { code: "resource_already_exists", param: "id" });
  return books.insert<Coupon>({
    id,
    object: "coupon",
    amount_off: amountOff,
    created: books.now(),
    currency: amountOff === null ? null : required(text(params, "currency"), "currency").toLowerCase(),
    duration: text(params, "duration") ?? "once",
    duration_in_months: null,
    livemode: false,
    max_redemptions: whole(params, ["max_redemptions"], 1),
    metadata: metadata(params, "metadata"),
    name: text(params, "name"),
    percent_off: percentOff === null ? null : Number(percentOff),
    redeem_by: whole(params, ["redeem_by"]),
    times_redeemed: 0,
    valid: true,
  });
}
