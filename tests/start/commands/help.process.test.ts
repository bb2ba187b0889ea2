import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../../..");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };
/** Other people's tools, and a chain of them. */
const TOOLS = new Set(["check", "test:faults", "migrations:generate"]);
/** They hand on what they are given: to Next, to the suite, to the server. */
const HANDS_ON = /scripts\/(start\.mjs|test\.mjs|dev\.ts)/;
/** They make files of the project, or JSON and nothing else. */
const FOR_THE_PROJECT = new Set(["tokens", "gallery", "lighthouse", "bench", "submission", "sbom", "privacy:export"]);
const commands = Object.entries(scripts).filter(([name]) => !TOOLS.has(name));
/** Each loads the product, on a machine that may be busy. */
const LONG_MS = 120_000;

type Said = { readonly code: number; readonly output: string; readonly errors: string };
function said(command: string, ...options: readonly string[]): Promise<Said> {
  const words = command.split(" ").filter((word) => word !== "exec" && !word.includes("="));
  const [node, ...args] = words;
  expect(node).toBe("node");
  return new Promise((ended) => {
    execFile(process.execPath, [...args, ...options], { cwd: root }, (error, output, errors) =>
      ended({ code: error === null ? 0 : Number(error.code), output, errors }),
    );
  });
}

describe("every command of package.json", () => {
  it("is one of these", () => {
    expect(commands.length).toBeGreaterThan(25);
    expect([...TOOLS].filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it.each(commands)("explains itself with --help: %s", { timeout: LONG_MS }, async (_name, command) => {
    const { code, output, errors } = await said(command, "--help");
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(output.length).toBeGreaterThan(80);
    expect(output).toContain("npm ");
  });

  it.each(commands.filter(([, command]) => !HANDS_ON.test(command)))(
    "reads its options as all do, which answers a wrong one in one line: %s",
    (_name, command) => {
      const file = command.split(" ").find((word) => word.endsWith(".ts") || word.endsWith(".mjs")) ?? "";
      const text = readFileSync(join(root, file), "utf8");
      expect(text).toContain("readOptions(");
      expect(text).not.toContain("parseArgs");
    },
  );

  it.each(commands.filter(([name, command]) => !HANDS_ON.test(command) && !FOR_THE_PROJECT.has(name)))(
    "answers programs in JSON: %s",
    (_name, command) => {
      const file = command.split(" ").find((word) => word.endsWith(".ts") || word.endsWith(".mjs")) ?? "";
      expect(readFileSync(join(root, file), "utf8")).toMatch(
        /\bjson: \{ type: "boolean"|\.\.\.CONSENT,|--format FORMAT .*\bjson\b/,
      );
    },
  );
});
