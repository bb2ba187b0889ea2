import { afterAll, describe, expect, it } from "vitest";
import { sessionId } from "#lib/ids.ts";
import type { Principal } from "#lib/purchase/access/principal.ts";
import { relationOf, RELATIONS } from "#lib/purchase/access/relation.ts";
import { createStorefront } from "#lib/purchase/storefront.ts";
import { openTestShop } from "../../fixtures/test-shop.ts";
import { shopperOf } from "../../fixtures/verbs.ts";
import {
  CALLERS,
  EXPECTED,
  MAY,
  SESSIONS,
  storedSession,
  VERBS,
  type CallerKind,
  type SessionKind,
} from "./ownership-cases.ts";

const shop = await openTestShop();
afterAll(() => shop.close());

const UNKNOWN = sessionId("cs_of_no_session_at_all");
const sessionKinds = Object.keys(SESSIONS) as SessionKind[];
const callerKinds = Object.keys(CALLERS) as CallerKind[];
const cells = sessionKinds.flatMap((session) => callerKinds.map((caller) => [session, caller] as const));

const refusals = () => shop.warnings.filter(({ fields }) => fields["event"] === "ownership_refused");

describe("a checkout belongs to its buyer", () => {
  it.each(cells)("a session %s, asked by %s: every verb does what the table says", async (kind, caller) => {
    const relation = EXPECTED[kind][caller];
    for (const [verb, [action, call]] of Object.entries(VERBS)) {
      const session = await storedSession(shop, kind);
      const principal = CALLERS[caller](session.link);
      expect(relationOf(principal, session, shop.context.now())).toBe(relation);
      const verbs = shop.verbs.storefront(principal);
      const before = refusals().length;
      const answer = await call(verbs, session.id);
      const reported = refusals().slice(before);
      const may = MAY[relation];
      if (may === "everything" || may.includes(action)) {
        expect(reported, verb).toEqual([]);
        continue;
      }
      expect(answer, verb).toEqual(await call(verbs, UNKNOWN));
      expect(await shop.context.store.session(session.id), verb).toEqual(session);
      expect(await shop.context.store.decisions(session.id), verb).toEqual([]);
      expect(await shop.context.store.returnUrl(session.id), verb).toBeNull();
      expect(
        reported.map(({ fields }) => fields),
        verb,
      ).toEqual([{ event: "ownership_refused", relation, action, surface: principal.surface, sessionId: session.id }]);
    }
  });

  it("every relation and every verb that takes a session's id is in the table", () => {
    expect(new Set(Object.values(EXPECTED).flatMap((row) => Object.values(row)))).toEqual(new Set(RELATIONS));
    const storefront = shop.verbs.storefront(shopperOf(null));
    const withoutSession = [
      "searchProducts",
      "product",
      "prepareCheckout",
      "findOrder",
      "plan",
      "subscribe",
      "walletSources",
      "addressCompletion",
    ];
    const shown = ["orderPage", "shownDetails", "shownDetailsOfOrder"];
    // They get a session that was read before, for this caller.
    const ofSession = ["amountRefusal", "isProvenOwner", "keptDetails", "walletButtons"];
    const others = ["checkEntitlement", "claimRequest", "answerRequest", "releaseRequest"];
    expect(Object.keys(storefront).toSorted()).toEqual(
      [...Object.keys(VERBS), ...withoutSession, ...shown, ...ofSession, ...others].toSorted(),
    );
  });

  /** These decide on the statement that they read anyway. */
  const READS: Readonly<Record<string, string>> = { readOrder: "sessionWithLastAttempt", payWithToken: "chargeable" };

  it("a stranger's call asks the database for what a call for an unknown id asks, and for nothing else", async () => {
    const asked: string[] = [];
    const store = new Proxy(shop.context.store, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== "function") return value;
        return (...args: unknown[]) => {
          asked.push(String(name));
          return Reflect.apply(value, target, args) as unknown;
        };
      },
    });
    const session = await storedSession(shop, "of ann");
    const verbs = createStorefront({ ...shop.context, store })(CALLERS["bob in the chat"](session.link));
    for (const [verb, [, call]] of Object.entries(VERBS)) {
      asked.length = 0;
      await call(verbs, session.id);
      const ofStranger = [...asked];
      asked.length = 0;
      await call(verbs, UNKNOWN);
      expect(ofStranger, verb).toEqual(asked);
      expect(ofStranger, verb).toEqual([READS[verb] ?? "session"]);
    }
  });
});

describe("the rule on report_only", () => {
  const relaxed = createStorefront({ ...shop.context, ownership: "report_only" });

  it("serves whoever the host names otherwise, says so in the log, and still keeps surfaces and keys apart", async () => {
    for (const caller of ["bob in the chat", "a host without a subject"] as const) {
      const session = await storedSession(shop, "of ann");
      const before = shop.warnings.length;
      expect(await relaxed(CALLERS[caller](session.link)).readOrder({ sessionId: session.id })).not.toBeNull();
      expect(shop.warnings.slice(before).map(({ fields }) => fields["event"])).toEqual(["ownership_reported"]);
    }
    for (const [kind, caller] of [
      ["of a platform", "ann in the chat"],
      ["of a platform", "another platform"],
      ["of ann", "ann's platform"],
      ["of ann", "a browser without a link"],
    ] satisfies [SessionKind, CallerKind][]) {
      const session = await storedSession(shop, kind);
      const stranger: Principal = CALLERS[caller](session.link);
      expect(await relaxed(stranger).readOrder({ sessionId: session.id })).toBeNull();
    }
  });
});
