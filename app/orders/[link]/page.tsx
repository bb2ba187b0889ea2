import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { runtime } from "#lib/runtime/runtime.ts";
import { readOrderLink } from "../../request/link-part.ts";
import { PageFrame } from "../../components/page-frame.tsx";
import { readerLocale } from "../../request/reader-locale.ts";
import { Receipt } from "../../components/receipt.tsx";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Order", robots: { index: false, follow: false } };

/** An order's permalink. It opens without a login, so its address is as unguessable as a key. */
export default async function OrderPage({ params }: { readonly params: Promise<{ link: string }> }) {
  const link = readOrderLink((await params).link);
  const { storefront, config } = await runtime();
  const order = link === null ? null : await storefront.order(link);
  if (order === null) notFound();
  return (
    <PageFrame name={order.sellerName} linksHome={false} isTest={config.payment.mode === "test"}>
      <div className="mx-auto flex max-w-2xl flex-col gap-6">
        <Receipt
          order={order}
          title={`Order ${order.number}`}
          publicUrl={config.publicUrl}
          provider={config.payment.kind}
          locale={await readerLocale()}
        />
        <p className="not-printed text-muted">
          Keep this page&rsquo;s address to come back to it: whoever has the address can see the order. Questions? See{" "}
          <a href="/policies/returns" className="link">
            returns
          </a>{" "}
          and{" "}
          <a href="/policies/shipping" className="link">
            shipping
          </a>
          .
        </p>
      </div>
    </PageFrame>
  );
}
