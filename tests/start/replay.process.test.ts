import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWebServer } from "../fixtures/mcp/web-server.ts";
import { openTestShop } from "../fixtures/test-shop.ts";
import { openRecording, recorded } from "../mcp/recording/recorded-shop.ts";
import { post, testServer } from "../mcp/test-client.ts";
import { LONG_MS } from "./server-process.ts";

const shop = await openTestShop();
const server = testServer(shop.verbs);
const same = await openWebServer(server.fetch);
const other = await openWebServer(async () => Response.json({ jsonrpc: "2.0", id: 1, result: { tools: "none" } }));
const folder = mkdtempSync(join(tmpdir(), "replay-"));
const recording = openRecording();
let file = "";

beforeAll(async () => {
  const message = {
    jsonrpc: "2.0",
    id: 1,
    method: "tools/call",
    params: { name: "get_product", arguments: { id: "mug" } },
  };
  await recorded(server.fetch, recording)(post(JSON.stringify(message)));
  await recording.recorder.settled();
  file = join(recording.folder, readdirSync(recording.folder)[0] ?? "");
});
afterAll(async () => {
  await Promise.all([same.close(), other.close(), shop.close()]);
  recording.remove();
  rmSync(folder, { recursive: true });
});

type Run = { readonly code: number; readonly output: string; readonly errors: string };
const replay = (...args: readonly string[]): Promise<Run> =>
  new Promise((resolve) =>
    execFile("npm", ["run", "-s", "replay", "--", ...args], (error, output, errors) =>
      resolve({ code: error === null ? 0 : Number(error.code), output, errors }),
    ),
  );

describe("npm run replay", { timeout: LONG_MS }, () => {
  it("ends with 0 when a server answers the same, and says how many calls did", async () => {
    const run = await replay("--file", file, "--url", same.url);
    expect(run.output).toContain("tools/call get_product  same");
    expect(run.output).toContain("1 the same, 0 different, 0 skipped");
    expect(run).toMatchObject({ code: 0, errors: "" });
  });

  it("ends with 1 when a server answers differently, and shows where in text and in JSON", async () => {
    const [text, json] = await Promise.all([
      replay("--file", file, "--url", other.url),
      replay("--file", file, "--url", other.url, "--json"),
    ]);
    expect([text.code, json.code]).toEqual([1, 1]);
    expect(text.output).toContain('answer.result.tools: recorded nothing, replayed "~s:4:');
    const lines = json.output
      .trim()
      .split("\n")
      .map((line): unknown => JSON.parse(line));
    expect(lines).toMatchObject([
      { position: 1, what: "tools/call get_product", kind: "different" },
      { same: 0, different: 1, skipped: 0 },
    ]);
  });

  it("ends with 2 and a sentence when nothing can be played", async () => {
    const foreign = join(folder, "notes.jsonl");
    writeFileSync(foreign, '{"format":"something else"}\n');
    const runs = await Promise.all([
      replay(),
      replay("--files", file),
      replay("--file", join(folder, "nowhere.jsonl")),
      replay("--file", foreign),
      replay("--file", file, "--url", "http://127.0.0.1:9"),
    ]);
    expect(runs.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2]);
    expect(runs.map(({ errors }) => errors)).toEqual([
      expect.stringContaining("--file: which recording?"),
      expect.stringContaining("--files"),
      expect.stringContaining("nowhere.jsonl"),
      expect.stringContaining("is not a recording of version 1: line 1"),
      expect.stringContaining("No server answers at http://127.0.0.1:9/mcp"),
    ]);
    expect(await replay("--help")).toMatchObject({ code: 0, output: expect.stringContaining("Exit code: 0") });
  });
});
