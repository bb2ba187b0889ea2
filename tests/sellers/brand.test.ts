import { expect, test } from "vitest";
import { brandOf } from "#app/components/brand/brand.ts";
import { readConfig } from "#lib/config/config.ts";
import { sellerId } from "#lib/ids.ts";
import { newSeller } from "#lib/purchase/sellers/records.ts";
import { sellerOf, type SellerFields } from "#lib/sellers/record.ts";
import { policyUrl } from "#lib/wire/policy-url.ts";

function opened(env: Record<string, string>) {
  const read = readConfig({ PUBLIC_URL: "http://localhost:3000", ...env }, process.cwd());
  if (read.kind === "invalid") throw new Error(JSON.stringify(read.problems));
  return { config: read.config, brandImages: { logo: null, icon: null } };
}
const sellerWith = (given: SellerFields) =>
  sellerOf(newSeller(sellerId("kumo"), { state: "active", why: "", origin: "command", given }, new Date(0)), []);
const SHOP = { BRAND_NAME: "The Mall", BRAND_COLOR: "#0d6446" };

test("a seller's logo, colour and name are on their pages, and the shop's where they say nothing", () => {
  const own = brandOf(
    opened(SHOP),
    "Kumo of the feed",
    sellerWith({ name: "Kumo", logo: "https://kumo.example.com/logo.png", color: "#7a1f5c" }),
  );
  expect(own.name).toBe("Kumo");
  expect(own.logo).toMatch(/^http:\/\/localhost:3000\/pictures\/[0-9a-f]{32}\/\d+$/);
  expect(own.colours?.light.accent).toBe("#7a1f5c");
  const plain = brandOf(opened(SHOP), "Kumo of the feed", sellerWith({ taxNumber: "T1" }));
  expect([plain.name, plain.logo, plain.colours?.light.accent]).toEqual(["The Mall", null, "#0d6446"]);
  const onlyLogo = brandOf(opened(SHOP), "Kumo", sellerWith({ logo: "https://kumo.example.com/logo.png" }));
  expect([onlyLogo.name, onlyLogo.colours?.light.accent]).toEqual(["Kumo", "#0d6446"]);
});

test("a policy that a seller has is linked for that seller, and the others are the shop's", () => {
  const { policies } = brandOf(
    opened({}),
    "Kumo",
    sellerWith({ policies: { terms: { kind: "text", text: "Ours." } } }),
  );
  expect([policies.terms, policies.privacy]).toEqual(["/policies/terms?seller=kumo", "/policies/privacy"]);
  expect(policyUrl("https://shop.example.com", "returns", sellerId("kumo & co"))).toBe(
    "https://shop.example.com/policies/returns?seller=kumo%20%26%20co",
  );
});
