import { request } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importFeed, type ImportLine, type ImportOptions } from "#lib/catalog/import-feed.ts";
import type { Catalog } from "#lib/catalog/product.ts";
import { sellerId, productId, sessionId } from "#lib/ids.ts";
import {
  CONTROL_VERSION,
  CONTROL_VERSION_HEADER,
  controlSocketIn,
  openControlSocket,
} from "#lib/operator/control-socket.ts";
import { atOnce } from "#lib/operator/feeds/at-once.ts";
import { IMPORT_VERB, importVerb } from "#lib/operator/feeds/import-verb.ts";
import { createCatalog } from "#lib/store/drizzle/catalog.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { createStore } from "#lib/store/drizzle/store.ts";
import { openTestPglite } from "../fixtures/test-pglite.ts";
import { feedOf, testFolder } from "./feed-file.ts";

const folder = testFolder();
let opened: OpenDatabase;
let catalog: Catalog;
beforeAll(async () => {
  opened = await openTestPglite();
  catalog = createCatalog(opened.database);
});
afterAll(() => opened.close());

async function imported(content: string | Buffer, options: Partial<ImportOptions> = {}) {
  const lines: ImportLine[] = [];
  const report = await importFeed(catalog, folder.write("feed", content), {
    originRewrite: null,
    onLine: (line) => void lines.push(line),
    ...options,
  });
  return { report, lines };
}
const one = async (id: string) => (await catalog.products([productId(id)]))[0];
const numbered = (prefix: string, from: number, to: number, seller: string) =>
  Array.from({ length: to - from }, (_, index) => ({ item_id: `${prefix}${from + index}`, seller_name: seller }));

describe("an import", () => {
  it("keeps the good rows, reports every rejected one with line, field and reason, and counts both", async () => {
    const bad = Array.from({ length: 250 }, (_, index) => ({ item_id: `bad${index}`, price: "cheap" }));
    const { report, lines } = await imported(feedOf([{ item_id: "good1" }, ...bad, { item_id: "good2" }]));
    expect(report).toMatchObject({ accepted: 2, rejected: 250, failure: null });
    const rejections = lines.filter((line) => line.type === "rejection");
    expect(rejections).toHaveLength(250);
    expect(rejections[0]).toEqual({
      type: "rejection",
      line: 3,
      field: "price",
      reason: '"cheap" is not written like "79.99 USD"',
    });
    const counts = { withdrawn: 0, stockSet: 0, stockLeft: 0, pricesLeft: 0 };
    expect(lines.at(-1)).toEqual({ type: "done", accepted: 2, rejected: 250, ...counts });
    expect(await one("good2")).toBeDefined();
  });

  it("leaves another seller's product as it was, and says so, unless it may take it over", async () => {
    await imported(feedOf([{ item_id: "mine", seller_name: "Mine", price: "25.00 USD" }]));
    const theirs = feedOf([
      { item_id: "theirs", seller_name: "Evil Seller" },
      { item_id: "mine", seller_name: "Evil Seller", price: "1.00 USD" },
    ]);
    const { report } = await imported(theirs, { replace: true });
    expect(report).toMatchObject({
      accepted: 1,
      rejected: 1,
      firstRejections: [{ line: 3, field: "seller_name", reason: expect.stringContaining("another seller's") }],
    });
    expect(await one("mine")).toMatchObject({ sellerName: "Mine", price: { amountMinor: 2500 } });
    expect((await imported(theirs, { takeOver: true })).report).toMatchObject({ accepted: 2, rejected: 0 });
    expect(await one("mine")).toMatchObject({ sellerName: "Evil Seller", price: { amountMinor: 100 } });
  });

  it("replaces a product by its id and leaves the others as they are", async () => {
    await imported(feedOf([{ item_id: "kept" }, { item_id: "changed", title: "Before" }]));
    await imported(gzipSync(feedOf([{ item_id: "changed", title: "After", price: "20.00 USD" }])));
    expect((await one("changed"))?.title).toBe("After");
    expect((await one("kept"))?.availability).toBe("in_stock");
  });

  it("takes the later of two rows with one id, however far apart, and counts one", async () => {
    const rows = [{ item_id: "twice", title: "First" }, ...numbered("between", 0, 300, "Fernweh")];
    const { report } = await imported(feedOf([...rows, { item_id: "twice", title: "Second" }]));
    expect(report).toMatchObject({ accepted: 301, rejected: 1 });
    expect(report.firstRejections).toEqual([
      { line: 2, field: "item_id", reason: '"twice" occurs again on line 303, which wins' },
    ]);
    expect((await one("twice"))?.title).toBe("Second");
  });

  it("that breaks off says why, and what came before stays", async () => {
    const zipped = gzipSync(feedOf(numbered("cut", 0, 3000, "Cut")));
    const { report, lines } = await imported(zipped.subarray(0, zipped.length - 20));
    expect(report.failure).toMatch(/unexpected end/);
    expect(lines.at(-1)?.type).toBe("failed");
    expect(await one("cut0")).toBeDefined();
  }, 120_000);

  it("that cannot write says so and does not throw", async () => {
    const broken: Catalog = { ...catalog, upsert: () => Promise.reject(new Error("the disk is full")) };
    const file = folder.write("feed", feedOf([{}]));
    const report = await importFeed(broken, file, { originRewrite: null, onLine: () => undefined });
    expect(report.failure).toBe("the disk is full");
  });

  it("stops after the batch in hand when it is asked to", async () => {
    const stopping = new AbortController();
    const { report } = await imported(feedOf(numbered("stop", 0, 1000, "Stop")), {
      signal: stopping.signal,
      onLine: (line) => {
        if (line.type === "progress") stopping.abort();
      },
    });
    expect(report.failure).toMatch(/stopped/);
    expect(report.accepted).toBeLessThan(1000);
  });
});

describe("an import that replaces", () => {
  const seller = sellerId("season");
  const onSale = async () =>
    (await catalog.products(await catalog.idsOfSeller(seller, null, 1000)))
      .filter((product) => product.isEligibleCheckout && product.availability === "in_stock")
      .map((product) => product.id)
      .toSorted();
  const rows = (from: number, to: number) =>
    numbered("season", from, to, "Season").map((row) => ({ ...row, is_eligible_checkout: "true" }));

  it("takes off sale what its sellers had and it no longer names, and nothing of other sellers", async () => {
    await imported(feedOf([...rows(100, 400), { item_id: "other", seller_name: "Other" }]));
    const { lines } = await imported(feedOf(rows(390, 395)), { replace: true });
    expect(lines.at(-1)).toMatchObject({ type: "done", accepted: 5, withdrawn: 295 });
    expect(await onSale()).toEqual(rows(390, 395).map((row) => row.item_id));
    expect(await one("season100")).toMatchObject({ availability: "out_of_stock", isEligibleSearch: false });
    expect((await one("other"))?.availability).toBe("in_stock");
  });

  it("leaves a product alone whose row is there and was rejected", async () => {
    await imported(feedOf(rows(100, 103)), { replace: true });
    await imported(feedOf([...rows(100, 102), { item_id: "season102", seller_name: "Season", price: "?" }]), {
      replace: true,
    });
    expect(await onSale()).toEqual(["season100", "season101", "season102"]);
  });

  it("takes nothing off sale when a row's id cannot be read or the file breaks off", async () => {
    const { lines } = await imported(`${feedOf(rows(100, 101))}only,two\n`, { replace: true });
    expect(lines).toContainEqual({
      type: "not_replaced",
      message: "nothing was taken off sale, for rows whose id cannot be read might be any product (1 of them)",
    });
    const zipped = gzipSync(feedOf(rows(100, 101)));
    await imported(zipped.subarray(0, zipped.length - 4), { replace: true });
    expect(await onSale()).toEqual(["season100", "season101", "season102"]);
  });
});

describe("buyers during an import", () => {
  it("are served between its batches", async () => {
    const store = createStore(opened.database, () => () => Promise.resolve());
    const file = folder.write("busy", feedOf(numbered("busy", 0, 3000, "Busy")));
    let isRunning = true;
    const running = importFeed(catalog, file, { originRewrite: null, onLine: () => undefined }).finally(() => {
      isRunning = false;
    });
    let served = 0;
    while (isRunning) {
      await store.returnUrl(sessionId("cs_nobody"));
      served += 1;
      await new Promise((soon) => setTimeout(soon, 2));
    }
    expect((await running).accepted).toBe(3000);
    expect(served).toBeGreaterThan(5);
  });
});

describe("the control socket", () => {
  let socket: { close(): Promise<void> };
  let release = () => undefined as void;
  beforeAll(async () => {
    socket = await openControlSocket(folder.path, {
      [IMPORT_VERB]: atOnce().alone(
        importVerb(async (file, options) => {
          if (file === "/slow") await new Promise<void>((resume) => (release = () => resume()));
          return importFeed(catalog, file, { originRewrite: null, ...options });
        }),
      ),
    });
  });
  afterAll(() => socket.close());
  const ask = (body: string, headers: Record<string, string> = { [CONTROL_VERSION_HEADER]: CONTROL_VERSION }) =>
    new Promise<{ status: number; version: unknown; text: string }>((resolve, reject) => {
      const options = { socketPath: controlSocketIn(folder.path), path: "/feed-import", method: "POST", headers };
      const call = request(options, (response) => {
        let text = "";
        response.on("data", (chunk) => (text += String(chunk)));
        response.once("end", () =>
          resolve({ status: response.statusCode ?? 0, version: response.headers[CONTROL_VERSION_HEADER], text }),
        );
      });
      call.once("error", reject);
      call.end(body);
    });

  it("imports a file and reports what happens line by line", async () => {
    const file = folder.write("socket", feedOf([{ item_id: "by-socket" }, { item_id: "x", price: "?" }]));
    const { status, text } = await ask(JSON.stringify({ file }));
    expect(status).toBe(200);
    expect(
      text
        .trim()
        .split("\n")
        .map((line) => (JSON.parse(line) as ImportLine).type),
    ).toEqual(["rejection", "progress", "done"]);
    expect(await one("by-socket")).toBeDefined();
  });

  it("refuses another version, a relative path and a body that is none", async () => {
    expect(await ask("{}", { [CONTROL_VERSION_HEADER]: "0" })).toMatchObject({ status: 409, version: CONTROL_VERSION });
    for (const body of ["", "[]", '{"file":"feed.csv"}', `{"file":"/${"x".repeat(1_100_000)}"}`])
      expect((await ask(body)).status).toBe(400);
  });

  it("says when the server is busy with what runs alone", async () => {
    const slow = ask('{"file":"/slow"}');
    await expect.poll(async () => (await ask('{"file":"/nobody"}')).status).toBe(423);
    release();
    expect((await slow).text).toContain('"failed"');
    expect((await ask('{"file":"/nobody"}')).status).toBe(200);
  });

  it("outlives a script that ends in the middle of its request", async () => {
    const unhandled: unknown[] = [];
    const keep = (reason: unknown) => void unhandled.push(reason);
    process.on("unhandledRejection", keep);
    const options = { socketPath: controlSocketIn(folder.path), path: "/feed-import", method: "POST" };
    const call = request({ ...options, headers: { [CONTROL_VERSION_HEADER]: CONTROL_VERSION, "content-length": 100 } });
    const ended = new Promise<void>((resolve) => void call.once("close", () => resolve()));
    call.once("error", () => undefined);
    call.write("{", () => setTimeout(() => call.destroy(), 50));
    await ended;
    expect((await ask("[]")).status).toBe(400);
    process.off("unhandledRejection", keep);
    expect(unhandled).toEqual([]);
  });
});
