import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";

/** What the form takes: https://developers.openai.com/plugins/deploy/submission-errors */
const WIDTH = 706;
const [MIN_HEIGHT, MAX_HEIGHT] = [400, 860];
/** A picture's size, from the first chunk of the file. */
function sizeOf(file: string): { readonly width: number; readonly height: number } {
  const png = readFileSync(file);
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

test("npm run submission runs the test cases and takes pictures of the widgets in the form's size", async ({
  baseURL,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "submission-"));
  const out = join(folder, "pack");
  const { output, code } = await new Promise<{ output: string; code: number }>((resolve) =>
    execFile("npm", ["run", "-s", "submission", "--", "--url", baseURL ?? "", "--out", out], (error, stdout, stderr) =>
      resolve({ output: stdout + stderr, code: error === null ? 0 : Number(error.code) }),
    ),
  );
  expect(output).toContain("8 of 8 test cases passed");
  expect(code).toBe(0);
  expect(output).not.toContain("screenshots: ");
  for (const name of ["PAYMENT_PROVIDER", "CATALOG_FEED", "privacy_url", "terms_url", "support_url"])
    expect(output).toContain(`${name}: `);
  const screenshots = join(out, "screenshots");
  const files = readdirSync(screenshots).sort();
  expect(files).toEqual(
    ["1-products", "2-product", "3-checkout"].flatMap((name) => [`${name}-dark.png`, `${name}-light.png`]),
  );
  for (const file of files) {
    const { width, height } = sizeOf(join(screenshots, file));
    expect(width, file).toBe(WIDTH);
    expect(height >= MIN_HEIGHT && height <= MAX_HEIGHT, `${file} is ${height} high`).toBe(true);
  }
  rmSync(folder, { recursive: true });
});
