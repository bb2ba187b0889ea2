import { decimalText, formatMoney, subtract, type Money } from "#lib/money.ts";
import { Notice } from "../../../components/notice.tsx";
import type { BankTexts } from "../../texts/en.ts";

type Row = { readonly id: string; readonly amount: Money; readonly back: Money };

/** A form for each charge of which something is left: money given back by hand, which the shop hears of by a webhook. */
export function RefundForms({
  link,
  rows,
  isRefused,
  texts,
  locale,
}: {
  readonly link: string;
  readonly rows: readonly Row[];
  readonly isRefused: boolean;
  readonly texts: BankTexts;
  readonly locale: string;
}) {
  const left = rows
    .map(({ id, amount, back }) => ({ id, rest: subtract(amount, back) }))
    .filter(({ rest }) => rest.amountMinor > 0);
  const [first] = left;
  if (first === undefined) return null;
  return (
    <section className="flex flex-col gap-3 border-t border-line pt-3">
      <p className="text-caption text-muted">{texts.refundByHand}</p>
      {isRefused ? <Notice tone="danger">{texts.refundRefused(formatMoney(first.rest, locale))}</Notice> : null}
      {left.map(({ id, rest }) => (
        <form
          key={id}
          method="post"
          action={`/sandbox-bank/ledger/${link}/refund`}
          className="flex flex-wrap items-end gap-3"
        >
          <input type="hidden" name="charge" value={id} />
          <label className="flex min-w-0 grow basis-32 flex-col gap-1">
            <span>{texts.refundAmount(rest.currency)}</span>
            <input name="amount" defaultValue={decimalText(rest)} inputMode="decimal" required className="input" />
          </label>
          <button type="submit" className="button button-quiet grow sm:grow-0">
            {texts.giveBack}
          </button>
        </form>
      ))}
    </section>
  );
}
