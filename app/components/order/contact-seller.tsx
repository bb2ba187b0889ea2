import type { SellerContact } from "#lib/sellers/record.ts";
import { componentTexts } from "../texts/component-texts.ts";

/** How a buyer reaches the seller about an order. Nothing where the merchant said nothing. */
export function ContactSeller({
  contact,
  seller,
  orderNumber,
  locale,
}: {
  readonly contact: Pick<SellerContact, "email" | "phone" | "url"> | null;
  readonly seller: string;
  readonly orderNumber: string;
  readonly locale: string;
}) {
  const texts = componentTexts(locale);
  if (contact === null || (contact.email ?? contact.phone ?? contact.url) === null) return null;
  const { email, phone, url } = contact;
  const ways = [
    ...(email === null
      ? []
      : [{ href: `mailto:${email}?subject=${encodeURIComponent(`${texts.order} ${orderNumber}`)}`, text: email }]),
    ...(phone === null ? [] : [{ href: `tel:${phone.replaceAll(/[^+\d]/g, "")}`, text: phone }]),
    ...(url === null ? [] : [{ href: url, text: new URL(url).host }]),
  ];
  // An order of several sellers has one of these for each.
  const heading = `seller-${orderNumber}`;
  return (
    <section aria-labelledby={heading} className="flex flex-col gap-1">
      <h2 id={heading} className="font-semibold wrap-anywhere">
        {texts.contactSeller(seller)}
      </h2>
      <ul className="flex flex-wrap gap-x-6 gap-y-1">
        {ways.map(({ href, text }) => (
          <li key={href} className="min-w-0">
            <a href={href} className="link wrap-anywhere" rel="noreferrer">
              <bdi>{text}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
