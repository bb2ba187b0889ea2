import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** A service's own reference. It has no colon, which keeps the signed text unambiguous. */
const reference = z.string().regex(/^[\w-]{1,80}$/);

/** One notification of a batch. Only what the signature covers is read: anything else in it could be anybody's. */
export const notificationItem = z.object({
  eventCode: z.string().regex(/^[A-Z_]{1,50}$/),
  reference,
  /** The payment that a modification is about; empty when the item is about the payment `reference` itself. */
  originalReference: z.union([reference, z.literal("")]),
  /** Ours: the attempt's id. The one field that may contain colons. */
  merchantReference: z.string().min(1).max(200),
  amount: z.object({ value: z.int().min(0), currency: z.string().regex(/^[A-Z]{3}$/) }),
  success: z.enum(["true", "false"]),
  additionalData: z.object({ hmacSignature: z.string().max(100) }),
});
export type NotificationItem = z.infer<typeof notificationItem>;

/**
 * What the signature covers: seven fields joined by colons. Every field but the merchant's reference is free of
 * colons by its own form, so no two different items share one text.
 */
export function signedText(item: Omit<NotificationItem, "additionalData">): string {
  const { reference: own, originalReference, merchantReference, amount, eventCode, success } = item;
  return [own, originalReference, merchantReference, amount.value, amount.currency, eventCode, success].join(":");
}

/** HMAC-SHA256 in base64; `hmacKey` is written in hexadecimal. */
export function signatureOf(item: Omit<NotificationItem, "additionalData">, hmacKey: string): string {
  return createHmac("sha256", Buffer.from(hmacKey, "hex")).update(signedText(item)).digest("base64");
}

/** True when one of the keys made the item's signature: while keys are changed over, the one before is valid too. */
export function isSigned(item: NotificationItem, hmacKeys: readonly string[]): boolean {
  const given = Buffer.from(item.additionalData.hmacSignature);
  return hmacKeys
    .map((key) => Buffer.from(signatureOf(item, key)))
    .map((expected) => expected.length === given.length && timingSafeEqual(expected, given))
    .includes(true);
}
