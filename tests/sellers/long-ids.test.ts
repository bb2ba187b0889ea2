import { expect, it } from "vitest";
import { MAX_SELLER_ID } from "#lib/ids.ts";
import { searchProductsInput } from "#lib/wire/tool-contract.ts";
import { readPageQuery } from "#lib/wire/sellers/requests.ts";
import { sellerKeysVerb } from "#lib/operator/sellers/keys.ts";

const LONG = "n".repeat(MAX_SELLER_ID);

it("the list of sellers goes on behind the longest id that it answers as next_after", () => {
  expect(readPageQuery(new URLSearchParams({ after: LONG })).kind).toBe("read");
});

it("a search takes the longest id of a seller that it answers", () => {
  expect(searchProductsInput.safeParse({ seller_id: LONG }).success).toBe(true);
  expect(searchProductsInput.safeParse({ seller_id: `${LONG}n` }).success).toBe(false);
});

it("the command makes a key for a seller with the longest id", () => {
  const verb = sellerKeysVerb({ operator: null as never })["seller_keys"];
  const begun = verb?.begin({ do: "make", seller: LONG, actions: ["read"], why: "x" });
  expect(begun).not.toBe("not_understood");
});
