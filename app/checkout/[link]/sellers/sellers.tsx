import { partsOf } from "#lib/checkout/parts.ts";
import { rulesOfSeller } from "#lib/checkout/shop-rules.ts";
import type { CheckoutSession } from "#lib/checkout/session.ts";
import { needsDelivery } from "#lib/checkout/totals.ts";
import type { SellerId } from "#lib/ids.ts";
import type { Runtime } from "#lib/runtime/runtime.ts";
import type { Seller } from "#lib/sellers/record.ts";
import { brandOf, type Brand } from "../../../components/brand/brand.ts";
import { deliveryCountries } from "../../../components/country-names.ts";
import { POLICIES, type Policy } from "../../../components/policies.ts";
import { componentTexts } from "../../../components/texts/component-texts.ts";

/** Where each seller of a cart of several says what applies to their part. */
export type SellersPolicies = readonly { readonly sellerName: string; readonly policies: Brand["policies"] }[];

type Opened = Pick<Runtime, "config" | "brandImages" | "sellers">;
type Sale = Pick<CheckoutSession, "sellerId" | "sellerName"> & { readonly parts?: readonly unknown[] };

/** The page of a purchase is its seller's, and the shop's where there are several. */
export async function brandOfSale(opened: Opened, sale: Sale): Promise<Brand> {
  return sale.parts === undefined
    ? brandOf(opened, sale.sellerName, await opened.sellers.one(sale.sellerId))
    : brandOf(opened, null);
}

type SellerBy = (id: SellerId) => Seller;

/** Of each seller of a checkout. */
export const policiesOfSellers = (opened: Opened, session: CheckoutSession, sellerBy: SellerBy): SellersPolicies =>
  partsOf(session).map(({ sellerId, sellerName }) => ({
    sellerName,
    policies: brandOf(opened, sellerName, sellerBy(sellerId)).policies,
  }));

/**
 * The countries to which each seller sends what is theirs in a checkout, by the shop's rules where theirs cannot be read, because
 * what is priced can be paid all the same; null: all.
 */
export const countriesOfCart = (
  { rules, sellers }: Pick<Runtime, "rules" | "sellers">,
  session: CheckoutSession,
  sellerBy: SellerBy,
): readonly string[] | null =>
  deliveryCountries(
    partsOf(session)
      .filter(({ lineItems }) => needsDelivery(lineItems))
      .map(
        ({ sellerId }) => rulesOfSeller(rules, sellerId, sellers.ownRules(sellerBy(sellerId)) ?? undefined).shipping,
      ),
  );

/** What the consent names; the other policies of a single seller are below every page. */
const ACCEPTED: readonly Policy[] = ["terms", "returns"];

/** Stands below Pay: what the buyer agrees with, which is each seller's own. */
export function PolicyLinks({
  consent,
  sellers,
  locale,
}: {
  readonly consent: string;
  readonly sellers: SellersPolicies;
  readonly locale: string;
}) {
  const texts = componentTexts(locale);
  const isOne = sellers.length === 1;
  return (
    <div className="flex flex-col gap-1 text-center text-caption text-muted">
      <p>{consent}</p>
      <ul aria-label={texts.policies} className="flex flex-col gap-1">
        {sellers.map(({ sellerName, policies }) => (
          <li key={sellerName} className="flex flex-wrap justify-center gap-x-3">
            {isOne ? null : <bdi className="font-medium wrap-anywhere">{sellerName}</bdi>}
            {(isOne ? ACCEPTED : POLICIES).map((policy) => (
              <a key={policy} href={policies[policy]} className="link" target="_blank" rel="noreferrer">
                {texts.policy[policy]}
              </a>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}
