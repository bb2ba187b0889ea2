import type { SellerContact } from "#lib/sellers/record.ts";
import type { Order } from "#lib/orders/order.ts";
import { componentTexts } from "../texts/component-texts.ts";
import type { ComponentTexts } from "../texts/en.ts";

/** A seller of an order, and what is said of them; null where nothing is. */
export type PaperSeller = { readonly name: string; readonly contact: SellerContact | null };

const UNKNOWN = { legalName: null, address: [], taxNumber: null, email: null };

/** What a receipt on paper has besides: who sold it, whether it is paid or refunded, and where the page is. On a screen it is not shown. */
export function PaperHead({
  order,
  sellers,
  address,
  locale,
}: {
  readonly order: Order;
  readonly sellers: readonly PaperSeller[];
  readonly address: string;
  readonly locale: string;
}) {
  const texts = componentTexts(locale);
  return (
    <div className="hidden border-b border-line pb-4 text-caption print:block">
      <div className="flex justify-between gap-8">
        <div className="flex min-w-0 flex-col gap-2">
          {sellers.map((seller) => (
            <Seller key={seller.name} {...seller} texts={texts} />
          ))}
        </div>
        <p className="shrink-0 text-title font-semibold">{texts[STAMPS[order.status]]}</p>
      </div>
      <p className="mt-2 wrap-anywhere">
        <bdi>{address}</bdi>
      </p>
    </div>
  );
}

const STAMPS = {
  paid: "paid",
  partially_refunded: "partlyRefunded",
  refunded: "refunded",
  canceled: "canceled",
} as const satisfies Record<Order["status"], keyof ComponentTexts>;

function Seller({ name, contact, texts }: PaperSeller & { readonly texts: ComponentTexts }) {
  const { legalName, address, taxNumber, email } = contact ?? UNKNOWN;
  return (
    <p className="wrap-anywhere">
      {/* Else "12 Harbor Street" would end in its number on a page that is read from the right. */}
      {[legalName ?? name, ...address].map((line) => (
        <span key={line} className="block">
          <bdi>{line}</bdi>
        </span>
      ))}
      {taxNumber === null ? null : <span className="block">{texts.taxNumber(taxNumber)}</span>}
      {email === null ? null : (
        <span className="block">
          <bdi>{email}</bdi>
        </span>
      )}
    </p>
  );
}
