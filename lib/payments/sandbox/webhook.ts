import { z } from "zod";
import { attemptId } from "../../ids.ts";
import { isCurrency, money, type Money } from "../../money.ts";
import type { PaymentEvent } from "../provider.ts";
import type { AccountEvent } from "../seller-accounts.ts";

const webhookBody = z.object({ events: z.array(z.unknown()).max(100) });
const webhookEvent = z.object({
  id: z.string().min(1).max(100),
  type: z.enum(["payment.captured", "payment.declined", "refund.updated", "dispute.updated"]),
  attempt: z
    .string()
    .max(200)
    .regex(/^.+:\d+$/),
  reference: z.string().min(1).max(200),
  amount_minor: z.int().min(0),
  currency: z.string().refine(isCurrency),
  account: z.string().min(1).max(200).optional(),
});

const accountEvent = z.object({
  id: z.string().min(1).max(100),
  type: z.literal("account.updated"),
  account: z.string().min(1).max(200),
});

type BankEvents = { readonly events: readonly PaymentEvent[]; readonly accountEvents: readonly AccountEvent[] };

/**
 * Signed but unreadable, or of a type we do not know, gives no event: acknowledging it is right, because sending it again would
 * not make it readable. `account`: a seller's own account reads what happened there, and the platform's reads everything.
 */
export function eventsIn(text: string, account: string): BankEvents {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { events: [], accountEvents: [] };
  }
  const ours = webhookBody.safeParse(json).data?.events ?? [];
  return {
    events: ours.flatMap((one) => paymentEventIn(one)).filter((event) => account === "" || event.account === account),
    accountEvents: ours.flatMap((one) => {
      const { data: event } = accountEvent.safeParse(one);
      return event === undefined || account !== "" ? [] : [{ id: event.id, account: event.account }];
    }),
  };
}

function paymentEventIn(one: unknown): PaymentEvent[] {
  const { data: event } = webhookEvent.safeParse(one);
  if (event === undefined || !isCurrency(event.currency)) return [];
  const { id, reference, account } = event;
  const outcome = eventOutcome(event.type, reference, money(event.amount_minor, event.currency));
  return [
    { id, attemptId: attemptId(event.attempt), reference, outcome, ...(account === undefined ? {} : { account }) },
  ];
}

function eventOutcome(
  type: z.infer<typeof webhookEvent>["type"],
  reference: string,
  amount: Money,
): PaymentEvent["outcome"] {
  switch (type) {
    case "payment.captured":
      return { kind: "captured", reference, amount };
    case "payment.declined":
      return { kind: "declined", reason: "authentication_failed" };
    case "refund.updated":
      return { kind: "refunds_changed", reference, isOurs: true };
    case "dispute.updated":
      return { kind: "alerts_changed", reference };
  }
}
