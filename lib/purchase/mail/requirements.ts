import type { AccountFacts, SellerRecord } from "../../sellers/record.ts";
import type { StoreTransaction } from "../../store/store.ts";
import { pagesOf, sellersInTrouble } from "../attention.ts";
import type { PurchaseContext } from "../context.ts";
import { enqueueMail } from "./enqueue-mail.ts";

/** A seller who is being onboarded answers within it, and needs no message about what is on their screen. */
const ANSWERED_WITHIN_MS = 60 * 60_000;

type Wanted = AccountFacts["requirements"][number];
const nameOf = ({ what, dueAt }: Wanted): string => `${what}@${dueAt?.toISOString() ?? ""}`;
const namesOf = (facts: AccountFacts | null): readonly string[] => (facts?.requirements ?? []).map(nameOf).toSorted();

/** Since when the same is wanted: a new question, or a new deadline, counts from its own reading. */
export function sinceWhen(before: AccountFacts | null, facts: AccountFacts): Pick<AccountFacts, "wantedSince"> {
  if (facts.requirements.length === 0) return {};
  const isSame = namesOf(before).join(" ") === namesOf(facts).join(" ");
  return { wantedSince: (isSame ? before?.wantedSince : undefined) ?? facts.readAt };
}

/**
 * Writes to a seller at once of what is past due for the first time, and when an account that could receive money is restricted.
 * Everything else waits until it is still open after an hour.
 */
export async function mailUrgent(
  context: PurchaseContext,
  transaction: StoreTransaction,
  { id, state, account: before, readyAt }: SellerRecord,
  facts: AccountFacts,
): Promise<void> {
  const known = new Set((before?.requirements ?? []).filter(({ isPastDue }) => isPastDue).map(({ what }) => what));
  const isNewlyPastDue = facts.requirements.some(({ what, isPastDue }) => isPastDue && !known.has(what));
  const { disabledReason } = facts;
  const isNewlyDisabled = readyAt !== null && disabledReason !== null && before?.disabledReason !== disabledReason;
  if (state !== "closed" && (isNewlyPastDue || isNewlyDisabled))
    await mailRequirements(context, transaction, id, facts);
}

/** Writes to every seller of whom something has been wanted for an hour. Safe to repeat: the same questions are one message. */
export async function mailOpenRequirements(context: PurchaseContext): Promise<void> {
  const openBefore = new Date(context.now().getTime() - ANSWERED_WITHIN_MS);
  for await (const sellers of pagesOf(sellersInTrouble(context)))
    for (const { id, state, account } of sellers)
      if (state !== "closed" && account?.wantedSince !== undefined && account.wantedSince <= openBefore) {
        const facts = account;
        if ((await context.store.mail(mailIdOf(context, id, facts))) === null)
          await context.store.transaction((transaction) => mailRequirements(context, transaction, id, facts));
      }
}

const mailIdOf = (context: PurchaseContext, id: SellerRecord["id"], facts: AccountFacts): string => {
  const names = [facts.disabledReason ?? "", ...namesOf(facts)].join(" ");
  return `seller_requirements:${id}:${context.customerDigest(`requirements ${facts.id} ${names}`)}`;
};

async function mailRequirements(
  context: PurchaseContext,
  transaction: StoreTransaction,
  id: SellerRecord["id"],
  facts: AccountFacts,
): Promise<void> {
  const requirements = facts.requirements.map(({ what, dueAt, isPastDue }) => ({
    what,
    dueAt: dueAt?.toISOString() ?? null,
    isPastDue,
  }));
  await enqueueMail(context, transaction, {
    id: mailIdOf(context, id, facts),
    sessionId: null,
    request: { kind: "seller_requirements", sellerId: id, requirements, disabledReason: facts.disabledReason },
  });
}
