import { z } from "zod";
import type { Requirement, SellerAccount } from "../../seller-accounts.ts";

/** Null and absent say the same. */
const known = <Value>(value: z.ZodType<Value>) => value.nullish().transform((read) => read ?? null);
const capability = known(z.object({ status: z.string() }));

/** An account of Accounts v2, with what was asked to be included. https://docs.stripe.com/api/v2/core/accounts/object */
const accountV2 = z.object({
  id: z.string(),
  object: z.literal("v2.core.account"),
  closed: known(z.boolean()),
  configuration: known(
    z.object({
      recipient: known(
        z.object({
          capabilities: known(
            z.object({ stripe_balance: known(z.object({ stripe_transfers: capability, payouts: capability })) }),
          ),
        }),
      ),
      merchant: known(
        z.object({
          capabilities: known(
            z.object({ card_payments: capability, stripe_balance: known(z.object({ payouts: capability })) }),
          ),
        }),
      ),
    }),
  ),
  requirements: known(
    z.object({
      entries: known(
        z.array(
          z.object({
            description: z.string(),
            awaiting_action_from: known(z.string()),
            minimum_deadline: known(z.object({ status: known(z.string()), time: known(z.string()) })),
          }),
        ),
      ),
    }),
  ),
});

/** An account as the first version of the interface has it. https://docs.stripe.com/api/accounts/object */
const accountV1 = z.object({
  id: z.string(),
  object: z.literal("account"),
  charges_enabled: known(z.boolean()),
  payouts_enabled: known(z.boolean()),
  capabilities: known(z.record(z.string(), z.string())),
  requirements: known(
    z.object({
      currently_due: known(z.array(z.string())),
      past_due: known(z.array(z.string())),
      current_deadline: known(z.number()),
      disabled_reason: known(z.string()),
    }),
  ),
});

/** A seller's account in the port's words, from either version; null for what is none. */
export function accountFrom(object: unknown): SellerAccount | null {
  const v2 = accountV2.safeParse(object);
  if (v2.success) return fromV2(v2.data);
  const v1 = accountV1.safeParse(object);
  return v1.success ? fromV1(v1.data) : null;
}

const isActive = (read: { status: string } | null | undefined): boolean => read?.status === "active";

function fromV2({ id, closed, configuration, requirements: wanted }: z.infer<typeof accountV2>): SellerAccount {
  const recipient = configuration?.recipient?.capabilities?.stripe_balance;
  const merchant = configuration?.merchant?.capabilities;
  const requirements = (wanted?.entries ?? []).map(({ description, minimum_deadline: deadline }): Requirement => {
    const time = deadline?.time ?? null;
    return {
      what: description,
      dueAt: time === null || Number.isNaN(Date.parse(time)) ? null : new Date(time),
      isPastDue: deadline?.status === "past_due",
    };
  });
  const isClosed = closed === true;
  const canReceive = !isClosed && isActive(recipient?.stripe_transfers);
  const canCharge = !isClosed && isActive(merchant?.card_payments);
  const status = [recipient?.stripe_transfers, merchant?.card_payments]
    .map((one) => one?.status ?? "active")
    .find((one) => one !== "active");
  return {
    id,
    canReceive,
    canCharge,
    canPayOut: !isClosed && (isActive(recipient?.payouts) || isActive(merchant?.stripe_balance?.payouts)),
    requirements,
    disabledReason: isClosed || status === undefined ? null : status,
    isClosed,
  };
}

function fromV1({ id, capabilities, requirements, ...account }: z.infer<typeof accountV1>): SellerAccount {
  const dueAt = requirements?.current_deadline ?? null;
  const past = requirements?.past_due ?? [];
  const due = (what: string): Requirement => ({
    what,
    dueAt: dueAt === null ? null : new Date(dueAt * 1000),
    isPastDue: past.includes(what),
  });
  return {
    id,
    canReceive: capabilities?.["transfers"] === "active",
    canCharge: account.charges_enabled === true && capabilities?.["card_payments"] === "active",
    canPayOut: account.payouts_enabled === true,
    requirements: [...new Set([...past, ...(requirements?.currently_due ?? [])])].map(due),
    disabledReason: requirements?.disabled_reason ?? null,
    isClosed: false,
  };
}
