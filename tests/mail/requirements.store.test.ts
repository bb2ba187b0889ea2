import { afterAll, beforeAll, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import { mailOpenRequirements } from "#lib/purchase/mail/requirements.ts";
import { saveFacts } from "#lib/purchase/sellers/account.ts";
import type { AccountFacts } from "#lib/sellers/record.ts";
import { openTestShop, type TestShop } from "../fixtures/test-shop.ts";
import { kept, openMailBench, type MailBench } from "./mail-bench.ts";

const ID = sellerId("kumo");
const COMMAND = { by: "command" } as const;
let bench: MailBench;
let shop: TestShop;
beforeAll(async () => {
  bench = openMailBench();
  shop = await openTestShop(undefined, { mailer: bench.mailer });
  await shop.startJobs();
  const change = { name: "Kumo", email: "help@kumo.example.com", ownerEmail: "owner@kumo.example.com", locale: "ja" };
  await shop.verbs.addSeller({ id: ID, change, state: "active", why: "test", caller: COMMAND });
  await shop.verbs.changeSeller({ id: ID, change: { country: "JP" }, caller: COMMAND });
  await shop.verbs.onboardSeller({ id: ID, caller: COMMAND });
});
afterAll(async () => {
  await shop.close();
  bench.close();
});

async function read(changes: Partial<AccountFacts>): Promise<void> {
  const [record] = await shop.context.store.sellerRecords([ID]);
  if (record === undefined || record.accountId === null) return expect.unreachable();
  const able = { canReceive: true, canCharge: false, canPayOut: true, disabledReason: null, isClosed: false };
  const facts = { id: record.accountId, ...able, requirements: [], readAt: shop.context.now() };
  await saveFacts(shop.context, ID, { ...facts, ...changes });
}
const sent = async () => {
  await mailOpenRequirements(shop.context);
  return (await kept(bench)).filter((one) => one.startsWith("owner@"));
};
const WANTED = { what: "identity", dueAt: null, isPastDue: false };

it("what an onboarding asks for is written to nobody for an hour, and only where it is still open", async () => {
  expect(await sent()).toEqual([]);
  shop.advance(50 * 60_000);
  await read({ canReceive: false, requirements: [WANTED] });
  shop.advance(50 * 60_000);
  await read({ canReceive: false, requirements: [WANTED] });
  expect(await sent()).toEqual([]);
  await read({});
  shop.advance(3 * 60 * 60_000);
  expect(await sent()).toEqual([]);
});

it("a question that stays open is one message, to who answers for the seller and in their language", async () => {
  await read({ requirements: [WANTED, { ...WANTED, what: "individual.dob.day" }] });
  shop.advance(61 * 60_000);
  await sent();
  await expect.poll(sent, { timeout: 20_000 }).toEqual([expect.stringContaining("決済サービス")]);
  const [message] = await bench.folder.list();
  expect(message?.text).toContain("テストモード");
  expect(message?.text).toContain("生年月日");
  expect(message?.text).not.toMatch(/identity|dob/);
  shop.advance(61 * 60_000);
  await read({ requirements: [WANTED, { ...WANTED, what: "individual.dob.day" }] });
  expect(await sent()).toHaveLength(1);
});

it("what is past due, and the restriction of an account that could be paid, is written at once", async () => {
  await read({ requirements: [{ what: "external_account", dueAt: shop.context.now(), isPastDue: true }] });
  await expect.poll(sent, { timeout: 20_000 }).toHaveLength(2);
  await read({ canReceive: false, disabledReason: "rejected.fraud" });
  await expect.poll(sent, { timeout: 20_000 }).toHaveLength(3);
});
