import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { formatMoney } from "#lib/money.ts";
import { readHolder } from "#lib/orders/plans/entitlement.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { pageStorefront } from "../../request/page-storefront.ts";
import { Field } from "../../components/field.tsx";
import { Notice } from "../../components/notice.tsx";
import { ContentPolicy, formPolicy } from "../../components/content-policy.tsx";
import { PageFrame } from "../../components/page-frame.tsx";
import { readerLocale } from "../../request/reader-locale.ts";
import { planTexts } from "../texts/plan-texts.ts";
import { priceKey, readProblem } from "./plan-form.ts";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  return { title: planTexts(await readerLocale()).pageTitle, robots: { index: false, follow: false } };
}

type Query = Readonly<Record<string, string | string[] | undefined>>;

/** A plan and the way to its payment page. A plain form, which needs no JavaScript. */
export default async function PlanPage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ plan: string }>;
  readonly searchParams: Promise<Query>;
}) {
  const { config } = await runtime();
  const storefront = await pageStorefront();
  const plan = storefront.plan((await params).plan);
  if (plan === null) notFound();
  const query = await searchParams;
  const problem = readProblem(query["problem"]);
  const locale = await readerLocale();
  const texts = planTexts(locale);
  return (
    <PageFrame name={plan.sellerName} linksHome={false} isTest={config.payment.mode === "test"} locale={locale}>
      <ContentPolicy policy={formPolicy(config)} />
      <div className="mx-auto flex max-w-xl flex-col gap-6">
        <h1 className="text-heading">
          <bdi>{plan.title}</bdi>
        </h1>
        {problem === null || problem === "email" ? null : <Notice tone="danger">{texts.problems[problem]}</Notice>}
        <section aria-labelledby="price" className="card flex flex-col gap-5 p-5 sm:p-6">
          <div className="flex flex-col gap-2">
            <h2 id="price" className="text-title">
              {texts.price(formatMoney(plan.price, locale), plan.interval)}
            </h2>
            {plan.description === "" ? null : (
              // In the merchant's language, which may be read from the other side than the page.
              <p className="text-muted">
                <bdi>{plan.description}</bdi>
              </p>
            )}
            <p className="text-caption text-muted">{texts.renewal(plan.interval)}</p>
          </div>
          <form
            method="post"
            action={`/plans/${encodeURIComponent(plan.id)}/subscribe`}
            className="flex flex-col gap-5"
          >
            <input type="hidden" name="holder" value={readHolder(query["holder"]) ?? ""} />
            <input type="hidden" name="price" value={priceKey(plan)} />
            <Field
              name="email"
              label={texts.email}
              hint={texts.emailHint}
              type="email"
              autoComplete="email"
              value=""
              problem={problem === "email" ? texts.problems.email : null}
            />
            <button type="submit" className="button self-start">
              {texts.subscribe}
            </button>
          </form>
        </section>
      </div>
    </PageFrame>
  );
}
