import type { Metadata } from "next";
import type { ReactNode } from "react";
import { formatMoney } from "#lib/money.ts";
import { isDispute, type PaymentAlert } from "#lib/orders/disputes/alert.ts";
import { daysLeft } from "#lib/orders/disputes/alert-life.ts";
import type { Order } from "#lib/orders/order.ts";
import { inWords } from "#lib/plain-text.ts";
import { DEFAULT_LOCALE } from "#lib/wire/accept-language.ts";
import { formatTime } from "../../components/dates.ts";
import { ConsoleFrame } from "../console-frame.tsx";
import { ALERT_WORDS, orderAddress } from "../orders/words.ts";
import { enterConsole } from "../sign-in/access.ts";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Disputes", robots: { index: false, follow: false } };

const MAX_SHOWN = 100;

/** What is open against payments, the next deadline first. Of the buyers nothing is shown. */
export default async function DisputesPage() {
  const { opened, isOpenToAll } = await enterConsole();
  const { config, operator } = opened;
  const found = await operator.openAlerts(MAX_SHOWN + 1);
  const open = found.slice(0, MAX_SHOWN);
  const now = new Date();
  return (
    <ConsoleFrame title="Disputes" isOpenToAll={isOpenToAll} isTest={config.payment.mode === "test"}>
      <div className="flex flex-col gap-2">
        <h1 className="text-heading">Disputes</h1>
        <p className="max-w-prose text-muted">
          What buyers’ banks, card networks and the payment service have against payments. Answer with{" "}
          <code className="font-mono">npm run dispute</code>.
        </p>
      </div>
      <ul className="card divide-y divide-line">
        {open.map(({ alert, order }) => (
          <AlertRow key={alert.id} alert={alert} order={order} now={now} />
        ))}
        {open.length === 0 ? <li className="p-5 text-muted">Nothing is open.</li> : null}
        {found.length > open.length ? (
          <li className="p-5 text-muted">
            More are open than the {MAX_SHOWN} here. <code className="font-mono">npm run reconcile</code> lists all of
            them.
          </li>
        ) : null}
      </ul>
    </ConsoleFrame>
  );
}

type Row = { readonly alert: PaymentAlert; readonly order: Order | null; readonly now: Date };

function AlertRow({ alert, order, now }: Row) {
  const facts: readonly (readonly [string, ReactNode])[] = [
    ["Order", order === null ? withoutOrder(alert) : <OrderLink key="order" order={order} />],
    ["Reason", inWords(alert.reason)],
    ["Status", inWords(alert.status)],
    ["Opened", formatTime(alert.openedAt, DEFAULT_LOCALE)],
  ];
  return (
    <li className="flex flex-col gap-3 p-5 sm:p-6">
      <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-title">
        {ALERT_WORDS[alert.kind]}
        {isDispute(alert) ? <span className="tabular-nums">{formatMoney(alert.amount, DEFAULT_LOCALE)}</span> : null}
        <span className="text-caption font-normal text-muted">{whatToDo(alert, now)}</span>
      </h2>
      <dl className="grid gap-x-8 gap-y-2 text-caption sm:grid-cols-4">
        {facts.map(([name, value]) => (
          <div key={name} className="min-w-0">
            <dt className="text-muted">{name}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

const OrderLink = ({ order }: { readonly order: Order }) => (
  <a className="link font-mono" href={orderAddress(order)}>
    {order.number}
  </a>
);

const withoutOrder = ({ entitlementId }: PaymentAlert): string =>
  entitlementId === null ? "None: the payment is orphaned" : "None: it paid for a subscription";

function whatToDo(alert: PaymentAlert, now: Date): string {
  if (!isDispute(alert)) return "Hold the goods";
  const left = daysLeft(alert, now);
  if (alert.evidenceDueAt === null || left === null) return "The bank decides";
  if (left < 1) return "The deadline has passed";
  const days = left === 1 ? "1 day" : `${left} days`;
  return `Answer within ${days}, by ${formatTime(alert.evidenceDueAt, DEFAULT_LOCALE)}`;
}
