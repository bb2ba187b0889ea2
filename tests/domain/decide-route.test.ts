import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { SessionStatus } from "#lib/checkout/session.ts";
import {
  BLOCKED_REASONS,
  decideRoute,
  exposesShopper,
  EXTERNAL_REASONS,
  type RouteFacts,
} from "#lib/routing/decide-route.ts";
import { STATUSES } from "../fixtures/builders.ts";

/** A row of facts; what is left out is as good for the instant way as it can be. */
type Facts = {
  readonly status?: SessionStatus;
  readonly widget?: boolean;
  readonly requestCheckout?: boolean;
  readonly killed?: boolean;
  readonly switchedOff?: boolean;
  readonly paused?: boolean;
  readonly beta?: boolean;
  readonly variant?: RouteFacts["flags"]["variant"];
  readonly hasShopperId?: boolean;
  readonly physicalGoodsOnly?: boolean;
  readonly sellerReady?: boolean;
  readonly goodsExternalOnly?: boolean;
  readonly providerReady?: boolean;
  readonly currencySupported?: boolean;
  readonly nothingToPay?: boolean;
  readonly amountSupported?: boolean;
};
type Case = {
  readonly case: string;
  readonly facts: Facts;
  readonly route: "instant" | "external" | null;
  readonly reason: string;
};
const cases = JSON.parse(
  readFileSync(new URL("../fixtures/cases/route-decisions.json", import.meta.url), "utf8"),
) as Case[];

function factsOf(facts: Facts): RouteFacts {
  return {
    status: facts.status ?? "ready",
    capabilities: {
      widget: facts.widget ?? true,
      requestCheckout: facts.requestCheckout ?? true,
      openExternal: true,
      openLink: true,
    },
    flags: { killed: facts.killed ?? false, beta: facts.beta ?? true, variant: facts.variant ?? "instant", phase: "p" },
    switchedOff: facts.switchedOff ?? false,
    paused: facts.paused ?? false,
    hasShopperId: facts.hasShopperId ?? true,
    physicalGoodsOnly: facts.physicalGoodsOnly ?? true,
    sellerReady: facts.sellerReady ?? true,
    goodsExternalOnly: facts.goodsExternalOnly ?? false,
    providerReady: facts.providerReady ?? true,
    currencySupported: facts.currencySupported ?? true,
    nothingToPay: facts.nothingToPay ?? false,
    amountSupported: facts.amountSupported ?? true,
  };
}

const BOTH = [true, false];

/** Every combination of facts there is. */
function everyCombination(): RouteFacts[] {
  const open: Facts[] = [{}];
  const spread = <Key extends keyof Facts>(rows: readonly Facts[], key: Key, values: readonly Facts[Key][]): Facts[] =>
    rows.flatMap((row) => values.map((value) => ({ ...row, [key]: value })));
  let rows = spread(spread(open, "status", STATUSES), "variant", ["instant", "external", "none"]);
  for (const key of [
    "widget",
    "requestCheckout",
    "killed",
    "switchedOff",
    "paused",
    "beta",
    "hasShopperId",
    "physicalGoodsOnly",
    "sellerReady",
    "goodsExternalOnly",
    "providerReady",
    "currencySupported",
    "nothingToPay",
  ] as const)
    rows = spread(rows, key, BOTH);
  return rows.map(factsOf);
}

describe("the route decision", () => {
  it.each(cases.map((one) => [one.case, one] as const))("%s", (_, one) => {
    const decision = decideRoute(factsOf(one.facts));
    expect({ route: decision.kind === "routed" ? decision.route : null, reason: decision.reason }).toEqual({
      route: one.route,
      reason: one.reason,
    });
  });

  it("the cases name every reason there is", () => {
    expect(new Set(cases.map((one) => one.reason))).toEqual(
      new Set([...EXTERNAL_REASONS, ...BLOCKED_REASONS, "variant_instant"]),
    );
  });

  it("instant needs every single fact to speak for it", () => {
    const instant = everyCombination().filter((facts) => decideRoute(facts).reason === "variant_instant");
    expect(instant).toEqual([factsOf({ status: "not_ready" }), factsOf({ status: "ready" })]);
  });

  it("every combination of facts has one answer, and the first reason in the order of precedence that applies gives it", () => {
    const applies: Readonly<Record<(typeof EXTERNAL_REASONS)[number], (facts: RouteFacts) => boolean>> = {
      instant_killed: (facts) => facts.flags.killed || facts.switchedOff,
      no_widget: (facts) => !facts.capabilities.widget,
      host_cannot_pay: (facts) => !facts.capabilities.requestCheckout,
      not_physical_goods: (facts) => !facts.physicalGoodsOnly,
      seller_not_ready: (facts) => !facts.sellerReady,
      goods_external_only: (facts) => facts.goodsExternalOnly,
      provider_not_ready: (facts) => !facts.providerReady,
      currency_not_supported: (facts) => !facts.currencySupported,
      nothing_to_pay: (facts) => facts.nothingToPay,
      amount_not_supported: (facts) => !facts.amountSupported,
      no_shopper_id: (facts) => !facts.hasShopperId,
      not_in_beta: (facts) => !facts.flags.beta,
      instant_paused: (facts) => facts.paused,
      no_variant: (facts) => facts.flags.variant === "none",
      variant_external: (facts) => facts.flags.variant === "external",
    };
    for (const facts of everyCombination()) {
      const decision = decideRoute(facts);
      if (facts.status !== "ready" && facts.status !== "not_ready") expect(decision.kind).toBe("blocked");
      else expect(decision.reason).toBe(EXTERNAL_REASONS.find((reason) => applies[reason](facts)) ?? "variant_instant");
    }
  });

  it("a shopper counts in the experiment only when the variant alone decided", () => {
    for (const facts of everyCombination()) {
      const decision = decideRoute(facts);
      if (!exposesShopper(decision)) continue;
      const other = decideRoute({
        ...facts,
        flags: { ...facts.flags, variant: facts.flags.variant === "instant" ? "external" : "instant" },
      });
      expect([decision.kind === "routed" && decision.route, other.kind === "routed" && other.route].sort()).toEqual([
        "external",
        "instant",
      ]);
      expect(facts.hasShopperId).toBe(true);
    }
  });

  it("how a link would be opened does not change the route", () => {
    for (const openExternal of BOTH)
      for (const openLink of BOTH) {
        const facts = factsOf({});
        expect(decideRoute({ ...facts, capabilities: { ...facts.capabilities, openExternal, openLink } }).reason).toBe(
          "variant_instant",
        );
      }
  });
});
