import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import { rulesOfSeller, type ShopRules } from "#lib/checkout/shop-rules.ts";
import { sellerId } from "#lib/ids.ts";
import { runtime, type Runtime } from "#lib/runtime/runtime.ts";
import type { Seller } from "#lib/sellers/record.ts";
import { directionOf } from "#lib/wire/languages.ts";
import { brandMetadata, brandOf } from "../../components/brand/brand.ts";
import { PageFrame } from "../../components/page-frame.tsx";
import { POLICIES, type Policy } from "../../components/policies.ts";
import { componentTexts } from "../../components/texts/component-texts.ts";
import { readerLocale } from "../../request/reader-locale.ts";
import { errorTexts } from "../../texts/error-texts.ts";
import { ExampleNotice } from "../example-notice.tsx";
import { ShippingText } from "../shipping-text.tsx";
import { OwnPolicy } from "../own-policy.tsx";
import { privacyTimes } from "../privacy-times.ts";
import { policyTexts } from "../texts/policy-texts.ts";

export const dynamic = "force-dynamic";

type Props = {
  readonly params: Promise<{ policy: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

/** The seller whose policy is asked for, with the policy that is their own; null: nobody is named. */
async function sellerOf({ searchParams }: Props, policy: Policy) {
  const { seller: id } = await searchParams;
  if (typeof id !== "string" || id === "" || id.length > 200) return null;
  const seller = await (await runtime()).sellers.one(sellerId(id));
  const own = seller.policies[policy];
  return { seller, own: own ?? null };
}

/** Of a seller whose own rules cannot be read, none: nothing of theirs is priced. */
function rulesOf({ rules, sellers }: Runtime, seller: Seller): ShopRules {
  const own = sellers.ownRules(seller);
  return own === null ? { ...rules, shipping: [], taxes: [] } : rulesOfSeller(rules, seller.id, own);
}

const policyOf = async ({ params }: Props): Promise<Policy | null> => {
  const { policy } = await params;
  return POLICIES.find((one) => one === policy) ?? null;
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  const policy = await policyOf(props);
  const locale = await readerLocale();
  const title = policy === null ? errorTexts(locale).notFound : componentTexts(locale).policy[policy];
  return brandMetadata(title, brandOf(await runtime(), null));
}

export default async function PolicyPage(props: Props) {
  const policy = await policyOf(props);
  if (policy === null) notFound();
  const opened = await runtime();
  const found = await sellerOf(props, policy);
  if (found?.own?.kind === "page") redirect(found.own.url);
  const { config } = opened;
  const rules = found === null ? opened.rules : rulesOf(opened, found.seller);
  const locale = await readerLocale();
  const texts = policyTexts(locale);
  if (found?.own?.kind === "text")
    return (
      <PageFrame
        brand={brandOf(opened, found.seller.name, found.seller)}
        linksHome={false}
        isTest={config.payment.mode === "test"}
        locale={locale}
      >
        <OwnPolicy
          title={componentTexts(locale).policy[policy]}
          text={found.own.text}
          language={found.seller.locale}
          seller={found.seller.legalName ?? found.seller.name}
        />
      </PageFrame>
    );
  const bodies: Readonly<Record<Policy, ReactNode>> = {
    terms: texts.terms((other, text) => (
      <a href={`/policies/${other}`} className="link">
        {text}
      </a>
    )),
    privacy: texts.privacy(privacyTimes(texts.locale, config.retention)),
    returns: texts.returns,
    shipping: <ShippingText rules={rules} locale={locale} />,
  };
  return (
    <PageFrame brand={brandOf(opened, null)} isTest={config.payment.mode === "test"} locale={locale}>
      <div className="mx-auto max-w-2xl">
        <h1 className="mb-6 text-heading">{componentTexts(locale).policy[policy]}</h1>
        <div className="mb-8">
          <ExampleNotice language={policy === "shipping" ? locale : texts.locale} locale={locale} />
        </div>
        <div
          className="prose"
          {...(policy === "shipping" ? {} : { lang: texts.locale, dir: directionOf(texts.locale) })}
        >
          {bodies[policy]}
        </div>
      </div>
    </PageFrame>
  );
}
