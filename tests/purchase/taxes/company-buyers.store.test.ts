import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { NO_TAX_SETTINGS } from "#lib/checkout/taxes/rule.ts";
import { productId, type SessionId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import type { TaxIdOutcome } from "#lib/tax/tax-id-service.ts";
import { tableTax } from "#lib/tax/table.ts";
import { merchantOrderView } from "#lib/wire/orders/merchant.ts";
import { anAddress } from "../../fixtures/builders.ts";
import { taxRule } from "../../fixtures/shop-rules.ts";
import { openTestShop, testProduct, type TestShop } from "../../fixtures/test-shop.ts";
import { testRules } from "../../fixtures/test-rules.ts";
import { createVerbs, type Verbs } from "../../fixtures/verbs.ts";

const berlin = anAddress({ country: "DE", region: "", postalCode: "10115", city: "Berlin", company: "Ada GmbH" });
const company = {
  name: "Ada",
  email: "ada@example.com",
  phoneNumber: null,
  taxId: { country: "DE", number: "136695976", check: "form" },
} as const;
const rules = {
  ...testRules,
  taxes: [taxRule({ country: "DE", name: "USt", ratePerMillion: 190_000, mode: "included" })],
  taxSettings: { ...NO_TAX_SETTINGS, sellerCountry: "ES" },
};

let shop: TestShop;
let verbs: Verbs;
let answer: TaxIdOutcome = { kind: "valid" };
let asked = 0;
beforeAll(async () => {
  shop = await openTestShop();
  const register = {
    name: "a register",
    covers: (country: string) => country === "DE",
    check: async () => {
      asked += 1;
      return answer;
    },
  };
  verbs = createVerbs({ ...shop.context, rules, tax: { service: tableTax, fallback: "stop", register } });
  await shop.context.catalog.upsert([testProduct("manual", { isDigital: true, price: money(11_900, "USD") })]);
});
afterAll(() => shop.close());
beforeEach(() => {
  asked = 0;
  answer = { kind: "valid" };
});

async function prepared() {
  const made = await verbs.prepareCheckout({ items: [{ productId: productId("manual"), offerId: null, quantity: 1 }] });
  if (made.kind !== "prepared") throw new Error(made.kind);
  return made.session.id;
}
const give = (sessionId: SessionId) => verbs.updateCheckout({ sessionId, address: berlin, buyer: company });

describe("a company in another member state", () => {
  it("pays the price without VAT, and its order says why and has its number", async () => {
    const id = await prepared();
    expect(await give(id)).toMatchObject({
      session: { totals: { total: money(10_000, "USD") }, buyer: { taxId: { check: "valid" } }, taxLines: [] },
    });
    const paid = await verbs.payWithToken({
      sessionId: id,
      token: "tok_sandbox_ok",
      buyer: { ...company, taxId: company.taxId },
    });
    if (paid.kind !== "completed" || paid.order === null) throw new Error(paid.kind);
    expect(paid.order).toMatchObject({
      paid: money(10_000, "USD"),
      taxBasis: { isReverseCharge: true },
      discounts: [{ title: "USt", amount: money(1900, "USD"), isAutomatic: true }],
    });
    const order = await shop.context.store.order(paid.order.id);
    expect(order).toEqual(paid.order);
    expect(merchantOrderView(paid.order, "https://shop.example.com")).toMatchObject({
      buyer: { vat_number: "DE136695976", vat_number_check: "valid" },
      tax_basis: { is_reverse_charge: true },
    });
  });

  it("keeps its number when the payment names the buyer again without one", async () => {
    const id = await prepared();
    await give(id);
    const { taxId: _taxId, ...payer } = company;
    expect(await verbs.payWithToken({ sessionId: id, token: `tok_sandbox_ok_${id}`, buyer: payer })).toMatchObject({
      order: { paid: money(10_000, "USD"), buyer: { taxId: { number: "136695976", check: "valid" } } },
    });
  });

  it("pays VAT while the register gives no answer, and none once it does", async () => {
    answer = { kind: "unknown", why: "MS_UNAVAILABLE" };
    const id = await prepared();
    expect(await give(id)).toMatchObject({
      session: { status: "ready", totals: { total: money(11_900, "USD") }, buyer: { taxId: { check: "unknown" } } },
    });
    expect(JSON.stringify(shop.warnings.at(-1))).toContain("MS_UNAVAILABLE");
    expect(JSON.stringify(shop.warnings)).not.toContain("136695976");
    answer = { kind: "valid" };
    expect(await give(id)).toMatchObject({ session: { totals: { total: money(10_000, "USD") } } });
    expect(asked).toBe(2);
    await give(id);
    expect(asked).toBe(2);
  });

  it("pays VAT with a number that the register does not have", async () => {
    answer = { kind: "invalid" };
    const id = await prepared();
    expect(await give(id)).toMatchObject({
      session: { totals: { total: money(11_900, "USD") }, buyer: { taxId: { check: "invalid" } } },
    });
  });

  it("pays VAT again when the number is taken back, or the goods go elsewhere", async () => {
    const id = await prepared();
    await give(id);
    const { taxId: _taxId, ...person } = company;
    expect(await verbs.updateCheckout({ sessionId: id, buyer: person })).toMatchObject({
      session: { totals: { total: money(11_900, "USD") }, discounts: [], taxBasis: { source: "table" } },
    });
    await give(id);
    const helgoland = { ...berlin, postalCode: "27498" };
    expect(await verbs.updateCheckout({ sessionId: id, address: helgoland })).toMatchObject({
      session: { totals: { total: money(11_900, "USD") }, discounts: [] },
    });
  });

  it("is forgotten with its number when its details are erased", async () => {
    const id = await prepared();
    await give(id);
    await verbs.cancelCheckout({ sessionId: id, by: "buyer" });
    await verbs.eraseBuyer(company.email);
    expect(JSON.stringify(await shop.context.store.session(id))).not.toContain("136695976");
  });

  it("is nobody where no register is asked and the seller does not accept a number's form", async () => {
    const unchecked = createVerbs({ ...shop.context, rules });
    const made = await unchecked.prepareCheckout({
      items: [{ productId: productId("manual"), offerId: null, quantity: 1 }],
      address: berlin,
      buyer: company,
    });
    expect(made).toMatchObject({
      session: { totals: { total: money(11_900, "USD") }, buyer: { taxId: { check: "form" } } },
    });
  });
});
