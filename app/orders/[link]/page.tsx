import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { sellerIdsOf } from "#lib/checkout/parts.ts";
import { partsOfOrder } from "#lib/orders/order-parts.ts";
import { namedForBuyer } from "#lib/wire/texts/seller-names.ts";
import type { SellerContact } from "#lib/sellers/record.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { readOrderLink } from "../../request/link-part.ts";
import { pageStorefront } from "../../request/page-storefront.ts";
import { brandMetadata } from "../../components/brand/brand.ts";
import { brandOfSale } from "../../checkout/[link]/sellers/sellers.tsx";
import { Notice } from "../../components/notice.tsx";
import { ContactSeller } from "../../components/order/contact-seller.tsx";
import { PageFrame } from "../../components/page-frame.tsx";
import { readerLocale } from "../../request/reader-locale.ts";
import { Receipt } from "../../components/receipt.tsx";
import { KeepAddress } from "./keep-address.tsx";
import { orderTexts } from "../texts/order-texts.ts";
import type { OrderTexts } from "../texts/en.tsx";

export const dynamic = "force-dynamic";

type Props = {
  readonly params: Promise<{ link: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

/** The title is also the name of the file that the page is saved as. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { order } = await openPage(params);
  const opened = await runtime();
  const title = orderTexts(await readerLocale()).title(order.number);
  const head = brandMetadata(title, await brandOfSale(opened, order));
  return { ...head, robots: { index: false, follow: false } };
}

async function openPage(params: Props["params"]) {
  const link = readOrderLink((await params).link);
  const page = link === null ? null : await (await pageStorefront()).orderPage(link);
  return page ?? notFound();
}

/** An order's permalink. It opens without a login, so its address is as unguessable as a key. */
export default async function OrderPage({ params, searchParams }: Props) {
  const { order: found, details, paidAgain } = await openPage(params);
  const opened = await runtime();
  const { config, bank } = opened;
  const locale = await readerLocale();
  const texts = orderTexts(locale);
  const order = namedForBuyer(found, locale);
  const sellerBy = await opened.sellers.of(sellerIdsOf(found));
  const brand = await brandOfSale(opened, found);
  const { again } = await searchParams;
  return (
    <PageFrame brand={brand} linksHome={false} isTest={order.isTest || config.payment.mode === "test"} locale={locale}>
      <div className="mx-auto flex max-w-2xl flex-col gap-6">
        {again === "refused" ? (
          <Notice tone="warning" title={texts.notSoldTitle}>
            {texts.notSold}
          </Notice>
        ) : null}
        <Receipt
          order={order}
          details={details}
          paidAgain={paidAgain}
          contactOf={sellerBy}
          title={texts.title(order.number)}
          publicUrl={config.publicUrl}
          provider={config.payment.kind}
          locale={locale}
        />
        <Actions link={order.link} texts={texts} />
        {partsOfOrder(found).map(({ sellerId, sellerName, number }) => (
          <ContactSeller
            key={sellerId}
            contact={isReached(sellerBy(sellerId)) ? sellerBy(sellerId) : writtenTo(config.mail.replyTo)}
            seller={sellerName}
            orderNumber={number}
            locale={locale}
          />
        ))}
        <div className="not-printed flex flex-col gap-6">
          <KeepAddress policies={brand.policies} locale={locale} />
          {bank === null ? null : (
            <a href={`/sandbox-bank/ledger/${order.link}`} className="link self-start">
              {texts.sandboxLedger}
            </a>
          )}
        </div>
      </div>
      <script type="module" src="/buyers-clock.js" />
    </PageFrame>
  );
}

/** Where the answers to the order's e-mails go as well. */
const isReached = ({ email, phone, url }: SellerContact) => (email ?? phone ?? url) !== null;
const writtenTo = (email: string | null) => (email === null ? null : { email, phone: null, url: null });

function Actions({ link, texts }: { readonly link: string; readonly texts: OrderTexts }) {
  return (
    <div className="not-printed flex flex-wrap gap-3">
      <form action={`/orders/${link}/again`} method="post">
        <button type="submit" className="button button-quiet">
          {texts.buyAgain}
        </button>
      </form>
      <button
        type="button"
        className="button button-quiet [&[hidden]]:hidden"
        data-prints
        hidden
        suppressHydrationWarning
      >
        {texts.print}
      </button>
    </div>
  );
}
