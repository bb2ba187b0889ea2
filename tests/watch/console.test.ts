import { describe, expect, it } from "vitest";
import { logConsole } from "#lib/runtime/watch/console.ts";
import { createLog } from "#lib/runtime/pino-log.ts";

describe("what others write to the console", () => {
  it("is a line of the log each, of which an error keeps its places and text loses what may be a person's", () => {
    const lines: string[] = [];
    const log = createLog("trace", { write: (line: string) => void lines.push(line) });
    const target = { ...console };
    const before = target.error;
    const undo = logConsole(log, target);
    target.error(
      "\u001B[31m⨯\u001B[39m Error at /checkout/co_0123456789abcdef for ada@example.com\n  Ada Lovelace, 12 Secret Lane",
    );
    target.error(new Error("failed query", { cause: new Error("connection refused") }));
    target.warn(
      ` ⚠ token tok_sandbox_ok_1234567, card 4242 4242 4242 4242, key ${["sk", "live", "1234567890"].join("_")}`,
    );
    target.log("");
    undo();
    const read = lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    expect(read).toMatchObject([
      { level: 50, source: "console", text: "Error at /checkout/[left out] for [left out]" },
      { level: 50, source: "console", error: { kind: "Error", message: "connection refused" } },
      { level: 40, source: "console", text: "token [left out], card [left out], key [left out]" },
    ]);
    expect(target.error).toBe(before);
  });
});
