import type { Unknown } from "./failure.ts";

/** What a provider made of a refund. `unknown`: it may have been carried out or never have arrived; ask again with the same key. */
export type RefundOutcome = { readonly kind: "accepted" | "done" | "refused" } | Unknown;
