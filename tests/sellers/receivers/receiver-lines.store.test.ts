import { afterAll, beforeAll, expect, it } from "vitest";
import {
  sellerReceiversCommand,
  type SellerReceiversLine,
  type SellerReceiversRequest,
} from "#lib/operator/sellers/receivers.ts";
import { sayOfReceivers } from "#scripts/sellers/receiver-lines.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { paidOrder } from "../../purchase/orders/paid-order.ts";
import { KUMO, openReceiverShop, recordingSender } from "./receiver-shop.ts";

let shop: TestShop;
let status = 204;
beforeAll(async () => {
  shop = await openReceiverShop({ sender: recordingSender(() => status).sender });
});
afterAll(() => shop.close());

async function printed(request: SellerReceiversRequest, of = shop): Promise<string> {
  const lines: SellerReceiversLine[] = [];
  const emit = async (line: unknown) => void lines.push(line as SellerReceiversLine);
  await sellerReceiversCommand({ operator: of.verbs }, request, emit);
  return lines.map((line) => sayOfReceivers(line).text).join("\n");
}
const url = "https://erp.example.com/events";
const why = "their ERP";

it("npm run sellers adds a receiver, shows its secret once, and lists, tests, pauses, resumes and removes it", async () => {
  expect(await printed({ do: "list", seller: "fernweh" })).toBe("There are no receivers.");
  const dry = await printed({ do: "add", seller: "fernweh", url, why, isDryRun: true });
  expect(dry).toMatch(/^Would be so: active rcv_\S+ of fernweh: .+\nNothing was changed\.$/);
  const added = await printed({ do: "add", seller: "fernweh", url, why });
  expect(added).toMatch(/^Now: active rcv_\S+ of fernweh: .+: their ERP\nwhsec_\S{43}\nNobody can read it again\./);
  const receiver = /rcv_\w+/.exec(added)?.[0] ?? "";
  expect(await printed({ do: "list", seller: "fernweh" })).toMatch(
    /^active rcv_\S+ of fernweh: https:\S+: order_create, order_update; added \S+, took nothing yet: their ERP$/,
  );
  expect(await printed({ do: "rotate", receiver, why })).toMatch(/the earlier secret signs until .+\nwhsec_\S+\n/);
  expect(await printed({ do: "test", receiver })).toMatch(/^https:\S+ answered 204, after \d+ ms\.$/);
  status = 500;
  expect(await printed({ do: "test", receiver })).toContain("answered 500");
  status = 204;
  expect(await printed({ do: "pause", receiver, why: "moving" })).toMatch(/^Now: paused since .+ \(moving\)/);
  expect(await printed({ do: "pause", receiver, why: "moving" })).toMatch(/^Nothing to change: paused/);
  await paidOrder(shop, { mug: 1 });
  expect(await printed({ do: "resume", receiver, why: "moved" })).toMatch(
    /\nOrders that changed since \d{4}-\S+ are being sent as they are now\.$/,
  );
  expect(await printed({ do: "remove", receiver, why: "gone" })).toMatch(/^Removed: active/);
  expect(await printed({ do: "remove", receiver, why: "gone" })).toMatch(/^There is no receiver "rcv_/);
  expect(await shop.context.store.latestEntry("seller_receiver_removed")).toMatchObject({
    actor: "command",
    subject: "fernweh",
    why: "gone",
    details: { receiver },
  });
});

it("npm run sellers says which seller, address or setting is wrong", async () => {
  expect(await printed({ do: "add", seller: "none", url, why })).toContain('"none"');
  expect(await printed({ do: "add", seller: "kumo", url: "http://10.0.0.1/", why })).toMatch(/^--url: must be https/);
  const without = await openTestShop();
  await without.verbs.addSeller({
    id: KUMO,
    change: {},
    state: "active",
    why: "test",
    caller: { by: "command" },
  });
  expect(await printed({ do: "add", seller: "kumo", url, why }, without)).toMatch(/^SELLER_SECRETS_KEY is not set/);
  await without.close();
});
