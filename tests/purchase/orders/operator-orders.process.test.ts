import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openControlSocket } from "#lib/operator/control-socket.ts";
import { operatorVerbs } from "#lib/operator/operator-verbs.ts";
import { paidOrder } from "./paid-order.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const parts = () => ({ operator: shop.verbs, jobs: shop.jobs, publicUrl: "https://shop.example.com" });

/** What a script reads that asks the server for a verb. */
async function asked(verb: string, body: object): Promise<unknown> {
  const begun = operatorVerbs(parts())[verb]?.begin(body);
  if (begun === undefined || typeof begun === "string") throw new Error(String(begun));
  const lines: unknown[] = [];
  await begun(async (line) => void lines.push(line), new AbortController().signal);
  return lines[0];
}

describe("npm run ship, as the server does it", () => {
  const NOTHING = { newName: "ship-1", shipment: null, carrier: null, tracking: null, url: null, lines: null };
  const shipped = (body: object) => asked("ship", { ...NOTHING, delivered: false, ...body });

  it("names a shipment by its tracking number, and knows which one is meant while there is one", async () => {
    const { number: order } = await paidOrder(shop, { mug: 3 });
    const lines = [{ id: "line_1", quantity: 1 }];
    expect(await shipped({ order, carrier: "Post", tracking: "42", lines })).toMatchObject({
      kind: "recorded",
      shipment: "42",
      progress: "partly_shipped",
    });
    expect(await shipped({ order, delivered: true })).toMatchObject({ kind: "recorded", shipment: "42" });
    expect(await shipped({ order, carrier: "Post" })).toMatchObject({
      kind: "recorded",
      shipment: "ship-1",
      progress: "shipped",
    });
    expect(await shipped({ order, delivered: true })).toMatchObject({
      kind: "several_shipments",
      names: ["42", "ship-1"],
    });
    expect(await shipped({ order, shipment: "ship-1", delivered: true })).toMatchObject({
      kind: "recorded",
      progress: "delivered",
    });
    expect(await shipped({ order: "T-2222-2222" })).toMatchObject({ kind: "not_found" });
  });

  it("answers a script about an order's refund with its status and amounts, and of the buyer with the name in short", async () => {
    const { number } = await paidOrder(shop, { mug: 3 });
    const body = { order: number, lines: [], isShippingToo: false, restock: false, returnCodes: false, why: "a test" };
    const line = await asked("refund", { ...body, amount: "1.00 USD", requestId: "r" });
    const answer = { kind: "done", requestId: "r", isRepetition: false, status: "partially_refunded" };
    const [amount, paid] = [100, 8710].map((amountMinor) => ({ amountMinor, currency: "USD" }));
    const subject = { order: number, seller: "Fernweh", buyer: "Ada L." };
    expect(line).toEqual({ type: "refund", order: number, amount, paid, subject, ...answer });
  });
});

describe("the scripts themselves", () => {
  const folder = mkdtempSync(join(tmpdir(), "tillswitch-scripts-"));
  let socket: { close(): Promise<void> };
  beforeAll(async () => {
    socket = await openControlSocket(folder, operatorVerbs(parts()));
  });
  afterAll(async () => {
    await socket.close();
    rmSync(folder, { recursive: true });
  });
  const run = (script: "ship" | "refund" | "reconcile", args: readonly string[]) =>
    new Promise<{ readonly code: number; readonly output: string }>((resolve) => {
      const env = { ...process.env, DATA_DIR: folder, DATABASE_URL: "" };
      const child = execFile(process.execPath, [`scripts/${script}.ts`, ...args], { env }, (_, out, wrong) =>
        resolve({ code: child.exitCode ?? -1, output: `${out}${wrong}`.trim() }),
      );
    });

  // Each script loads the whole product, which takes seconds on a busy machine.
  it("say what was recorded, what was known, and by their option what is wrong", { timeout: 240_000 }, async () => {
    const { number } = await paidOrder(shop, { mug: 3 });
    const box = ["--order", number, "--carrier", "Post", "--tracking", "42", "--line", "line_1=2"];
    expect(await run("ship", box)).toEqual({
      code: 0,
      output: 'Recorded as shipment "42"; a part of the order has left.',
    });
    const money = ["--order", number, "--why", "late", "--amount", "5.00 USD", "--yes"];
    const [again, wrong, unread, refunded] = await Promise.all([
      run("ship", box),
      run("ship", [...box.with(5, "43"), "--url", "http://post.example.com"]),
      run("ship", [...box, "--line", "nonsense"]),
      run("refund", money),
    ]);
    expect(again).toEqual({
      code: 0,
      output: 'Shipment "42" was recorded before, and nothing changed; a part of the order has left.',
    });
    expect(wrong).toEqual({
      code: 1,
      output: "--url: must be an address that begins with https:// and contains no user name.",
    });
    expect(unread).toEqual({
      code: 2,
      output: '--line: "nonsense" is not a line\'s id and a number, as in line_1=2. --help lists the options.',
    });
    const name =
      /^Gave back \$5\.00 of \$\S+, order T-\S+ of Fernweh \(Ada L\.\); the order is now partly refunded\. Its name: (auto-[0-9a-f]{16}-1)\.$/;
    expect(refunded).toEqual({ code: 0, output: expect.stringMatching(name) });
    // Said again, as after an interruption, it gives nothing more and says how to ask for a second one.
    expect(await run("refund", money)).toEqual({
      code: 0,
      output: expect.stringMatching(
        /^This refund was made before, and nothing more was given back: \$5\.00 of .* use another --request\.$/,
      ),
    });
    expect((await shop.verbs.orderByName(number))?.refunds).toHaveLength(1);
  });

  it("list a refund that was lost, with the key to give it again by", { timeout: 240_000 }, async () => {
    const { id: orderId } = await paidOrder(shop, { mug: 1 }, "tok_sandbox_refund_fails");
    await shop.verbs.refundOrder({ orderId, amountMinor: 100, requestId: "lost", why: "late" });
    shop.advance(6000);
    const { code, output } = await run("reconcile", []);
    expect(output).toMatch(/refund failed: 1\.00 USD of \S+ \(lost_or_stolen_card\): late; key \S+lost/);
    expect(code).toBe(0);
  });
});
