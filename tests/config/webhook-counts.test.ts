import { describe, expect, it } from "vitest";
import { createLog } from "#lib/runtime/pino-log.ts";
import { readiness } from "#lib/runtime/readiness.ts";
import { countWebhooks } from "#lib/runtime/webhooks/counts.ts";
import type { WebhookCount, WebhookOutcome } from "#lib/store/webhook-store.ts";

const NOW = new Date("2026-05-04T12:00:00Z");
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);

function counting(add: (more: WebhookCount) => Promise<void>) {
  const lines: string[] = [];
  const log = createLog("info", { write: (line: string) => void lines.push(line) });
  return { lines, counter: countWebhooks({ add, log, now: () => NOW }) };
}

describe("webhooks", () => {
  it("are counted at once, and then as one number: two rows for a thousand, and no more lines in the log", async () => {
    const added: WebhookCount[] = [];
    const { counter, lines } = counting(async (more) => void added.push(more));
    for (let time = 0; time < 1000; time += 1) counter.count("stripe", "wrong_signature");
    counter.count("stripe", "accepted");
    await counter.close();
    expect(added.map(({ outcome, count }) => [outcome, count])).toEqual([
      ["wrong_signature", 1],
      ["accepted", 1],
      ["wrong_signature", 999],
    ]);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('"reason":"wrong_signature"');
  });

  it("disturb nobody when they cannot be counted, and the log says so", async () => {
    const { counter, lines } = counting(() => Promise.reject(new Error("the disk is full")));
    counter.count("stripe", "accepted");
    await counter.close();
    expect(lines.join("")).toContain("the disk is full");
  });
});

describe("/readyz of a shop", () => {
  const seen = (outcome: WebhookOutcome, hours: number): WebhookCount => ({
    provider: "stripe",
    outcome,
    count: 3,
    firstAt: hoursAgo(100),
    lastAt: hoursAgo(hours),
  });
  const readyz = (counts: readonly WebhookCount[]) =>
    readiness({
      catalog: { count: async () => 3 },
      flags: {
        source: () => ({ kind: "bootstrap", detail: "flags.json", confirmedAt: null, isStale: false }) as const,
      },
      feed: null,
      operator: {
        pauses: async () => ({ switches: [], breakers: [] }),
        openElsewhere: async () => [],
        webhooks: async () => counts,
      },
      provider: { key: null },
      database: "pglite",
      config: { payment: { kind: "stripe", mode: "test" } },
      tax: null,
      now: () => NOW,
    });

  it.each<[string, readonly WebhookCount[], readonly string[], string]>([
    ["nothing came yet", [], [], "no good one yet"],
    ["good ones come", [seen("accepted", 1)], [], "last good one at 2026-05-04T11:00:00.000Z"],
    [
      "only refused ones come",
      [seen("wrong_signature", 1)],
      ["webhooks"],
      "no good one yet; refused: wrong_signature (3 in all, the last at 2026-05-04T11:00:00.000Z)",
    ],
    [
      "the good ones ended a day ago and refused ones come",
      [seen("accepted", 30), seen("clock_differs", 2)],
      ["webhooks"],
      "last good one at 2026-05-03T06:00:00.000Z; refused: clock_differs (3 in all, the last at 2026-05-04T10:00:00.000Z)",
    ],
    [
      "a forger tries a shop that sells",
      [seen("accepted", 1), seen("unsigned", 1)],
      [],
      "last good one at 2026-05-04T11:00:00.000Z; refused: unsigned (3 in all, the last at 2026-05-04T11:00:00.000Z)",
    ],
    [
      "only strangers ask, without a signature",
      [seen("unsigned", 1)],
      [],
      "no good one yet; refused: unsigned (3 in all, the last at 2026-05-04T11:00:00.000Z)",
    ],
    [
      "the good ones ended a day ago and somebody tries the name of another provider",
      [seen("accepted", 30), seen("unknown_provider", 1)],
      [],
      "last good one at 2026-05-03T06:00:00.000Z; refused: unknown_provider (3 in all, the last at 2026-05-04T11:00:00.000Z)",
    ],
    [
      "what was refused is long past",
      [seen("accepted", 1), seen("other_mode", 60)],
      [],
      "last good one at 2026-05-04T11:00:00.000Z",
    ],
  ])("where %s says when the last good one came and what is wrong", async (_, counts, failing, text) => {
    expect(await readyz(counts)).toMatchObject({ ready: true, failing, checks: { webhooks: text } });
  });
});
