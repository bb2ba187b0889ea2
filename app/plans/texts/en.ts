import type { Entitlement } from "#lib/orders/plans/entitlement.ts";
import type { Plan } from "#lib/orders/plans/plan.ts";

/** A time at which something was paid until, or ended; null when nothing was ever paid. */
type Until = string | null;

/** The plans' pages in English. */
export const en = {
  pageTitle: "Subscribe",
  price: (price: string, interval: Plan["interval"]) => `${price} per ${interval}`,
  renewal: (interval: Plan["interval"]) =>
    `Charged now, and again every ${interval} until you cancel. You keep what you have paid for until its end.`,
  email: "E-mail",
  emailHint: "For receipts.",
  subscribe: "Subscribe",
  problems: {
    email: "Please enter your e-mail address in the form name@example.com.",
    price: "The price has changed. Please check it before you subscribe.",
    already_subscribed: "There is already a subscription to this plan. Nothing was charged.",
    still_checking: "The payment service has not confirmed an earlier attempt yet. Please try again later.",
    rejected: "The payment page could not be opened, and nothing was charged. Please try again later.",
  },

  donePageTitle: "Your subscription",
  titles: {
    pending: "We are still checking your payment",
    active: "Thank you. You are subscribed.",
    past_due: "Your last payment did not go through",
    ended: "Not subscribed",
  } satisfies Record<Entitlement["status"], string>,
  state: {
    pending: (plan: string, _until: Until) =>
      `${plan}: please do not pay again. The payment service has not confirmed your payment yet.`,
    active: (plan: string, until: Until) => `${plan}: paid until ${until}.`,
    past_due: (plan: string, until: Until) =>
      `${plan}: paid until ${until}. The payment service will try again and write to you.`,
    ended: (plan: string, until: Until) =>
      until === null ? `${plan}: nothing was paid, and nothing will be charged.` : `${plan}: it ended on ${until}.`,
  } satisfies Record<Entitlement["status"], (plan: string, until: Until) => string>,
  /** Of a subscription that is paid: how it goes on by itself, and where it is ended. */
  paid: (price: string, interval: Plan["interval"]) =>
    interval === "month"
      ? `You paid ${price}. Unless you cancel, another ${price} is charged at that time, and again every month.`
      : `You paid ${price}. Unless you cancel, another ${price} is charged at that time, and again every year.`,
  manage: (seller: string) => `To cancel or to change your card, go to ${seller}’s website.`,
};
export type PlanTexts = typeof en;
