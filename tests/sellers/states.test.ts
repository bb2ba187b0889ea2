import { expect, test } from "vitest";
import { sellerId } from "#lib/ids.ts";
import { newSeller } from "#lib/purchase/sellers/records.ts";
import { notSelling, restrictionOf, sellerOf, type AccountFacts } from "#lib/sellers/record.ts";
import { SELLER_STATES, type SellerState } from "#lib/sellers/seller.ts";
import { moveSeller } from "#lib/sellers/states.ts";

const movesOf = (actor: Parameters<typeof moveSeller>[2]) =>
  SELLER_STATES.flatMap((from) =>
    SELLER_STATES.flatMap((to) => (moveSeller(from, to, actor).kind === "moved" ? [`${from} → ${to}`] : [])),
  );

test("whoever runs the shop lets a seller begin, pause, go on and leave, and who has left does not come back", () => {
  expect(movesOf("operator")).toEqual([
    "onboarding → active",
    "onboarding → closed",
    "active → paused",
    "active → closed",
    "paused → active",
    "paused → closed",
  ]);
});

test("a seller with a key of their own can pause, and nothing else; a feed changes no state", () => {
  expect(movesOf("seller")).toEqual(["active → paused"]);
  expect(movesOf("feed")).toEqual([]);
  expect(moveSeller("paused", "active", "seller")).toEqual({ kind: "refused", allowed: [], isForOperator: true });
  expect(moveSeller("closed", "active", "operator")).toEqual({ kind: "refused", allowed: [], isForOperator: false });
});

const facts: AccountFacts = {
  id: "acct_1",
  canReceive: false,
  canCharge: false,
  canPayOut: false,
  requirements: [],
  disabledReason: "requirements.past_due",
  isClosed: false,
  readAt: new Date(0),
};
const seller = (state: SellerState, account: AccountFacts | null, readyAt: Date | null) =>
  sellerOf(
    {
      ...newSeller(sellerId("kumo"), { state, why: "", origin: "command", given: { account: "acct_1" } }, new Date(0)),
      account,
      readyAt,
    },
    [],
  );

test("only an active seller sells, and one whom the provider restricts is paused without losing their own state", () => {
  expect(SELLER_STATES.map((state) => notSelling(seller(state, null, null)))).toEqual([
    "not_open_yet",
    null,
    "paused",
    "left",
  ]);
  const restricted = seller("active", facts, new Date(1));
  expect([restricted.state, restrictionOf(restricted), notSelling(restricted)]).toEqual([
    "active",
    "restricted",
    "paused",
  ]);
  // Never ready: the money model decides whether an account is needed.
  expect(notSelling(seller("active", facts, null))).toBeNull();
  expect(notSelling(seller("active", { ...facts, canReceive: true }, new Date(1)))).toBeNull();
  expect(notSelling(seller("active", { ...facts, isClosed: true }, null))).toBe("paused");
  // What was read of another account says nothing of this one.
  expect(notSelling(seller("active", { ...facts, id: "acct_2" }, new Date(1)))).toBeNull();
});
