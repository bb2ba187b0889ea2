import type { DatabaseSync } from "node:sqlite";
import type { Money } from "../../money.ts";
import type { ProviderAlert, ProviderDispute } from "../../orders/disputes/alert.ts";
import type { Evidence, SubmitOutcome } from "../dispute-service.ts";

/** What becomes of a payment by its magic token: it is disputed, asked about, or a card network warns of it. */
export type DisputeHabit = "chargeback" | "inquiry" | "early_fraud_warning";

/** Something is opened this long after the payment. */
const OPENS_AFTER_MS = 5000;
/** Evidence is taken for so long; what is not answered by then is lost. */
const ANSWER_MS = 9 * 24 * 60 * 60_000;

export const DISPUTE_TABLES = `
  create table if not exists disputes (charge text primary key, kind text not null, opens_ms integer not null, evidence text) strict;
  create table if not exists dispute_amounts (charge text primary key, amount_minor integer not null) strict;
`;

/** A chargeback that the bank has not decided for the seller holds the money. Words of https://docs.stripe.com/testing decide. */
export const DISPUTED = `coalesce((select coalesce((select a.amount_minor from dispute_amounts a where a.charge = c.id), c.amount_minor)
  from disputes d where d.charge = c.id and d.kind = 'chargeback'
  and d.opens_ms <= :now and coalesce(d.evidence, '') not like '%winning_evidence%'), 0)`;

type Row = {
  readonly kind: DisputeHabit;
  readonly opensMs: number;
  readonly evidence: string | null;
  /** Null: all of the charge. */
  readonly amountMinor: number | null;
};

/** The disputes in the sandbox bank's books. Their state is worked out as it is read. */
export class SandboxDisputes {
  readonly #file: DatabaseSync;

  constructor(file: DatabaseSync) {
    this.#file = file;
  }

  /** `leftMinor`: what of the charge it is about; all of it unless given. Answers when the bank has to report it. */
  begin(charge: string, habit: DisputeHabit, nowMs: number, leftMinor?: number): number {
    const opensMs = nowMs + OPENS_AFTER_MS;
    this.#file
      .prepare("insert or ignore into disputes (charge, kind, opens_ms) values (?, ?, ?)")
      .run(charge, habit, opensMs);
    if (leftMinor !== undefined)
      this.#file
        .prepare("insert or ignore into dispute_amounts (charge, amount_minor) values (?, ?)")
        .run(charge, leftMinor);
    return opensMs;
  }

  openedBetween(sinceMs: number, nowMs: number): readonly string[] {
    return this.#file
      .prepare("select charge from disputes where opens_ms >= ? and opens_ms <= ?")
      .all(sinceMs, nowMs)
      .map((row) => String(row["charge"]));
  }

  /** `isGiven`: all of the charge was given back, which ends an inquiry and a warning. */
  list(
    { charge, amount: whole, isGiven }: { readonly charge: string; readonly amount: Money; readonly isGiven: boolean },
    nowMs: number,
  ): readonly ProviderAlert[] {
    const row = this.#row(charge);
    if (row === null || row.opensMs > nowMs) return [];
    const openedAt = new Date(row.opensMs);
    if (row.kind === "early_fraud_warning") {
      const state = isGiven ? "closed" : "open";
      const status = isGiven ? "not_actionable" : "actionable";
      return [{ kind: row.kind, id: `issfr_${charge}`, state, status, reason: "made_with_stolen_card", openedAt }];
    }
    const state = stateOf(row, isGiven, nowMs);
    const amount = { ...whole, amountMinor: row.amountMinor ?? whole.amountMinor };
    const isTaken = row.kind === "chargeback" && state !== "won";
    return [
      {
        kind: row.kind,
        id: `dp_${charge}`,
        amount,
        taken: { ...amount, amountMinor: isTaken ? amount.amountMinor : 0 },
        fee: null,
        state,
        status: row.kind === "inquiry" ? `warning_${state}` : state,
        reason: row.kind === "inquiry" ? "general" : "fraudulent",
        evidenceDueAt: new Date(row.opensMs + ANSWER_MS),
        submissions: row.evidence === null ? 0 : 1,
        openedAt,
      },
    ];
  }

  /** Takes evidence once: a text with `winning_evidence` wins, one with `losing_evidence` loses, any other is under review. */
  submit(disputeId: string, evidence: Evidence, nowMs: number): SubmitOutcome {
    const charge = disputeId.replace(/^dp_/, "");
    const row = this.#row(charge);
    if (row === null || row.kind === "early_fraud_warning" || row.opensMs > nowMs)
      return { kind: "refused", reason: "no_such_dispute" };
    if (row.evidence !== null) return { kind: "refused", reason: "submitted_before" };
    if (nowMs > row.opensMs + ANSWER_MS) return { kind: "refused", reason: "too_late" };
    const words = evidence.uncategorized_text ?? "";
    const kept = /winning_evidence|losing_evidence/.exec(words)?.[0] ?? "other";
    this.#file.prepare("update disputes set evidence = ? where charge = ?").run(kept, charge);
    return { kind: "submitted" };
  }

  #row(charge: string): Row | null {
    const row = this.#file
      .prepare(
        "select d.*, a.amount_minor from disputes d left join dispute_amounts a on a.charge = d.charge where d.charge = ?",
      )
      .get(charge);
    if (row === undefined) return null;
    const kind = row["kind"] === "chargeback" || row["kind"] === "inquiry" ? row["kind"] : "early_fraud_warning";
    const evidence = row["evidence"];
    return {
      kind,
      opensMs: Number(row["opens_ms"]),
      evidence: typeof evidence === "string" ? evidence : null,
      amountMinor: row["amount_minor"] === null ? null : Number(row["amount_minor"]),
    };
  }
}

function stateOf({ kind, opensMs, evidence }: Row, isGiven: boolean, nowMs: number): ProviderDispute["state"] {
  if (kind === "inquiry" && isGiven) return "closed";
  if (evidence === "winning_evidence") return kind === "inquiry" ? "closed" : "won";
  if (evidence === "losing_evidence") return kind === "inquiry" ? "under_review" : "lost";
  if (evidence !== null) return "under_review";
  if (nowMs <= opensMs + ANSWER_MS) return "needs_response";
  return kind === "inquiry" ? "closed" : "lost";
}
