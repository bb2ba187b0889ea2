import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPaymentOpen, type CheckoutSession } from "#lib/checkout/session.ts";
import { changedParts, shownDigest, type ShownPart } from "#lib/checkout/shown.ts";
import { invariant } from "#lib/invariant.ts";
import type { SessionId } from "#lib/ids.ts";
import type { UpdateRequest } from "#lib/purchase/checkout/changed-checkout.ts";
import { HOST_WITH_SHEET } from "#lib/routing/host.ts";
import type { Store } from "#lib/store/store.ts";
import { anAddress } from "../fixtures/builders.ts";
import { realPostgres } from "../fixtures/real-postgres.ts";
import { ada, newYorker } from "../fixtures/test-shop.ts";
import { createVerbs, type Verbs } from "../fixtures/verbs.ts";
import { openTwoInstances, type TwoInstances } from "./two-instances.ts";

const postgres = realPostgres();
let shop: TwoInstances;
beforeAll(async () => {
  const url = await postgres.freshDatabase();
  shop = await openTwoInstances([await postgres.open(url), await postgres.open(url)]);
});
afterAll(() => shop.close());

/** What somebody else does with the order while its buyer pays; only the code changes the total. */
const UPDATES: Readonly<Record<string, Omit<UpdateRequest, "sessionId">>> = {
  "sends it to another address": { address: anAddress({ name: "Mallory Thief", lineOne: "99 Drop Street" }) },
  "changes who buys": { buyer: { name: "Mallory", email: "mallory@example.com", phoneNumber: null } },
  "adds a code": { discountCodes: ["TEN"] },
  "changes nothing a buyer sees": { address: newYorker },
};

type Route = {
  /** What the buyer sees before they pay. */
  show(verbs: Verbs, session: CheckoutSession): Promise<unknown>;
  pay(verbs: Verbs, session: CheckoutSession): Promise<{ readonly kind: string }>;
};
const ROUTES: Readonly<Record<string, Route>> = {
  external: {
    show: () => Promise.resolve(),
    pay: (verbs, session) => verbs.openHostedPayment({ sessionId: session.id, shown: shownDigest(session) }),
  },
  // The host sends nothing back of what its sheet showed, so the latest decision keeps it.
  instant: {
    show: (verbs, { id }) =>
      verbs.chooseRoute({ sessionId: id, capabilities: HOST_WITH_SHEET, country: null, platform: null }),
    pay: (verbs, { id }) => verbs.payWithToken({ sessionId: id, token: `tok_sandbox_ok_${id}`, buyer: ada }),
  },
};

/** A store that does something else just before its n-th use, counting from 0; `uses` says how many there were. */
function interruptedStore(store: Store, n: number, act: () => Promise<void>): { store: Store; uses: () => number } {
  let uses = 0;
  const stepped = new Proxy(store, {
    get(target, name: keyof Store) {
      const method = target[name] as (...inputs: unknown[]) => unknown;
      return async (...inputs: unknown[]) => {
        uses += 1;
        if (uses - 1 === n) await act();
        return method.apply(target, inputs);
      };
    },
  });
  return { store: stepped, uses: () => uses };
}

/** Pays on one instance while the other updates the order just before the n-th use of the database. */
async function race({ show, pay }: Route, update: Omit<UpdateRequest, "sessionId">, n: number) {
  const id: SessionId = await shop.readySession("mug", [], "shopper-1");
  const [ours, theirs] = shop.contexts;
  const seen = await ours.store.session(id);
  invariant(seen !== null, "it was made just now");
  await show(createVerbs(ours), seen);
  let updated = "not run";
  const stepped = interruptedStore(ours.store, n, async () => {
    updated = (await createVerbs(theirs).updateCheckout({ ...update, sessionId: id })).kind;
  });
  const paid = await pay(createVerbs({ ...ours, store: stepped.store }), seen);
  const after = await ours.store.session(id);
  invariant(after !== null, "sessions stay");
  return { seen, after, paid: paid.kind, updated, uses: stepped.uses(), attempts: await ours.store.attempts(id) };
}

describe.each(Object.keys(ROUTES))("while the buyer pays on the %s route", (route) => {
  const way = ROUTES[route];
  invariant(way !== undefined, "a route of the table");
  // The host's sheet names its own buyer, and shows none of ours.
  const onScreen = (part: ShownPart) => route === "external" || part !== "buyer";

  it.each(Object.keys(UPDATES))(
    "an update that %s, at any moment, is either refused or stops the payment before a charge",
    async (name) => {
      const update = UPDATES[name];
      invariant(update !== undefined, "an update of the table");
      const seenOutcomes = new Set<string>();
      for (let n = 0; ; n += 1) {
        const { seen, after, paid, updated, uses, attempts } = await race(way, update, n);
        if (n >= uses) break;
        const parts = changedParts(shownDigest(seen), after).filter(onScreen);
        seenOutcomes.add(`${paid} ${updated}`);
        const isTaken = isPaymentOpen(after) || after.status === "completed";
        // What a payment was started for is what the buyer saw, to the last part.
        if (isTaken) expect(parts, `before use ${n}: ${paid}, ${updated}`).toEqual([]);
        else expect([paid, attempts], `before use ${n}: ${updated}`).toEqual(["changed", []]);
        if (updated === "updated" && parts.length > 0) expect(paid, `before use ${n}`).toBe("changed");
      }
      // Both orders were met, so the sweep over the moments is no empty one.
      expect([...seenOutcomes].some((one) => one.endsWith(" updated"))).toBe(true);
      expect([...seenOutcomes].some((one) => one.endsWith(" locked"))).toBe(true);
    },
  );
});
