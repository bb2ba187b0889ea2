import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { entitlementId } from "#lib/ids.ts";
import type { Entitlement } from "#lib/orders/plans/entitlement.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { readReference } from "../../../request/link-part.ts";
import { LookAgain } from "../../../components/look-again.tsx";
import { PageFrame } from "../../../components/page-frame.tsx";
import { formatTime, readerLocale } from "../../../request/reader-locale.ts";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Your subscription", robots: { index: false, follow: false } };

type Query = Readonly<Record<string, string | string[] | undefined>>;

/** Where the payment page sends the buyer. What it says comes from the subscription itself, never from the address. */
export default async function PlanDonePage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ plan: string }>;
  readonly searchParams: Promise<Query>;
}) {
  const { storefront, config } = await runtime();
  const plan = storefront.plan((await params).plan);
  const reference = readReference((await searchParams)["entitlement"]);
  const entitlement = reference === null ? null : await storefront.checkEntitlement(entitlementId(reference));
  if (plan === null || entitlement === null || entitlement.planId !== plan.id) notFound();
  return (
    <PageFrame name={plan.sellerName} linksHome={false} isTest={config.payment.mode === "test"}>
      <div className="mx-auto flex max-w-xl flex-col gap-6">
        <h1 className="text-heading">{TITLES[entitlement.status]}</h1>
        <section className="card flex flex-col items-start gap-4 p-5 sm:p-6">
          <p>
            {plan.title}: {textOf(entitlement, await readerLocale())}
          </p>
          {entitlement.status === "pending" ? (
            <LookAgain href={`/plans/${plan.id}/done?entitlement=${entitlement.id}`} />
          ) : null}
        </section>
      </div>
    </PageFrame>
  );
}

const TITLES = {
  pending: "We are still checking your payment",
  active: "Thank you. You are subscribed.",
  past_due: "Your last payment is missing",
  ended: "Not subscribed",
} as const satisfies Record<Entitlement["status"], string>;

function textOf({ status, paidUntil }: Entitlement, locale: string): string {
  const time = paidUntil === null ? null : formatTime(paidUntil, locale);
  switch (status) {
    case "pending":
      return "please do not pay again. The payment service has not told us yet that it was paid.";
    case "active":
      return `paid until ${time}.`;
    case "past_due":
      return `paid until ${time}. The payment service tries again and writes to you.`;
    case "ended":
      return time === null ? "nothing was paid, and nothing will be charged." : `it ended on ${time}.`;
  }
}
