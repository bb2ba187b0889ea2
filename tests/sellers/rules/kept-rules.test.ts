import { expect, it } from "vitest";
import { ownRulesReader } from "#lib/config/shop/own-rules.ts";
import { sellerChange } from "#lib/config/shop/seller-fields.ts";
import { sellerId } from "#lib/ids.ts";
import { keptRules } from "#lib/purchase/sellers/own-rules.ts";

/** One rule for some 3,000 postal codes: as much as the 32 KiB of a list hold. */
const ISLANDS = {
  id: "ferry",
  title: "Ferry",
  subtitle: "Islands",
  carrier: "Kumo",
  countries: ["DE"],
  prices: ["3.00 EUR"],
  earliest_days: 1,
  latest_days: 1,
  postal_codes: Array.from({ length: 3000 }, (_, index) => String(10_000 + index)),
};

it("the rules that stay read are bounded by how large they are: 32 KiB of postal codes are not counted as one short rule", () => {
  const { delivery } = sellerChange.parse({ delivery: [ISLANDS] });
  const read = ownRulesReader(null);
  let reads = 0;
  const rulesOf = keptRules((seller, written) => {
    reads += 1;
    return read(seller, written);
  });
  const of = (index: number) =>
    rulesOf({ id: sellerId(`seller-${index}`), revision: 1, delivery: delivery ?? [], taxes: [] });
  // Some 20 MB, as the code says, are the rules of a hundred such sellers at most.
  const SELLERS = 400;
  for (let index = 0; index < SELLERS; index += 1) of(index);
  of(0);
  expect(reads).toBe(SELLERS + 1);
});
