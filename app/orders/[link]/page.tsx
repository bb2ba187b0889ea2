import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { runtime } from "#lib/runtime/runtime.ts";
import { readOrderLink } from "../../request/link-part.ts";
import { pageStorefront } from "../../request/page-storefront.ts";
import { brandMetadata, brandOf } from "../../components/brand/brand.ts";
import { PageFrame } from "../../components/page-frame.tsx";
import { readerLocale } from "../../request/reader-locale.ts";
import { Receipt } from "../../components/receipt.tsx";
import { orderTexts } from "../texts/order-texts.ts";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const head = brandMetadata(orderTexts(await readerLocale()).pageTitle, brandOf(await runtime(), null));
  return { ...head, robots: { index: false, follow: false } };
}

/** An order's permalink. It opens without a login, so its address is as unguessable as a key. */
export default async function OrderPage({ params }: { readonly params: Promise<{ link: string }> }) {
  const link = readOrderLink((await params).link);
  const opened = await runtime();
  const { config } = opened;
  const page = link === null ? null : await (await pageStorefront()).orderPage(link);
  if (page === null) notFound();
  const { order, details } = page;
  const locale = await readerLocale();
  const texts = orderTexts(locale);
  return (
    <PageFrame
      brand={brandOf(opened, order.sellerName)}
      linksHome={false}
      isTest={order.isTest || config.payment.mode === "test"}
      locale={locale}
    >
      <div className="mx-auto flex max-w-2xl flex-col gap-6">
        <Receipt
          order={order}
          details={details}
          title={texts.title(order.number)}
          publicUrl={config.publicUrl}
          provider={config.payment.kind}
          locale={locale}
        />
        <p className="not-printed text-muted">
          {texts.keepAddress}{" "}
          {texts.questions((policy, text) => (
            <a href={`/policies/${policy}`} className="link">
              {text}
            </a>
          ))}
        </p>
      </div>
    </PageFrame>
  );
}
