import type { Books, Payment } from "./books.ts";

type LedgerCharge = {
  readonly id: string;
  readonly attempt: string;
  readonly session: string;
  readonly amount_minor: number;
  readonly currency: string;
  readonly state: "captured" | "refunded" | "partially_refunded" | "declined";
};

/** The payments in the form of the sandbox bank's ledger. Money that is only authorised, or let go again, is not in it. */
export function ledgerOf(books: Books): { readonly charges: readonly LedgerCharge[] } {
  return {
    charges: books.payments.flatMap((payment) => {
      const state = stateOf(payment);
      if (state === null) return [];
      const { paymentReference, merchantReference, amount } = payment;
      return [
        {
          id: paymentReference,
          attempt: merchantReference,
          session: merchantReference.replace(/:\d+$/, ""),
          amount_minor: amount.value,
          currency: amount.currency,
          state,
        },
      ];
    }),
  };
}

function stateOf({ state, amount, refunded }: Payment): LedgerCharge["state"] | null {
  if (state === "refused") return "declined";
  if (state !== "captured") return null;
  if (refunded === 0) return "captured";
  return refunded < amount.value ? "partially_refunded" : "refunded";
}
