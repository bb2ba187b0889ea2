import type { SellerContact } from "#lib/sellers/record.ts";
import type { Order } from "#lib/orders/order.ts";
import { componentTexts } from "../texts/component-texts.ts";

const UNKNOWN = { legalName: null, address: [], taxNumber: null, email: null };

/** What a receipt on paper has besides: who sold it, that it is paid, and where the page is. On a screen it is not shown. */
export function PaperHead({
  order,
  contact,
  address,
  locale,
}: {
  readonly order: Order;
  readonly contact: SellerContact | null;
  readonly address: string;
  readonly locale: string;
}) {
  const texts = componentTexts(locale);
  const { legalName, address: lines, taxNumber, email } = contact ?? UNKNOWN;
  return (
    <div className="hidden border-b border-line pb-4 text-caption print:block">
      <div className="flex justify-between gap-8">
        <p className="min-w-0 wrap-anywhere">
          {[legalName ?? order.sellerName, ...lines].map((line) => (
            <span key={line} className="block">
              {line}
            </span>
          ))}
          {taxNumber === null ? null : <span className="block">{texts.taxNumber(taxNumber)}</span>}
          {email === null ? null : <span className="block">{email}</span>}
        </p>
        <p className="shrink-0 text-title font-semibold">
          {texts[order.status === "refunded" || order.status === "canceled" ? order.status : "paid"]}
        </p>
      </div>
      <p className="mt-2 wrap-anywhere">{address}</p>
    </div>
  );
}
