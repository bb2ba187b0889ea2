import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openControlSocket } from "#lib/operator/control-socket.ts";
import { dispute, type DisputeLine, type DisputeRequest } from "#lib/operator/disputes/dispute.ts";
import { operatorVerbs } from "#lib/operator/operator-verbs.ts";
import type { Order } from "#lib/orders/order.ts";
import { openDisputeShop } from "./dispute-shop.ts";

let shop: Awaited<ReturnType<typeof openDisputeShop>>;
beforeAll(async () => {
  shop = await openDisputeShop();
});
afterAll(() => shop.close());

const publicUrl = "https://shop.example.com";
async function asked(order: Order, act: DisputeRequest["act"]): Promise<DisputeLine> {
  const lines: DisputeLine[] = [];
  const emit = async (line: unknown) => void lines.push(line as DisputeLine);
  await dispute({ operator: shop.shop.verbs, publicUrl }, { order: order.number, act }, emit);
  const [line] = lines;
  if (line === undefined) throw new Error("no answer");
  return line;
}
const fileIn = (line: DisputeLine, name: string) =>
  (line.kind === "prepared" ? line.files.find((file) => file.name === name)?.text : undefined) ?? "";

async function disputedAndShipped() {
  const order = await shop.orderBy("pm_card_visa");
  const parcel = { carrier: "Post", trackingNumber: "00340434", trackingUrl: "https://post.example.com/00340434" };
  await shop.ship(order, parcel);
  await shop.ship(order, { ...parcel, isDelivered: true });
  return { order, made: await shop.disputed(order, { reason: "product_not_received" }) };
}
const updates = async () =>
  (await shop.control.requests()).filter(({ method, path }) => method === "POST" && /disputes\/dp/.test(path));

describe("evidence on a dispute", () => {
  it("is prepared from what is known: the order, the parcel, the policies and what happened, and sent by nobody", async () => {
    const { order, made } = await disputedAndShipped();
    const line = await asked(order, { kind: "prepare", dispute: null });
    expect(line).toMatchObject({ kind: "prepared", dispute: made.id });
    expect(JSON.parse(fileIn(line, "evidence.json"))).toMatchObject({
      order: order.number,
      dispute: made.id,
      fields: {
        customer_name: "Ada Lovelace",
        customer_email_address: "ada@example.com",
        shipping_carrier: "Post",
        shipping_tracking_number: "00340434",
        shipping_address: expect.stringContaining("New York"),
        product_description: expect.stringContaining("Product mug"),
        refund_policy_disclosure: expect.stringContaining(`${publicUrl}/policies/returns`),
      },
    });
    expect(JSON.parse(fileIn(line, "manifest.json"))).toMatchObject({
      reason: "product_not_received",
      recommended_files: ["shipping.txt", "receipt.html", "history.txt"],
      uploads: { "receipt.html": "receipt", "shipping.txt": "shipping_documentation" },
    });
    expect(fileIn(line, "shipping.txt")).toMatch(/handed to Post .* Tracking number 00340434\..* Delivered on/);
    expect(fileIn(line, "history.txt")).toMatch(
      /prepared[\s\S]*payment captured[\s\S]*shipped with Post[\s\S]*delivered/,
    );
    expect(fileIn(line, "receipt.html")).toContain(order.number);
    expect(await updates()).toEqual([]);
  });

  it("is submitted once and for good when the operator says so, and the audit trail has the names of the fields only", async () => {
    const { order, made } = await disputedAndShipped();
    const form = JSON.parse(fileIn(await asked(order, { kind: "prepare", dispute: made.id }), "evidence.json"));
    form.fields.uncategorized_text = "winning_evidence";
    const submit = () => asked(order, { kind: "submit", form, why: "it was delivered" });
    expect(await submit()).toMatchObject({ kind: "submitted", dispute: { state: "won", submissions: 1 } });
    expect(await submit()).toMatchObject({ kind: "not_awaited", state: "won" });
    const there = await shop.bench.stripe.disputes.retrieve(made.id);
    expect(there.evidence).toMatchObject({ customer_name: "Ada Lovelace", shipping_tracking_number: "00340434" });
    expect(there.evidence_details.submission_count).toBe(1);
    expect(await shop.alerts(order)).toMatchObject([{ state: "won", submittedAt: expect.any(Date) }]);
    const trail = await shop.store.auditEntries(new Date(0), 1000, 0);
    const entries = trail.filter(({ action, subject }) => action === "evidence_submitted" && subject === order.number);
    expect(entries).toMatchObject([{ why: "it was delivered", details: { dispute: made.id, outcome: "submitted" } }]);
    expect(JSON.stringify(entries)).not.toMatch(/Ada|ada@|00340434/);
  });

  it("whose answer is lost counts once when it is submitted again", async () => {
    const { order, made } = await disputedAndShipped();
    const form = JSON.parse(fileIn(await asked(order, { kind: "prepare", dispute: null }), "evidence.json"));
    await shop.control.fault({
      fault: { kind: "reply_lost" },
      method: "POST",
      path: `/v1/disputes/${made.id}`,
      times: 3,
    });
    const submit = () => asked(order, { kind: "submit", form, why: "a test" });
    expect(["unknown", "submitted"]).toContain((await submit()).kind);
    expect((await submit()).kind).toBe("not_awaited");
    expect((await shop.bench.stripe.disputes.retrieve(made.id)).evidence_details.submission_count).toBe(1);
    expect(await shop.alerts(order)).toMatchObject([{ state: "under_review", submissions: 1 }]);
  });

  it("that is too long, empty, or about another order is not sent", async () => {
    const { order, made } = await disputedAndShipped();
    const before = (await updates()).length;
    const submit = (fields: object, number = order.number) =>
      asked(order, { kind: "submit", why: "a test", form: { order: number, dispute: made.id, fields } });
    expect(await submit({ uncategorized_text: "x".repeat(150_001) })).toMatchObject({
      kind: "too_long",
      limit: 150_000,
    });
    expect((await submit({})).kind).toBe("no_evidence");
    expect((await submit({ customer_name: "Ada" }, "T-2222-2222")).kind).toBe("other_order");
    expect(await updates()).toHaveLength(before);
  });
});

describe("npm run dispute", () => {
  // Each run loads the whole product, which takes seconds on a busy machine.
  it("writes a folder that only its owner can read, and sends what its form has", { timeout: 240_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), "dispute-"));
    const socket = await openControlSocket(
      folder,
      operatorVerbs({ operator: shop.shop.verbs, jobs: shop.shop.jobs, publicUrl }),
    );
    const run = (...options: string[]) =>
      promisify(execFile)(process.execPath, ["scripts/orders/dispute.ts", ...options], {
        env: { ...process.env, DATA_DIR: folder, DATABASE_URL: "" },
      }).catch((error: { stdout: string; stderr: string }) => error);
    try {
      const { order } = await disputedAndShipped();
      const out = join(folder, "evidence");
      expect((await run("--order", order.number, "--prepare", out)).stdout).toContain("Nothing was sent");
      expect(statSync(out).mode & 0o777).toBe(0o700);
      expect(readdirSync(out).map((name) => statSync(join(out, name)).mode & 0o777)).toEqual(
        Array.from({ length: 8 }, () => 0o600),
      );
      expect((await run("--order", order.number, "--prepare", out)).stderr).toContain("exists already");
      const form = JSON.parse(readFileSync(join(out, "evidence.json"), "utf8"));
      writeFileSync(join(out, "evidence.json"), JSON.stringify({ ...form, fields: { ...form.fields, receit: "x" } }));
      expect((await run("--order", order.number, "--submit", out, "--why", "a test")).stderr).toContain(
        "not understood",
      );
      writeFileSync(join(out, "evidence.json"), JSON.stringify(form));
      expect((await run("--order", order.number, "--submit", out, "--why", "a test")).stdout).toBe(
        "Submitted; the dispute is under_review now.\n",
      );
    } finally {
      await socket.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
