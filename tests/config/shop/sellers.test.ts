import { expect, test } from "vitest";
import { sellerChange } from "#lib/config/shop/seller-fields.ts";
import { shopFile } from "#lib/config/shop.ts";
import { sellerId } from "#lib/ids.ts";
import { newSeller } from "#lib/purchase/sellers/records.ts";
import { sellerOf, type SellerFields } from "#lib/sellers/record.ts";

const read = (...sellers: readonly object[]) => shopFile.safeParse({ shipping: [], taxes: [], discounts: [], sellers });
const fileOf = (...sellers: readonly object[]) => shopFile.parse({ shipping: [], taxes: [], discounts: [], sellers });

const record = (id: string, given: SellerFields = {}) =>
  newSeller(sellerId(id), { state: "active", why: "", origin: "command", given }, new Date(0));

test("a seller without an entry of its own has that of all others, or none", () => {
  const { sellers } = fileOf({ seller: "*", tax_number: "DE1" }, { seller: "fernweh", tax_number: "DE2" }).inFile;
  expect(sellerOf(record("fernweh"), sellers).taxNumber).toBe("DE2");
  expect(sellerOf(record("kissa"), sellers).taxNumber).toBe("DE1");
  expect(sellerOf(record("kissa"), []).taxNumber).toBeNull();
});

test("what the file says of a seller goes before what was given otherwise, and what it says of all does not", () => {
  const { sellers } = fileOf(
    { seller: "*", tax_number: "DE1" },
    { seller: "fernweh", legal_name: "Fernweh GmbH" },
  ).inFile;
  const given = { legalName: "Another", taxNumber: "DE9" };
  expect(sellerOf(record("fernweh", given), sellers)).toMatchObject({
    legalName: "Fernweh GmbH",
    taxNumber: "DE9",
    inFile: ["legalName"],
  });
  expect(sellerOf(record("kissa", given), sellers)).toMatchObject({ taxNumber: "DE9", inFile: [] });
});

test("what buyers are to press is an address of its kind", () => {
  for (const wrong of [
    { url: "http://a.example" },
    { url: "javascript:alert(1)" },
    { email: "help" },
    { phone: "now" },
    { logo: "http://a.example/logo.png" },
    { policies: { terms: { url: "javascript:alert(1)" } } },
  ])
    expect(read({ seller: "*", ...wrong }).success, JSON.stringify(wrong)).toBe(false);
  expect(read({ seller: "*" }, { seller: "*" }).success).toBe(false);
});

test("every field of a seller can be given, and a wrong one is named", () => {
  const all = {
    name: "Kumo",
    legal_name: "Kumo KK",
    address: ["1-2-3 Ginza", "Tokyo"],
    country: "JP",
    currencies: ["JPY"],
    locale: "ja",
    time_zone: "Asia/Tokyo",
    tax_number: "T123",
    email: "help@kumo.example.com",
    phone: "+81 3 1234 5678",
    url: "https://kumo.example.com",
    logo: "https://kumo.example.com/logo.png",
    color: "#0d6446",
    policies: { terms: { url: "https://kumo.example.com/terms" }, returns: { text: "30 days." } },
    returns: { days: 30, paid_by: "seller" },
    goods: [{ category: "Food", countries: ["US"], route: "none", why: "not to the US" }],
    fees: [
      { rate: "5%", fixed: ["0.30 USD", "30 JPY"] },
      { category: "Books", rate: "2.5%" },
    ],
    account: "acct_1",
    network_id: "profile_1",
    sender_name: "Kumo of Tokyo",
    statement_descriptor: "KUMO TOKYO",
  };
  const fields = sellerChange.parse(all);
  expect(Object.keys(fields)).toHaveLength(Object.keys(all).length);
  expect(fields.fees).toEqual([
    { category: null, ratePerMillion: 50_000, fixedMinor: { USD: 30, JPY: 30 } },
    { category: "Books", ratePerMillion: 25_000, fixedMinor: {} },
  ]);
  const wrongs: Readonly<Record<string, unknown>> = {
    country: "Japan",
    currencies: ["YEN"],
    time_zone: "Tokyo",
    locale: "japanese!",
    color: "#ffff00",
    returns: { days: -1, paid_by: "seller" },
    statement_descriptor: "1234",
    fees: [{ fixed: ["0.30 USD", "0.40 USD"] }],
    goods: [{ route: "instant", why: "no" }],
    state: "active",
  };
  for (const [field, wrong] of Object.entries(wrongs)) {
    const { error } = sellerChange.safeParse({ [field]: wrong });
    expect(JSON.stringify(error?.issues), field).toContain(field);
  }
  expect(sellerChange.parse({ tax_number: null })).toEqual({ taxNumber: null });
});
