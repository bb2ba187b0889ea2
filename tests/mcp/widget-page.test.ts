import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { widgetPage, WidgetNotBuilt } from "#mcp/widget-resource.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "widget-page-"));
  file = join(folder, "index.html");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes the page as a build at that second would. */
function build(text: string, second: number): void {
  writeFileSync(file, text);
  utimesSync(file, second, second);
}

describe("the widget's built page", () => {
  it("that is missing is an error which names the command, and is found once it is built", async () => {
    const page = widgetPage(file);
    await expect(page()).rejects.toThrow(WidgetNotBuilt);
    await expect(page()).rejects.toThrow("npm start");
    build("first", 1);
    expect(await page()).toBe("first");
  });

  it("is served as it is after another build, without a restart", async () => {
    const page = widgetPage(file);
    build("first", 1);
    expect(await page()).toBe("first");
    build("second", 2);
    expect(await page()).toBe("second");
  });

  it("stays what it was while a build has taken it away", async () => {
    const page = widgetPage(file);
    build("first", 1);
    expect(await page()).toBe("first");
    rmSync(file);
    expect(await page()).toBe("first");
  });
});
