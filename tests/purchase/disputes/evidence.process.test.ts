import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openControlSocket } from "#lib/operator/control-socket.ts";
import { disputeText } from "#lib/operator/disputes/alert-texts.ts";
import { dispute, type DisputeLine, type DisputeRequest } from "#lib/operator/disputes/dispute.ts";
import { operatorVerbs } from "#lib/operator/operator-verbs.ts";
import type { Order } from "#lib/orders/order.ts";
import { openDisputeShop } from "./dispute-shop.ts";

let shop: Awaited<ReturnType<typeof openDisputeShop>>;
beforeAll(async () => {
  shop = await openDisputeShop();
});
afterAll(() => shop.close());

/** Where no file is named, none is read. */
const NO_FOLDER = "/nowhere";
const PDF = "%PDF-1.7 of a test";
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
    const submit = () => asked(order, { kind: "submit", form, folder: NO_FOLDER, why: "it was delivered" });
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
    const submit = () => asked(order, { kind: "submit", form, folder: NO_FOLDER, why: "a test" });
    expect(["unknown", "submitted"]).toContain((await submit()).kind);
    expect((await submit()).kind).toBe("not_awaited");
    expect((await shop.bench.stripe.disputes.retrieve(made.id)).evidence_details.submission_count).toBe(1);
    expect(await shop.alerts(order)).toMatchObject([{ state: "under_review", submissions: 1 }]);
  });

  it("that is too long, empty, or about another order is not sent", async () => {
    const { order, made } = await disputedAndShipped();
    const before = (await updates()).length;
    const submit = (fields: object, number = order.number) =>
      asked(order, {
        kind: "submit",
        why: "a test",
        folder: NO_FOLDER,
        form: { order: number, dispute: made.id, fields },
      });
    expect(await submit({ uncategorized_text: "x".repeat(150_001) })).toMatchObject({
      kind: "too_long",
      limit: 150_000,
    });
    expect((await submit({})).kind).toBe("no_evidence");
    expect((await submit({ customer_name: "Ada" }, "T-2222-2222")).kind).toBe("other_order");
    expect(await updates()).toHaveLength(before);
  });
});

describe("files of a prepared folder", () => {
  const folderWith = (files: Readonly<Record<string, string | Uint8Array>>) => {
    const folder = mkdtempSync(join(tmpdir(), "evidence-"));
    for (const [name, data] of Object.entries(files)) writeFileSync(join(folder, name), data);
    return folder;
  };
  const uploads = async () => (await shop.control.requests()).filter(({ path }) => path === "/v1/files").length;

  it("are uploaded and named in the fields that the form gives them, once", async () => {
    const { order, made } = await disputedAndShipped();
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
    const folder = folderWith({ "signed.pdf": PDF, "parcel.png": png });
    const files = { shipping_documentation: "signed.pdf", uncategorized_file: "parcel.png" };
    const form = { order: order.number, dispute: made.id, fields: { customer_name: "Ada Lovelace" }, files };
    const act = { kind: "submit", form, folder, why: "a test" } as const;
    const before = await uploads();
    const lines: DisputeLine[] = [];
    const emit = async (line: unknown) => void lines.push(line as DisputeLine);
    await dispute({ operator: shop.shop.verbs, publicUrl }, { order: order.number, act, isDryRun: true }, emit);
    const [plan] = lines;
    if (plan?.kind !== "planned") throw new Error(`not planned but ${plan?.kind}`);
    expect(disputeText(plan).text).toMatch(
      /^Sends evidence on dp_\w+, \$32\.66 of order T-\S+ of Fernweh \(Ada L\.\) \(product_not_received, due by \S+\), to the bank for good:\n1 fields with 12 characters; files: signed\.pdf as shipping_documentation, 1 kB; parcel\.png as uncategorized_file, 1 kB\.$/,
    );
    expect([await uploads(), (await shop.alerts(order))[0]]).toMatchObject([before, { submittedAt: null }]);
    expect((await asked(order, act)).kind).toBe("submitted");
    expect((await asked(order, act)).kind).toBe("not_awaited");
    expect(await uploads()).toBe(before + 2);
    const { evidence } = await shop.bench.stripe.disputes.retrieve(made.id);
    const sent = await shop.bench.stripe.files.retrieve(String(evidence.shipping_documentation));
    expect(sent).toMatchObject({ purpose: "dispute_evidence", filename: "signed.pdf", type: "pdf", size: PDF.length });
    expect(evidence).toMatchObject({
      customer_name: "Ada Lovelace",
      uncategorized_file: expect.stringMatching(/^file_/),
    });
    const trail = await shop.store.auditEntries(new Date(0), 1000, 0);
    expect(trail.find(({ subject }) => subject === order.number)?.action).not.toBeUndefined();
    expect(
      trail.filter(({ action, subject }) => action === "evidence_submitted" && subject === order.number),
    ).toMatchObject([{ details: { fields: "customer_name shipping_documentation uncategorized_file", files: 2 } }]);
  });

  it("whose upload is not answered are uploaded once when they are submitted again", async () => {
    const { order, made } = await disputedAndShipped();
    const form = { order: order.number, dispute: made.id, fields: {}, files: { receipt: "receipt.pdf" } };
    const act = { kind: "submit", form, folder: folderWith({ "receipt.pdf": PDF }), why: "a test" } as const;
    await shop.control.fault({ fault: { kind: "reply_lost" }, method: "POST", path: "/v1/files", times: 3 });
    expect((await asked(order, act)).kind).toBe("unknown");
    expect((await asked(order, act)).kind).toBe("submitted");
    expect((await shop.bench.stripe.disputes.retrieve(made.id)).evidence_details.submission_count).toBe(1);
  });

  it.each([
    ["missing", "nothing.pdf", {}],
    ["type", "page.pdf", { "page.pdf": "<html>no PDF</html>" }],
    ["too_large", "large.pdf", { "large.pdf": `%PDF-${"x".repeat(4_500_000)}` }],
  ] as const)("are checked before anything is sent: %s", async (problem, name, files) => {
    const { order, made } = await disputedAndShipped();
    const before = [await uploads(), (await updates()).length];
    const form = { order: order.number, dispute: made.id, fields: { customer_name: "Ada" }, files: { receipt: name } };
    const line = await asked(order, { kind: "submit", form, folder: folderWith(files), why: "a test" });
    expect(line).toMatchObject({ kind: "bad_file", name, problem });
    expect([await uploads(), (await updates()).length]).toEqual(before);
  });
});

describe("npm run dispute", () => {
  // Each run loads the whole product, which takes seconds on a busy machine.
  it("writes a folder that only its owner can read, and sends what its form has", { timeout: 400_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), "dispute-"));
    const socket = await openControlSocket(
      folder,
      operatorVerbs({ operator: shop.shop.verbs, jobs: shop.shop.jobs, publicUrl }),
    );
    const run = (...options: string[]) =>
      promisify(execFile)(process.execPath, ["scripts/orders/dispute.ts", ...options], {
        env: { ...process.env, DATA_DIR: folder, DATABASE_URL: "" },
      }).catch((error: { stdout: string; stderr: string; code: number }) => error);
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
      // More than the server used to read of a request.
      const fields = { ...form.fields, uncategorized_text: "x".repeat(60_000) };
      writeFileSync(join(out, "receipt.pdf"), PDF);
      writeFileSync(join(out, "evidence.json"), JSON.stringify({ ...form, fields, files: { receipt: "receipt.pdf" } }));
      const submit = ["--order", order.number, "--submit", out, "--why", "a test"];
      const before = (await updates()).length;
      expect(await run(...submit)).toMatchObject({ code: 2, stderr: expect.stringContaining("no terminal") });
      expect((await run(...submit, "--dry-run")).stdout).toMatch(
        /files: receipt\.pdf as receipt, 1 kB\.\nNothing was changed\.\n$/,
      );
      expect(await updates()).toHaveLength(before);
      expect((await run(...submit, "--yes")).stdout).toBe("Submitted; the dispute is under_review now.\n");
    } finally {
      await socket.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
