import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listBooks } from "#lib/operator/sellers/books.ts";
import { notifySellers } from "#lib/purchase/mail/notify-sellers.ts";
import { enqueueMail } from "#lib/purchase/mail/enqueue-mail.ts";
import { MAILS, OPERATOR_VERBS, PAGES, ROUTES, WITHOUT_ORDERS } from "./surfaces.ts";
import { SELLERS } from "./canaries.ts";
import { buyersOf, emailOf, mailboxOf, openTwoSellers, ownOf, secretsOf, type Shop } from "./two-sellers.ts";

let all: Shop;
beforeAll(async () => {
  all = await openTwoSellers();
}, 60_000);
afterAll(() => all.close());

const PAIRS = SELLERS.flatMap((seller) => SELLERS.filter((one) => one !== seller).map((other) => ({ seller, other })));

/** Fails with every secret of the other seller that a text has. */
function expectNothingOf(other: (typeof SELLERS)[number], text: string, surface: string): void {
  const found = secretsOf(other, all).filter((secret) => text.includes(secret));
  expect(found, `${surface} has what is another seller's`).toEqual([]);
}

describe("the table of surfaces", () => {
  it("has every address and page, every verb of the operator and every call of a seller's key", () => {
    const files = readdirSync(join(process.cwd(), "app"), { recursive: true, encoding: "utf8" });
    const named = (file: RegExp) => files.filter((one) => file.test(one)).map((one) => dirname(one));
    expect(Object.keys(ROUTES).toSorted()).toEqual(named(/(^|\/)route\.tsx?$/).toSorted());
    expect(Object.keys(PAGES).toSorted()).toEqual(named(/(^|\/)page\.tsx$/).toSorted());
    const verbs = Object.keys(OPERATOR_VERBS).filter((name) => !(name in all.shop.verbs));
    expect(verbs).toEqual([]);
    const tried = Object.keys(all.answers(SELLERS[0])).map((name) => name.split(" ")[0] ?? "");
    const surfaces = Object.entries({ ...ROUTES, ...PAGES });
    const read = surfaces.flatMap(([name, audience]) => (audience === "seller" ? [name] : []));
    expect(new Set([...tried, ...Object.keys(WITHOUT_ORDERS)])).toEqual(new Set(read));
  });
});

describe.each(PAIRS)("what $seller gets", ({ seller, other }) => {
  it("over the API has theirs and nothing of the other's, in orders of one and in a cart of both", () => {
    const answers = all.answers(seller);
    for (const [call, text] of Object.entries(answers)) expectNothingOf(other, text, call);
    // What is looked for is what there is: most of it is in the seller's own answers.
    const own = Object.values(answers).join("\n");
    expect(secretsOf(seller, all).filter((secret) => own.includes(secret)).length).toBeGreaterThan(15);
    expect(answers["api/orders GET"]).toContain(ownOf(seller));
    expect(answers["api/orders/[order] GET"]).toContain(ownOf(seller));
    expect(answers["api/orders/[order]/refund POST"]).toContain('"refund":"completed"');
    expect(answers["api/orders/[order]/shipments POST"]).toContain('"shipment"');
    expect(answers["api/sellers/[seller]/keys/[key] DELETE"]).not.toContain('"result"');
    for (const call of ["POST", "DELETE"])
      expect(answers[`api/sellers/[seller]/receivers/[receiver] ${call}`]).not.toContain('"result"');
  });

  it("in order events has theirs and nothing of the other's", async () => {
    await started();
    // Placed, shipped and given back, of their own order and of their part.
    await expect.poll(() => all.events(seller).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(6);
    for (const event of all.events(seller)) {
      expectNothingOf(other, event, "an order event");
      expect(event).toContain(`"seller_id":"${seller}"`);
    }
  });

  it("by e-mail has theirs and nothing of the other's, and neither has what their buyer gets", async () => {
    await started();
    await mailsOfSellers();
    const kept = async () => (await all.mails.folder.list()).filter(({ to }) => to.includes(mailboxOf(seller)));
    // New orders of their own and of the cart, a dispute of each, and the day before.
    await expect.poll(async () => (await kept()).length, { timeout: 20_000 }).toBe(5);
    for (const mail of await kept()) {
      expect(mail.to).toEqual([mailboxOf(seller)]);
      expectNothingOf(other, JSON.stringify(mail), mail.subject);
    }
    const toBuyer = (await all.mails.folder.list()).filter(({ to }) => to.includes(emailOf(seller)));
    expect(toBuyer.length).toBeGreaterThanOrEqual(2);
    for (const mail of toBuyer) {
      expect(mail.from.name).toContain("Canary");
      expectNothingOf(other, JSON.stringify(mail), mail.subject);
    }
  });

  it("as an export of their books has theirs and nothing of the other's, and no buyer", async () => {
    const month = new Date().toISOString().slice(0, 7);
    for (const request of [
      { month, seller },
      { open: true, seller },
    ] as const) {
      const lines: unknown[] = [];
      await listBooks(all.shop.verbs, request, async (line) => void lines.push(line));
      expect(lines.length).toBeGreaterThan(0);
      const text = JSON.stringify(lines);
      expect(text).toContain(seller);
      expectNothingOf(other, text, JSON.stringify(request));
      expect(buyersOf(seller).filter((secret) => text.includes(secret))).toEqual([]);
    }
  });
});

describe("a buyer's export", () => {
  it("has that buyer's and nothing of another buyer of another seller", async () => {
    for (const { seller, other } of PAIRS) {
      const text = JSON.stringify(await all.shop.verbs.exportBuyer(emailOf(seller)));
      expect(text).toContain(emailOf(seller));
      expectNothingOf(other, text, "the privacy export");
    }
  });
});

describe("the log", () => {
  it("has nothing of any buyer", async () => {
    const { reports, warnings } = all.shop;
    const text = JSON.stringify([...reports, ...warnings]);
    expect(SELLERS.flatMap(buyersOf).filter((secret) => text.includes(secret))).toEqual([]);
  });
});

const once: { started?: Promise<void>; mailed?: Promise<void> } = {};
const started = () => (once.started ??= all.shop.startJobs());

/** The messages to sellers that no order makes by itself: about disputes, and about the day before. */
const mailsOfSellers = () => (once.mailed ??= makeMails());
async function makeMails(): Promise<void> {
  const { context } = all.shop;
  expect(
    Object.keys(MAILS)
      .filter((kind) => MAILS[kind as keyof typeof MAILS] === "seller")
      .toSorted(),
  ).toEqual(
    // Of the account at the provider and of a receiver, and of no order; tests/mail/requirements, tests/sellers/receivers.
    ["daily_summary", "dispute_opened", "new_order", "receiver_turned_off", "seller_requirements"],
  );
  await context.store.transaction(async (transaction) => {
    for (const { order, sellers } of all.orders)
      for (const sellerId of sellers) {
        const about = { orderId: order.id, ...(sellers.length > 1 ? { sellerId } : {}), amount: order.paid };
        const request = { kind: "dispute_opened", ...about, reason: "fraudulent", deadline: null } as const;
        const amount = sellers.length > 1 ? { ...order.paid, amountMinor: 1234 } : order.paid;
        const id = `dispute_opened:${order.id}:${sellerId}`;
        await enqueueMail(context, transaction, { id, sessionId: order.sessionId, request: { ...request, amount } });
      }
  });
  const tomorrow = new Date(Date.now() + 86_400_000);
  tomorrow.setUTCHours(12);
  await notifySellers({ ...context, now: () => tomorrow });
}
