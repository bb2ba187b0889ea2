import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { endWithTheFile, LONG_MS, newFolder, startInstance, type Instance } from "./server-process.ts";

endWithTheFile();

type Run = { readonly code: number; readonly output: string; readonly errors: string };
const submission = (...args: readonly string[]): Promise<Run> =>
  new Promise((resolve) =>
    execFile("npm", ["run", "-s", "submission", "--", ...args], (error, output, errors) =>
      resolve({ code: error === null ? 0 : Number(error.code), output, errors }),
    ),
  );

async function packOf({ url, ready }: Instance): Promise<Run & { readonly page: string; readonly file: unknown }> {
  await ready();
  const out = join(newFolder(), "pack");
  const run = await submission("--url", url, "--out", out, "--no-screenshots");
  const page = readFileSync(join(out, "submission.md"), "utf8");
  return { ...run, page, file: JSON.parse(readFileSync(join(out, "chatgpt-app-submission.json"), "utf8")) };
}

describe("npm run submission", { timeout: LONG_MS }, () => {
  it("runs every case against a server, writes the pack, and names what is missing", async () => {
    const domain = "https://widget.example.com";
    const { code, output, page, file } = await packOf(await startInstance({ WIDGET_DOMAIN: domain }));
    expect(output).toContain("8 of 8 test cases passed");
    expect(code).toBe(0);
    expect(output).toContain("PUBLIC_URL: http://localhost:");
    expect(output).toContain("PAYMENT_PROVIDER: It is sandbox");
    expect(output).not.toContain("WIDGET_DOMAIN");
    expect(page).toContain(`| Domain | ${domain} |`);
    expect(page).toContain('"tool":"update_checkout"');
    expect(file).toMatchObject({
      schema_version: 1,
      tools: { search_products: { annotations: { readOnlyHint: true } } },
      test_cases: { length: 5 },
      negative_test_cases: { length: 3 },
    });
  });

  it("ends with 1 and names the case when the server does not behave as it is written", async () => {
    const file = join(newFolder(), "shop.json");
    writeFileSync(file, JSON.stringify({ shipping: [], taxes: [], discounts: [] }));
    const { code, output, page } = await packOf(await startInstance({ SHOP_FILE: file }));
    expect(output).toContain(
      'test case "Give a delivery address": It fails: there are delivery options: expected true, the server answered false',
    );
    expect(output).toContain("7 of 8 test cases passed");
    expect(code).toBe(1);
    expect(page).toContain('- **test case "Give a delivery address"**');
  });

  it("ends with 1 when nothing can be bought, because no case was run", async () => {
    const feed = join(newFolder(), "feed.csv");
    writeFileSync(feed, readFileSync("tests/start/feed.csv", "utf8").replaceAll("in_stock", "out_of_stock"));
    const { code, output } = await packOf(await startInstance({ CATALOG_FEED: feed }));
    expect(output).toContain("products: No product that is shipped can be bought");
    expect(code).toBe(1);
  });

  it("ends with 2 and leaves a folder alone that has other files", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "notes.txt"), "mine");
    const runs = [
      await submission("--out", folder, "--url", "http://127.0.0.1:9"),
      await submission("--out", join(folder, "pack"), "--url", "http://127.0.0.1:9"),
      await submission("--out", join(folder, "pack"), "--listing", join(folder, "notes.txt")),
    ];
    expect(runs.map(({ code }) => code)).toEqual([2, 2, 2]);
    expect(runs.map(({ errors }) => errors)).toEqual([
      expect.stringContaining("has other files in it"),
      expect.stringContaining("No server answers at http://127.0.0.1:9/mcp"),
      expect.stringContaining("notes.txt cannot be read"),
    ]);
    expect(readFileSync(join(folder, "notes.txt"), "utf8")).toBe("mine");
  });
});
