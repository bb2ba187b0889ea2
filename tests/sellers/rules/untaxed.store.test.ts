import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import { shownSeller } from "#lib/operator/sellers/field-problems.ts";
import { sellersCommand, type SellersLine } from "#lib/operator/sellers/sellers.ts";
import { createOperator } from "#lib/purchase/operator.ts";
import { reportUntaxedSellers } from "#lib/purchase/sellers/untaxed.ts";
import { say } from "#scripts/sellers/seller-lines.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";

const KUMO = sellerId("kumo");
const COMMAND = { by: "command" } as const;
const inState = (state: string) => ({ country: "US", regions: [state], name: "Sales tax", rate: "6%", mode: "added" });
const FOUR = ["CA", "NY", "TX", "WA"].map(inState);

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
  await shop.verbs.addSeller({ id: KUMO, state: "active", why: "test", change: {}, caller: COMMAND });
});
afterAll(() => shop.close());

/** What `npm run sellers` prints for new taxes. */
async function set(taxes: readonly object[]): Promise<string> {
  const lines: string[] = [];
  const fields = { taxes };
  await sellersCommand({ operator: shop.verbs }, { do: "set", id: KUMO, fields }, async (line) => {
    lines.push(say(line as SellersLine).text);
  });
  return lines.join("\n");
}
const shown = async (operator = createOperator(shop.context)) => {
  const seller = await operator.seller(KUMO);
  return seller === null ? expect.unreachable() : shownSeller(operator, seller).tax_warnings;
};
const withDefault = (defaultClass: string): TestShop["context"] => {
  const { rules } = shop.context;
  return { ...shop.context, rules: { ...rules, taxSettings: { ...rules.taxSettings, defaultClass } } };
};

describe("own taxes of a seller", () => {
  it("that name four states of a country warn that goods are sold without tax everywhere else there", async () => {
    const said = await set(FOUR);
    const warning = "name only CA, NY, TX, WA of US, so their goods are sold without tax everywhere else there";
    expect(said).toContain(`Note: taxes: this seller's own taxes ${warning}`);
    expect(said).toContain("own taxes leave goods untaxed (--show)");
    expect(await shown()).toEqual([expect.stringContaining(warning)]);
    // As another instance reads it, and for as long as it is so.
    expect(await set([{ country: "US", name: "Sales tax", rate: "6%", mode: "added" }, ...FOUR])).not.toContain(
      "Note: taxes",
    );
    expect(await shown()).toEqual([]);
  });

  it("that name postal codes alone warn of it, and those of a whole country and of no country do not", async () => {
    expect(await set([{ country: "DE", postal_codes: ["27498"], name: "USt", rate: "0%", mode: "added" }])).toContain(
      "name only some postal codes of DE",
    );
    expect(await set([{ country: "DE", name: "USt", rate: "19%", mode: "added" }])).not.toContain(
      "Note: taxes: this seller's own",
    );
    await set([]);
    expect(await shown()).toEqual([]);
  });

  it("that lose their class by another default class of the shop are named when the server starts, and in lists", async () => {
    await set([{ country: "DE", classes: ["standard"], name: "USt", rate: "19%", mode: "added" }]);
    const count = shop.reports.length;
    await reportUntaxedSellers(shop.context);
    expect(shop.reports.length).toBe(count);
    const changed = withDefault("general");
    await reportUntaxedSellers(changed);
    expect(shop.reports.at(-1)).toMatchObject({
      level: "error",
      message: expect.stringContaining("no rule for the default class"),
      fields: { sellers: 1, first: KUMO, defaultClass: "general" },
    });
    expect(await shown(createOperator(changed))).toEqual([
      expect.stringContaining("in DE have no rule for the default class"),
    ]);
  });
});
