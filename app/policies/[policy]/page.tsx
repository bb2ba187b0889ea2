import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { runtime } from "#lib/runtime/runtime.ts";
import { Notice } from "../../components/notice.tsx";
import { PageFrame, POLICIES } from "../../components/page-frame.tsx";
import { readerLocale } from "../../request/reader-locale.ts";
import { PrivacyText } from "../privacy-text.tsx";
import { ReturnsText } from "../returns-text.tsx";
import { ShippingText } from "../shipping-text.tsx";
import { TermsText } from "../terms-text.tsx";

export const dynamic = "force-dynamic";

type Props = { readonly params: Promise<{ policy: string }> };

const policyOf = async ({ params }: Props) => {
  const { policy } = await params;
  return POLICIES.find((one) => one.policy === policy) ?? null;
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await policyOf(props))?.title ?? "Not found" };
}

export default async function PolicyPage(props: Props) {
  const found = await policyOf(props);
  if (found === null) notFound();
  const { rules, config } = await runtime();
  const texts: Readonly<Record<(typeof POLICIES)[number]["policy"], ReactNode>> = {
    terms: <TermsText />,
    privacy: <PrivacyText />,
    returns: <ReturnsText />,
    shipping: <ShippingText rules={rules} locale={await readerLocale()} />,
  };
  return (
    <PageFrame isTest={config.payment.mode === "test"}>
      <div className="mx-auto max-w-2xl">
        <h1 className="mb-6 text-heading">{found.title}</h1>
        <div className="mb-8">
          <Notice tone="warning" title="An example text">
            This is a demonstration shop. Before you sell, replace this page with your own text and have it checked for
            the countries that you sell to.
          </Notice>
        </div>
        <div className="prose">{texts[found.policy]}</div>
      </div>
    </PageFrame>
  );
}
