import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { formatMoney } from "#lib/money.ts";
import { readHolder } from "#lib/orders/plans/entitlement.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { Field } from "../../components/field.tsx";
import { Notice } from "../../components/notice.tsx";
import { PageFrame } from "../../components/page-frame.tsx";
import { readerLocale } from "../../request/reader-locale.ts";
import { subscribe } from "./actions.ts";
import { PLAN_PROBLEMS, priceKey, problemText } from "./plan-form.ts";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Subscribe", robots: { index: false, follow: false } };

type Query = Readonly<Record<string, string | string[] | undefined>>;

/** A plan and the way to its payment page. A plain form, which needs no JavaScript. */
export default async function PlanPage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ plan: string }>;
  readonly searchParams: Promise<Query>;
}) {
  const { storefront, config } = await runtime();
  const plan = storefront.plan((await params).plan);
  if (plan === null) notFound();
  const query = await searchParams;
  const problem = problemText(query["problem"]);
  const isEmailProblem = problem === PLAN_PROBLEMS.email;
  return (
    <PageFrame name={plan.sellerName} linksHome={false} isTest={config.payment.mode === "test"}>
      <div className="mx-auto flex max-w-xl flex-col gap-6">
        <h1 className="text-heading">{plan.title}</h1>
        {problem === null || isEmailProblem ? null : <Notice tone="danger">{problem}</Notice>}
        <section aria-labelledby="price" className="card flex flex-col gap-5 p-5 sm:p-6">
          <div className="flex flex-col gap-2">
            <h2 id="price" className="text-title">
              {formatMoney(plan.price, await readerLocale())} per {plan.interval}
            </h2>
            {plan.description === "" ? null : <p className="text-muted">{plan.description}</p>}
            <p className="text-caption text-muted">
              Charged now, and again every {plan.interval} until you cancel. What you have paid for runs to its end.
            </p>
          </div>
          <form action={subscribe} className="flex flex-col gap-5">
            <input type="hidden" name="plan" value={plan.id} />
            <input type="hidden" name="holder" value={readHolder(query["holder"]) ?? ""} />
            <input type="hidden" name="price" value={priceKey(plan)} />
            <Field
              name="email"
              label="E-mail"
              hint="For receipts."
              type="email"
              autoComplete="email"
              value=""
              problem={isEmailProblem ? problem : null}
            />
            <button type="submit" className="button self-start">
              Subscribe
            </button>
          </form>
        </section>
      </div>
    </PageFrame>
  );
}
