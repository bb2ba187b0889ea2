import { decimalText, isCurrency, money } from "#lib/money.ts";
import type { OpenMovementView } from "#lib/wire/sellers/open-movements.ts";

/** What `npm run books -- --open` prints of one. */
export function openMovementText(open: OpenMovementView): string {
  const { seller_id: seller, currency, amount_minor: minor, state, payment, cause, reason, created_at: since } = open;
  const amount = isCurrency(currency) ? decimalText(money(minor, currency)) : String(minor);
  const what = open.kind === "transfer" ? `${amount} ${currency} to ${seller}` : `${amount} ${currency} from ${seller}`;
  const why = [state, ...(cause === null ? [] : [`of a ${cause}`]), ...(reason === null ? [] : [reason])].join(", ");
  return `${what} (${why}): payment ${payment}, since ${since}; ${nextOf(open)}; key ${open.key}`;
}

function nextOf({ needs_person: needsPerson, due_at: dueAt, key }: OpenMovementView): string {
  if (needsPerson) return `it needs you: npm run settle -- --transfer ${key}`;
  return dueAt === null ? "it waits for another one" : `asked for at ${dueAt}`;
}
