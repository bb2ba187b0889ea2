import { notReadyText } from "#lib/operator/sellers/seller-texts.ts";
import type { SellerState } from "#lib/sellers/seller.ts";
import type { SellerView } from "#lib/wire/sellers/seller-view.ts";

export const STATE_WORDS: Readonly<Record<SellerState, string>> = {
  onboarding: "Waits for approval",
  active: "Active",
  paused: "Paused",
  closed: "Closed",
};

/** One seller a row: name, id, state and since when, what keeps them from being paid, and the way to their orders. */
export function SellerList({
  sellers,
  names,
}: {
  readonly sellers: readonly SellerView[];
  /** What the catalog calls those whose record has no name. */
  readonly names: ReadonlyMap<string, string>;
}) {
  const nameOf = ({ id, name }: SellerView) => name ?? names.get(id) ?? id;
  if (sellers.length === 0) return <p className="card p-5 text-muted">There are no such sellers.</p>;
  return (
    <ul className="card divide-y divide-line">
      {sellers.map((seller) => (
        <li key={seller.id} className="flex flex-col gap-1 px-5 py-4">
          <p className="flex flex-wrap items-baseline gap-x-4">
            <span className="min-w-0 font-semibold wrap-anywhere">{nameOf(seller)}</span>
            <span className="ms-auto">{STATE_WORDS[seller.state]}</span>
          </p>
          <p className="flex flex-wrap gap-x-4 text-caption text-muted">
            <code className="min-w-0 font-mono wrap-anywhere">{seller.id}</code>
            <span>since {seller.since.slice(0, 10)}</span>
            {factsOf(seller).map((fact) => (
              <span key={fact} className="min-w-0 wrap-anywhere">
                {fact}
              </span>
            ))}
            <a
              className="link ms-auto"
              aria-label={`Orders of ${nameOf(seller)}`}
              href={`/console/orders?seller=${encodeURIComponent(seller.id)}`}
            >
              Orders
            </a>
          </p>
        </li>
      ))}
    </ul>
  );
}

function factsOf(seller: SellerView): readonly string[] {
  const { account_state: account, why, tax_warnings: taxes } = seller;
  const isRestricted = account !== null && account.restriction !== null;
  return [isRestricted ? "restricted by the provider" : null, notReadyText(seller), why, ...taxes].filter(
    (fact): fact is string => fact !== null && fact !== "",
  );
}
