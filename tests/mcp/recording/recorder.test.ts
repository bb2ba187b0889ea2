import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readRecording } from "#lib/wire/mcp/recording.ts";
import type { ObservedCall } from "#lib/http/recording/recorder.ts";
import { openRecording, recorded } from "./recorded-shop.ts";

const aCall = (changes: Partial<ObservedCall> = {}) => {
  const call: ObservedCall = {
    calledAt: new Date("2026-11-28T12:00:00Z"),
    tookMs: 3,
    httpMethod: "POST",
    headers: new Headers(),
    message: { jsonrpc: "2.0", id: 1, method: "ping" },
    status: 200,
    answer: { jsonrpc: "2.0", id: 1, result: {} },
    ...changes,
  };
  return () => Promise.resolve(call);
};
const isWhole = (path: string) => readRecording(readFileSync(path, "utf8")).kind === "recording";

describe("the files of a recording", () => {
  it("can be read by their owner only, and are JSON Lines with a format and a version", async () => {
    const recording = openRecording();
    recording.recorder.record(aCall());
    const text = await recording.text();
    const [file = ""] = readdirSync(recording.folder);
    expect(statSync(recording.folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(recording.folder, file)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(text.split("\n")[0] ?? "")).toEqual({
      format: "tillswitch-mcp-recording",
      version: 2,
      recording: "0123abcd",
      part: 0,
    });
    expect(readRecording(text)).toMatchObject({ kind: "recording", entries: [{ message: { method: "ping" } }] });
    expect(readRecording(`${text}{"calledAt":"2026-`)).toEqual(readRecording(text));
    expect(readRecording(text.replace('"version":2', '"version":3'))).toEqual({ kind: "unreadable", line: 1 });
    recording.remove();
  });

  it("are bounded in size and number: the oldest is removed, and what is not a recording stays", async () => {
    const recording = openRecording({ limits: { maxFileBytes: 2000, maxFiles: 3 } });
    recording.recorder.record(aCall());
    await recording.recorder.settled();
    writeFileSync(join(recording.folder, "notes.txt"), "mine");
    for (let time = 0; time < 60; time += 1) recording.recorder.record(aCall());
    await recording.recorder.settled();
    const files = readdirSync(recording.folder).filter((name) => name !== "notes.txt");
    expect(files).toHaveLength(3);
    expect(files[0]).not.toContain("-0000.jsonl");
    for (const file of files) {
      expect(statSync(join(recording.folder, file)).size).toBeLessThanOrEqual(2000);
      expect(isWhole(join(recording.folder, file))).toBe(true);
    }
    expect(readFileSync(join(recording.folder, "notes.txt"), "utf8")).toBe("mine");
    recording.remove();
  });

  it("leave out an answer that is too long, and say how long it was", async () => {
    const recording = openRecording({ limits: { maxEntryBytes: 1000 } });
    recording.recorder.record(aCall({ answer: { result: { tools: Array.from({ length: 500 }, () => "tool") } } }));
    const read = readRecording(await recording.text());
    expect(read).toMatchObject({ entries: [{ message: { method: "ping" }, answer: null }] });
    expect(read.kind === "recording" && (read.entries[0]?.answerBytes ?? 0) > 1000).toBe(true);
    recording.remove();
  });
});

describe("a call", () => {
  const answer = () => Promise.resolve(Response.json({ ok: true }));
  const request = () => new Request("http://localhost/mcp", { method: "POST", body: "{}" });

  it("is answered whatever the disk does, and the failure is logged once", async () => {
    const folder = mkdtempSync(join(tmpdir(), "recording-"));
    const blocked = join(folder, "file");
    writeFileSync(blocked, "not a folder");
    const recording = openRecording({ folder: join(blocked, "calls") });
    const fetch = recorded(answer, recording);
    for (let time = 0; time < 3; time += 1) expect(await (await fetch(request())).json()).toEqual({ ok: true });
    await recording.recorder.settled();
    expect(recording.log).toMatchObject([{ level: "error", message: expect.stringContaining("cannot be written") }]);
    rmSync(folder, { recursive: true });
  });

  it("is not recorded in a folder that others can read, and the log says what to do", async () => {
    const folder = mkdtempSync(join(tmpdir(), "recording-"));
    chmodSync(folder, 0o755);
    const recording = openRecording({ folder });
    await (await recorded(answer, recording)(request())).text();
    expect(await recording.text()).toBe("");
    expect(recording.log).toMatchObject([{ level: "error", message: expect.stringContaining("chmod 700") }]);
    rmSync(folder, { recursive: true });
  });

  it("does not wait for the disk; what it cannot keep up with is dropped and counted", async () => {
    const recording = openRecording({ limits: { maxWaiting: 2 } });
    let goOn = () => {};
    const gate = new Promise<void>((resolve) => void (goOn = resolve));
    recording.recorder.record(() => gate.then(aCall()));
    for (let time = 0; time < 5; time += 1) recording.recorder.record(aCall());
    goOn();
    await recording.recorder.settled();
    recording.recorder.record(aCall());
    const read = readRecording(await recording.text());
    const entries = read.kind === "recording" ? read.entries : [];
    expect(entries).toHaveLength(3);
    expect(entries.map((entry) => entry.dropped ?? 0).reduce((sum, one) => sum + one, 0)).toBe(4);
    recording.remove();
  });
});
