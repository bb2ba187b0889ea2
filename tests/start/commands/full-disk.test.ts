import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { dataFolderProblem, ownDataFolder } from "#lib/runtime/data-folder.ts";

const folder = mkdtempSync(join(tmpdir(), "full-disk-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const failed = (code: string, message: string) => Object.assign(new Error(`${code}: ${message}, write`), { code });

describe("the sentence about a DATA_DIR that cannot be written to", () => {
  it.each([
    ["ENOSPC", "no space left on device", "free space on its disk"],
    ["EDQUOT", "disk quota exceeded", "raise the quota"],
    ["EROFS", "read-only file system", "mount it for writing"],
  ])("names the setting and says what to do: %s", (code, message, todo) => {
    const problem = dataFolderProblem(folder, failed(code, message));
    expect(problem).toMatch(new RegExp(`^DATA_DIR: ${folder} cannot be written to \\(${code}\\); .*${todo}`));
  });

  it("knows the embedded database's own words for a full disk", () => {
    const error = Object.assign(new Error("could not extend file: No space left on device"), { code: "53100" });
    expect(dataFolderProblem(folder, new Error("Failed query", { cause: error }))).toContain("(ENOSPC)");
  });

  it("says nothing of other failures", () => {
    expect(dataFolderProblem(folder, failed("EACCES", "permission denied"))).toBeNull();
    expect(dataFolderProblem(folder, new Error("connect ECONNREFUSED"))).toBeNull();
    expect(() => ownDataFolder(folder)).not.toThrow();
  });
});
