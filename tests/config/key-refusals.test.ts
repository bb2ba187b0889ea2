import { describe, expect, it } from "vitest";
import { countKeyRefusals } from "#lib/runtime/key-refusals.ts";
import { createLog } from "#lib/runtime/pino-log.ts";
import type { AuditEntry } from "#lib/store/audit-store.ts";

const NOW = new Date("2026-05-04T12:00:00Z");

function counting(insert: (entry: AuditEntry) => Promise<void>) {
  const lines: string[] = [];
  const log = createLog("info", { write: (line: string) => void lines.push(line) });
  return { lines, refusals: countKeyRefusals({ insert, log, now: () => NOW }) };
}

describe("keys that are refused", () => {
  it("are in the audit trail at once, and then counted: two entries for a thousand, by surface", async () => {
    const entries: AuditEntry[] = [];
    const { refusals, lines } = counting(async (entry) => void entries.push(entry));
    for (let time = 0; time < 1000; time += 1) refusals.refused("orders_api");
    refusals.refused("console");
    const shown = () => entries.map(({ actor, details }) => [actor, details["refusals"]]);
    expect(shown()).toEqual([
      ["orders_api", 1],
      ["console", 1],
    ]);
    await refusals.close();
    expect(shown()).toEqual([
      ["orders_api", 1],
      ["console", 1],
      ["orders_api", 999],
    ]);
    expect(entries[0]).toEqual({
      occurredAt: NOW,
      action: "keys_refused",
      actor: "orders_api",
      subject: null,
      why: null,
      details: { refusals: 1 },
    });
    expect(lines).toHaveLength(3);
  });

  it("disturb nobody when they cannot be written down, and the log says so", async () => {
    const { refusals, lines } = counting(() => Promise.reject(new Error("the disk is full")));
    refusals.refused("acp");
    await refusals.close();
    expect(lines.join("")).toContain("the disk is full");
  });
});
