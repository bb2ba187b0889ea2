import type { Capture } from "#lib/orders/capture.ts";
import { isDispute, takenBy, type PaymentAlert } from "#lib/orders/disputes/alert.ts";
import { isGiven, type Refund } from "#lib/orders/refund.ts";
import { isOpen, type Movement, type Reversal, type Transfer } from "#lib/orders/transfers/transfer.ts";
import { hasSale } from "#lib/sellers/split.ts";
import type { StoreReads } from "#lib/store/store.ts";

/** A transfer as the payment service's own books have it. */
export type LedgerTransfer = {
  readonly id: string;
  readonly attempt: string;
  /** Which payment it is of, where the attempt may have been paid twice. */
  readonly charge?: string;
  readonly account: string;
  readonly amount_minor: number;
  readonly reversed_minor: number;
  readonly currency: string;
};

type Facts = {
  readonly capture: Capture;
  readonly refunds: readonly Refund[];
  readonly alerts: readonly PaymentAlert[];
};

/**
 * Says what does not agree in the books of a payment's sellers: charges less fees, refunds and disputes are what was sent and
 * what is owed, to the cent; what our rows say was sent is what the service's own books have, where they are given; and nothing
 * is on its way any more, unless the seller's balance is short.
 */
export async function sellersProblems(
  reads: StoreReads,
  { capture, refunds, alerts }: Facts,
  ledger: readonly LedgerTransfer[] | null,
): Promise<readonly string[]> {
  const problems: string[] = [];
  const wrong = (what: string) => void problems.push(`${what} (payment ${capture.reference} of ${capture.attemptId})`);
  const [transfers, reversals] = [await reads.transfers(capture), await reads.reversals(capture)];
  const attempt = await reads.attempt(capture.attemptId);
  const sales = transfers.filter(({ cause }) => cause === null);
  const split = attempt?.split;
  const isElsewhere = split?.model === "direct" && capture.account !== attempt?.account;
  // A payment whose attempt was lost has what the provider said of it.
  const shares =
    attempt === null
      ? sales
      : split !== undefined && hasSale(split.model, capture.use) && !isElsewhere
        ? split.shares
        : [];
  if (sales.length !== shares.length) wrong(`${sales.length} transfers of the sale for ${shares.length} sellers`);
  if (shares.length === 0) return problems;
  const gross = totalOf(sales, "gross");
  if (gross !== capture.amount.amountMinor)
    wrong(`the sellers have ${gross} of a payment of ${capture.amount.amountMinor}`);
  for (const sale of sales) checkSale(sale, { transfers, reversals }, wrong);
  const taken = Math.min(takenOf(refunds, alerts), capture.amount.amountMinor);
  const booked = totalOf(reversals, "gross") - totalOf(transfers, "gross") + gross;
  if (booked !== taken) wrong(`${booked} is taken back from the sellers, and ${taken} was given back or disputed`);
  await checkLines(reads, { capture, refunds, alerts }, { transfers, reversals }, wrong);
  for (const movement of [...transfers, ...reversals])
    if (isOpen(movement) && movement.state !== "owed")
      wrong(`${movement.kind} ${movement.key} of ${movement.amount.amountMinor} is ${movement.state}`);
  if (ledger !== null) compareTransfers(capture, { transfers, reversals }, ledger, wrong);
  return problems;
}

type Rows = { readonly transfers: readonly Transfer[]; readonly reversals: readonly Reversal[] };

/** Where nothing is disputed and every refund names lines, each seller gives what their own lines and delivery say. */
async function checkLines(
  reads: StoreReads,
  { capture, refunds, alerts }: Facts,
  { transfers, reversals }: Rows,
  wrong: (what: string) => void,
): Promise<void> {
  const session = await reads.session(capture.sessionId);
  const named = refunds.filter(isGiven).map(({ items, amount }) => {
    const lines = items?.lines.map(({ lineId, amountMinor }) => ({ lineId, amountMinor })) ?? [];
    const all = [...lines, ...(items?.shippingBySeller ?? [])];
    return { all, isWhole: all.reduce((sum, one) => sum + one.amountMinor, 0) === amount.amountMinor };
  });
  const isUndisputed = alerts.filter(isDispute).every((dispute) => takenBy(dispute).amountMinor === 0);
  if (session?.parts === undefined || !isUndisputed || named.some(({ isWhole }) => !isWhole)) return;
  for (const { sellerId, lineIds } of session.parts) {
    const isTheirs = (one: { readonly lineId?: string; readonly sellerId?: string }) =>
      one.lineId === undefined ? one.sellerId === sellerId : lineIds.includes(one.lineId);
    const due = named.flatMap(({ all }) => all.filter(isTheirs)).reduce((sum, one) => sum + one.amountMinor, 0);
    const ofSeller = (rows: readonly Movement[]) => rows.filter((one) => one.sellerId === sellerId);
    const again = transfers.filter(({ cause }) => cause !== null);
    const given = totalOf(ofSeller(reversals), "gross") - totalOf(ofSeller(again), "gross");
    if (given !== due) wrong(`seller ${sellerId} gave ${given}, and their lines say ${due}`);
  }
}

/** charges − fees − refunds − disputes = transfers + owed, of one seller. */
function checkSale(sale: Transfer, { transfers, reversals }: Rows, wrong: (what: string) => void): void {
  const ofSeller = <Row extends Movement>(rows: readonly Row[]) => rows.filter((one) => one.sellerId === sale.sellerId);
  const [sent, back] = [ofSeller(transfers), ofSeller(reversals)];
  const given = totalOf(back, "gross") - totalOf(sent, "gross") + sale.gross.amountMinor;
  const fees = totalOf(sent, "fee") - totalOf(back, "fee");
  const moved = (rows: readonly Movement[]) =>
    totalOf(
      rows.filter((one) => !isStill(one)),
      "amount",
    );
  const owed = (rows: readonly Movement[]) => totalOf(rows.filter(isStill), "amount");
  const left = sale.gross.amountMinor - fees - given;
  const has = moved(sent) - moved(back) + owed(sent) - owed(back);
  if (left !== has) wrong(`seller ${sale.sellerId} should have ${left} and has ${has}`);
  if (given > sale.gross.amountMinor || given < 0)
    wrong(`${given} is taken back of the ${sale.gross.amountMinor} of seller ${sale.sellerId}`);
  if (given === sale.gross.amountMinor && sale.feesOnRefund === "return" && fees !== 0)
    wrong(`a fee of ${fees} is kept of a sale of seller ${sale.sellerId} that was given back`);
}

const isStill = (movement: Movement) => isOpen(movement) || movement.state === "offset";

function compareTransfers(
  { attemptId, reference }: Capture,
  { transfers, reversals }: Rows,
  ledger: readonly LedgerTransfer[],
  wrong: (what: string) => void,
): void {
  const theirs = ledger.filter(({ attempt, charge = reference }) => attempt === attemptId && charge === reference);
  for (const transfer of transfers.filter(({ state }) => state === "sent")) {
    const made = theirs.filter(({ id }) => id === transfer.providerId);
    const amount = made.reduce((all, one) => all + one.amount_minor, 0);
    if (made.length !== 1 || amount !== transfer.amount.amountMinor)
      wrong(`transfer ${transfer.key} sent ${transfer.amount.amountMinor}, and the service has ${amount}`);
    const taken = reversals.filter(({ transferKey, state }) => transferKey === transfer.key && state === "reversed");
    const reversed = made.reduce((all, one) => all + one.reversed_minor, 0);
    if (totalOf(taken, "amount") !== reversed)
      wrong(`${totalOf(taken, "amount")} was taken back of ${transfer.key}, and ${reversed} at the service`);
  }
  const known = new Set(transfers.map(({ providerId }) => providerId));
  for (const one of theirs.filter(({ id }) => !known.has(id)))
    wrong(`the service sent ${one.amount_minor} to ${one.account} (${one.id}), and our books do not know it`);
}

const totalOf = (rows: readonly Movement[], what: "gross" | "fee" | "amount"): number =>
  rows.reduce((all, row) => all + row[what].amountMinor, 0);

function takenOf(refunds: readonly Refund[], alerts: readonly PaymentAlert[]): number {
  const given = refunds.filter(isGiven).reduce((all, { amount }) => all + amount.amountMinor, 0);
  return alerts.filter(isDispute).reduce((all, dispute) => all + takenBy(dispute).amountMinor, given);
}
