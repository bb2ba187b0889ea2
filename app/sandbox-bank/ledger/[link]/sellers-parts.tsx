import { formatDeduction, formatMoney, isCurrency, money } from "#lib/money.ts";
import type { BankLedger } from "#lib/payments/sandbox/bank.ts";
import type { BankTexts } from "../../texts/en.ts";

type Line = { readonly key: string; readonly what: string; readonly minor: number; readonly currency: string };

/** What each seller was sent of an order's charges, what was taken back, and the fee of a charge at the seller's own account. */
export function SellersParts({
  books,
  charges,
  texts,
  locale,
}: {
  readonly books: BankLedger;
  readonly charges: BankLedger["charges"];
  readonly texts: BankTexts;
  readonly locale: string;
}) {
  const ids = new Set(charges.map(({ id }) => id));
  const nameOf = (account: string) => books.accounts.find(({ id }) => id === account)?.name ?? account;
  const lines: readonly Line[] = [
    ...books.transfers
      .filter(({ charge }) => ids.has(charge))
      .flatMap(({ id: key, account, currency, amount_minor, reversed_minor }) => [
        { key, what: texts.sentTo(nameOf(account)), minor: amount_minor, currency },
        { key: `${key} back`, what: texts.takenBack(nameOf(account)), minor: -reversed_minor, currency },
      ]),
    ...books.fees
      .filter(({ charge }) => ids.has(charge))
      .flatMap(({ charge: key, account, currency, amount_minor, returned_minor }) => [
        { key, what: texts.feeOf(nameOf(account)), minor: amount_minor, currency },
        { key: `${key} back`, what: texts.feeGivenBack, minor: -returned_minor, currency },
      ]),
  ].filter(({ minor }) => minor !== 0);
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby="sellers" className="border-t border-line pt-3">
      <h2 id="sellers" className="mb-2 font-semibold">
        {texts.sellersHave}
      </h2>
      <dl className="flex flex-col gap-2 tabular-nums">
        {lines.map(({ key, what, minor, currency }) => (
          <div key={key} className="flex justify-between gap-4">
            <dt className="min-w-0 wrap-anywhere">{what}</dt>
            <dd className="shrink-0">{isCurrency(currency) ? written(minor, currency, locale) : minor}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const written = (minor: number, currency: Parameters<typeof money>[1], locale: string): string =>
  minor < 0 ? formatDeduction(money(-minor, currency), locale) : formatMoney(money(minor, currency), locale);
