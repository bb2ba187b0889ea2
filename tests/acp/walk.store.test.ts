import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { sessionId } from "#lib/ids.ts";
import { isWhole } from "#scripts/suite/size.ts";
import { chargesOf, openTestShop } from "../fixtures/test-shop.ts";
import { expectError, expectSession } from "./acp-rules.ts";
import { acpShop, ADDRESS, BUYER, createBody, paymentBody, type Answer, type Version } from "./acp-shop.ts";

const shop = await openTestShop();
const acp = acpShop(shop);
afterAll(() => shop.close());

const CLOSED = ["completed", "canceled", "expired"];
const UPDATES = [
  { items: [{ id: "mug", quantity: 3 }] },
  { line_items: [{ id: "mug" }, { id: "ebook", quantity: 2 }] },
  { line_items: [{ id: "ebook", quantity: 1 }] },
  { line_items: [{ id: "last", quantity: 5 }] },
  { fulfillment_address: ADDRESS },
  { fulfillment_details: { address: { ...ADDRESS, country: "JP", state: "", postal_code: "100-0001" } } },
  { fulfillment_details: { address: { ...ADDRESS, country: "FR", state: "", postal_code: "75001" } } },
  { fulfillment_address: null },
  { fulfillment_option_id: "express" },
  { selected_fulfillment_options: [{ type: "shipping", option_id: "standard", item_ids: ["mug"] }] },
  { selected_fulfillment_options: null },
  { discounts: { codes: ["ten", "nope"] } },
  { discounts: { codes: [] } },
  { buyer: BUYER },
  { buyer: null },
  {},
];
const TOKENS = ["ok", "declined", "3ds", "timeout_captured", "timeout_lost"];

type Step =
  | { readonly do: "update"; readonly body: unknown }
  | { readonly do: "complete"; readonly token: string; readonly result: "none" | "authenticated" | "denied" }
  | { readonly do: "get" | "cancel" };
const steps: fc.Arbitrary<readonly (Step & { readonly version: Version })[]> = fc.array(
  fc
    .tuple(
      fc.oneof(
        { weight: 5, arbitrary: fc.record({ do: fc.constant("update" as const), body: fc.constantFrom(...UPDATES) }) },
        {
          weight: 4,
          arbitrary: fc.record({
            do: fc.constant("complete" as const),
            token: fc.constantFrom(...TOKENS),
            result: fc.constantFrom("none" as const, "authenticated" as const, "denied" as const),
          }),
        },
        { weight: 2, arbitrary: fc.record({ do: fc.constant("get" as const) }) },
        { weight: 1, arbitrary: fc.record({ do: fc.constant("cancel" as const) }) },
      ),
      fc.constantFrom<Version>("2025-09-29", "2026-04-17"),
    )
    .map(([step, version]) => ({ ...step, version })),
  { minLength: 1, maxLength: 8 },
);

const DETAILS = {
  three_ds_cryptogram: "AAAA",
  electronic_commerce_indicator: "05",
  transaction_id: "ds_1",
  version: "2.2.0",
};
let count = 0;

function take(id: string, step: Step & { readonly version: Version }): Promise<Answer> {
  const path = `checkout_sessions/${id}`;
  switch (step.do) {
    case "get":
      return acp.call(step.version, "GET", path);
    case "cancel":
      return acp.call(step.version, "POST", `${path}/cancel`, {});
    case "update":
      return acp.call(step.version, "POST", path, step.body);
    case "complete":
      return acp.call(step.version, "POST", `${path}/complete`, {
        ...paymentBody(step.version, `tok_sandbox_${step.token}_${(count += 1)}`),
        ...(step.result === "none"
          ? {}
          : {
              authentication_result: {
                outcome: step.result,
                ...(step.result === "denied" ? {} : { outcome_details: DETAILS }),
              },
            }),
      });
  }
}

describe("any sequence of calls, the versions mixed", () => {
  it("keeps schema, sums and states after each, opens nothing that is closed, and charges at most once", async () => {
    const runs = isWhole ? 200 : 16;
    await fc.assert(
      fc.asyncProperty(steps, async (walk) => {
        const first = await acp.call(
          "2026-04-17",
          "POST",
          "checkout_sessions",
          createBody("2026-04-17", [{ id: "mug", quantity: 1 }]),
        );
        const id = String(first.body["id"]);
        let closedAs: unknown = null;
        for (const step of walk) {
          const answer = await take(id, step);
          if (answer.status >= 400) expectError(step.version, answer);
          else {
            expectSession(step.version, answer.body);
            if (closedAs !== null) expect(answer.body["status"]).toBe(closedAs);
            if (CLOSED.includes(String(answer.body["status"]))) closedAs = answer.body["status"];
          }
        }
        const paid = chargesOf(shop, sessionId(id)).filter((charge) => charge.state === "captured");
        const now = (await acp.call("2026-04-17", "GET", `checkout_sessions/${id}`)).body;
        expect(paid.length).toBe(now["status"] === "completed" ? 1 : 0);
      }),
      { numRuns: runs },
    );
    expect(acp.reports).toEqual([]);
  }, 900_000);
});
