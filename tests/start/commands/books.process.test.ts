import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "books-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const env = () => ({ PATH: process.env["PATH"], NODE_ENV: "production" as const, DATA_DIR: join(folder, "data") });
const books = (...args: readonly string[]) =>
  new Promise<{ readonly code: number; readonly errors: string }>((resolve) => {
    execFile(process.execPath, ["scripts/orders/books.ts", ...args], { env: env() }, (error, _out, errors) =>
      resolve({ code: error === null ? 0 : Number(error.code), errors }),
    );
  });

describe("npm run books", () => {
  it("names the month that was meant, where it is written otherwise", async () => {
    for (const [given, meant] of [
      ["2026-3", "2026-03"],
      ["11/2026", "2026-11"],
    ] as const) {
      const { code, errors } = await books("--month", given);
      expect([code, errors]).toEqual([2, expect.stringContaining(`Did you mean ${meant}?`)]);
    }
    expect((await books("--month", "2026-13")).errors).toMatch(/^--month: "2026-13" is not a month such as 2026-11\. /);
    expect((await books("--month", "2026-11", "--seller", "")).errors).toMatch(/^--seller: /);
  });

  it("says that there is no such seller, instead of that nothing happened", async () => {
    const { code, errors } = await books("--month", "2026-11", "--seller", "nobody");
    expect([code, errors]).toEqual([1, '--seller: There is no seller "nobody". npm run sellers lists them.\n']);
  });
});

describe("a command whose reader stops early", () => {
  it("says nothing of it, and ends well", async () => {
    const script = `import { readOptions } from "./scripts/command/options.ts"; readOptions("", {});
      for (let n = 0; n < 2000; n += 1) process.stdout.write("x".repeat(1000) + "\\n");`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["ignore", "pipe", "pipe"] });
    let errors = "";
    child.stderr.on("data", (chunk) => (errors += String(chunk)));
    child.stdout.once("data", () => child.stdout.destroy());
    const code = await new Promise((ended) => child.once("close", ended));
    expect([code, errors]).toEqual([0, ""]);
  });
});
