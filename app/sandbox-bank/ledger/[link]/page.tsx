import { Fragment } from "react";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { formatDeduction, formatMoney, money, subtract, sum, zero, type Money } from "#lib/money.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { ContentPolicy, formPolicy } from "../../../components/content-policy.tsx";
import { Unbroken } from "../../../components/unbroken.tsx";
import { showsDeveloperPages } from "../../../request/developer-pages.ts";
import { readOrderLink } from "../../../request/link-part.ts";
import { pageStorefront } from "../../../request/page-storefront.ts";
import { readerLocale } from "../../../request/reader-locale.ts";
import { BankFrame } from "../../bank-frame.tsx";
import { bankTexts } from "../../texts/bank-texts.ts";
import type { BankTexts } from "../../texts/en.ts";
import { RefundForms } from "./refund-forms.tsx";
import { SellersParts } from "./sellers-parts.tsx";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const { name } = bankTexts(await readerLocale());
  return { title: { absolute: name }, robots: { index: false, follow: false } };
}

type Props = {
  readonly params: Promise<{ link: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

/**
 * The sandbox bank's books about one order: what was charged, what went back, and the rest. For whoever has the order's
 * link, since it shows nothing else; all of the bank's books are for developers only (`/sandbox-bank/ledger`), and so are the
 * sellers' parts and the form that gives money back by hand.
 */
export default async function OrderLedgerPage({ params, searchParams }: Props) {
  const link = readOrderLink((await params).link);
  const opened = await runtime();
  const { bank, config } = opened;
  const page = bank === null || link === null ? null : await (await pageStorefront()).orderPage(link);
  if (bank === null || page === null) notFound();
  const { order } = page;
  const locale = await readerLocale();
  const texts = bankTexts(locale);
  const { currency } = order.paid;
  const books = bank.ledger();
  const charges = books.charges.filter(({ session }) => session === order.sessionId);
  const isDeveloper = await showsDeveloperPages(opened, headers);
  const rows = charges.map(({ id, state, amount_minor, account }) => {
    const amount = state === "declined" ? zero(currency) : money(amount_minor, currency);
    const back = sum(
      ((account === undefined ? bank : bank.at(account)).refunds(id) ?? [])
        .filter((one) => one.state === "done")
        .map((one) => one.amount),
      currency,
    );
    return { id, state, asked: money(amount_minor, currency), amount, back };
  });
  const net = subtract(
    sum(
      rows.map(({ amount }) => amount),
      currency,
    ),
    sum(
      rows.map(({ back }) => back),
      currency,
    ),
  );
  return (
    <BankFrame locale={locale}>
      <ContentPolicy policy={formPolicy(config)} />
      <div className="card flex flex-col gap-5 p-5 sm:p-8">
        <h1 className="text-title wrap-anywhere">
          <Unbroken>{texts.ledgerTitle(order.number)}</Unbroken>
        </h1>
        <p className="text-muted">{rows.length === 0 ? texts.noCharge : texts.ledgerText}</p>
        <Rows rows={rows} texts={texts} locale={locale} net={net} />
        {isDeveloper ? <SellersParts books={books} charges={charges} texts={texts} locale={locale} /> : null}
        {isDeveloper ? (
          <RefundForms
            link={order.link}
            rows={rows}
            isRefused={"refused" in (await searchParams)}
            texts={texts}
            locale={locale}
          />
        ) : null}
        <a href={`/orders/${order.link}`} className="button button-quiet">
          {texts.backToOrder}
        </a>
      </div>
    </BankFrame>
  );
}

type Row = {
  readonly id: string;
  readonly state: keyof BankTexts["chargeState"];
  readonly asked: Money;
  readonly back: Money;
};

function Rows({
  rows,
  texts,
  locale,
  net,
}: {
  readonly rows: readonly Row[];
  readonly texts: BankTexts;
  readonly locale: string;
  readonly net: Money;
}) {
  const write = (amount: Money) => formatMoney(amount, locale);
  return (
    <dl className="flex flex-col gap-3 tabular-nums">
      {rows.map(({ id, state, asked, back }) => (
        <Fragment key={id}>
          <div className="flex justify-between gap-4 border-t border-line pt-3">
            <dt className="min-w-0">
              {texts.chargeState[state]} <span className="block text-caption text-muted wrap-anywhere">{id}</span>
            </dt>
            <dd className="shrink-0">{state === "declined" ? <s>{write(asked)}</s> : write(asked)}</dd>
          </div>
          {back.amountMinor === 0 ? null : (
            <div className="-mt-2 flex justify-between gap-4 text-positive">
              <dt>{texts.refund}</dt>
              <dd className="shrink-0">{formatDeduction(back, locale)}</dd>
            </div>
          )}
        </Fragment>
      ))}
      <div className="flex justify-between gap-4 border-t border-line pt-3 font-semibold">
        <dt>{texts.net}</dt>
        <dd className="shrink-0">{write(net)}</dd>
      </div>
    </dl>
  );
}
