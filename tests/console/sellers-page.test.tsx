import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { SellerList } from "#app/console/sellers/seller-list.tsx";
import { sellerId } from "#lib/ids.ts";
import { newSeller } from "#lib/purchase/sellers/records.ts";
import { sellerOf } from "#lib/sellers/record.ts";
import { sellerView } from "#lib/wire/sellers/seller-view.ts";
import { NOON } from "../fixtures/builders.ts";

const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
const aSeller = (id: string, name: string | null) => {
  const from = { state: "active", why: "contract of November", origin: "command", given: { name } } as const;
  return sellerView(sellerOf(newSeller(sellerId(id), from, NOON), []), "separate", []);
};

const NAMES = new Map([["kumo", "Kumo Living"]]);

describe("the operator's list of sellers", () => {
  it("has name, id, state, since when, what keeps them from being paid, and the way to their orders", () => {
    const html = renderToStaticMarkup(<SellerList sellers={[aSeller("reed press/1", "Reed Press")]} names={NAMES} />);
    expect(textOf(html)).toContain(`Reed Press Active reed press/1 since ${NOON.toISOString().slice(0, 10)}`);
    expect(textOf(html)).toContain("cannot be paid: no account at the payment provider contract of November");
    expect(html).toContain('href="/console/orders?seller=reed%20press%2F1"');
  });

  it("calls a seller without a name as the catalog does, else by their id, and says so where there are none", () => {
    const listed = (...sellers: ReturnType<typeof aSeller>[]) =>
      textOf(renderToStaticMarkup(<SellerList sellers={sellers} names={NAMES} />));
    expect(listed(aSeller("kumo", null))).toContain("Kumo Living Active kumo");
    expect(listed(aSeller("lumen", null))).toContain("lumen Active lumen");
    expect(listed()).toContain("There are no such sellers.");
  });
});
