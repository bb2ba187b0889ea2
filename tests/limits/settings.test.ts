import { describe, expect, it } from "vitest";
import { readConfig } from "#lib/config/config.ts";
import { DEFAULT_CALL_RULES } from "#lib/http/limits/call-limits.ts";

function callsOf(limits?: string) {
  const read = readConfig(limits === undefined ? {} : { LIMITS: limits }, "/tmp");
  return read.kind === "config" ? read.config.limits.calls : read.problems;
}

describe("LIMITS", () => {
  it("is on unless it is off, and JSON changes single numbers", () => {
    expect(callsOf()).toEqual(DEFAULT_CALL_RULES);
    expect(callsOf("off")).toBeNull();
    expect(callsOf('{"read":{"shopper":7,"address":null}}')).toEqual({
      ...DEFAULT_CALL_RULES,
      read: { ...DEFAULT_CALL_RULES.read, shopper: 7, address: null },
    });
  });

  it.each(["none", "[]", '{"reads":{}}', '{"read":{"browser":1}}', '{"read":{"shopper":0}}', '{"read":5}'])(
    "refuses %s and says what is accepted",
    (text) =>
      expect(callsOf(text)).toEqual([{ name: "LIMITS", message: expect.stringMatching(/^must be on, off, or /) }]),
  );
});
