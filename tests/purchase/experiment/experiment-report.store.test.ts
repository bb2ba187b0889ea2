import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sessionId, shopperId, sellerId } from "#lib/ids.ts";
import { reportExperiment, REPORT_FORMATS, type ReportLine } from "#lib/operator/report.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";

const DAY_MS = 86_400_000;

/** One shopper is handed an arm and shown its button, so many days ago. */
async function seen(shop: TestShop, phase: string, daysAgo: number): Promise<void> {
  const occurredAt = new Date(Date.now() - daysAgo * DAY_MS);
  const id = sessionId(`cs_${randomBytes(16).toString("hex")}`);
  await shop.context.store.transaction(async (transaction) => {
    await transaction.insertAssignment({
      experiment: "checkout-route",
      phase,
      sessionId: id,
      shopperId: shopperId(randomBytes(16).toString("hex")),
      sellerId: sellerId("demo"),
      arm: "instant",
      platform: "ios",
      locale: "en-US",
      country: "US",
      currency: "USD",
      hasDetails: false,
      assignedAt: occurredAt,
    });
    await transaction.saveFunnelEvent(id, "shown", occurredAt);
  });
}

async function reported(shop: TestShop, phase: string | null = null) {
  const answer = await shop.verbs.experimentReport({ key: "checkout-route", phase });
  if (answer.kind === "not_found") throw new Error("no report");
  return answer;
}

describe("the report on the experiment", () => {
  it("is about nobody before the first shopper, and about the latest real phase with everybody up to now afterwards", async () => {
    const shop = await openTestShop();
    const before = await reported(shop);
    expect(before.phase).toBeNull();
    expect(before.report).toMatchObject({ verdict: { kind: "nothing_shown" }, period: { firstDay: null } });
    await seen(shop, "earlier", 9);
    await seen(shop, "now", 2);
    await seen(shop, "now", 1);
    await seen(shop, "simulated-1", 0);
    const after = await reported(shop);
    expect(after.phases.map(({ phase }) => phase)).toEqual(["simulated-1", "now", "earlier"]);
    expect(after.phase).toMatchObject({ phase: "now", isSimulated: false });
    expect(after.report.period.shown).toEqual({ external: 0, instant: 2 });
    const simulated = await reported(shop, "simulated-1");
    expect(simulated.phase?.isSimulated).toBe(true);
    expect(simulated.report.period.shown.instant).toBe(1);
    await shop.close();
  });

  it("is not there for another experiment or phase, and the operator reads which phases there are", async () => {
    const shop = await openTestShop();
    await seen(shop, "now", 1);
    for (const wrong of [
      { key: "other", phase: null },
      { key: "checkout-route", phase: "none" },
    ])
      expect(await shop.verbs.experimentReport(wrong)).toEqual({ kind: "not_found" });
    const lines: ReportLine[] = [];
    const emit = async (line: unknown) => void lines.push(line as ReportLine);
    await reportExperiment(shop.verbs, { experiment: "checkout-route", phase: "none", format: "text" }, emit);
    await reportExperiment(shop.verbs, { experiment: "other", phase: "none", format: "text" }, emit);
    for (const format of REPORT_FORMATS)
      await reportExperiment(shop.verbs, { experiment: "checkout-route", phase: "now", format }, emit);
    const [first, second, ...written] = lines;
    expect(first).toEqual({ type: "not_found", phases: ["now"] });
    expect(second).toEqual({ type: "not_found", phases: null });
    const [text, json, csv] = written.map((line) => (line.type === "report" ? line.text : ""));
    expect(text).toContain("phase now");
    expect(JSON.parse(json ?? "")).toMatchObject({ experiment: "checkout-route" });
    expect(csv).toMatch(/^day,arm,/);
    await shop.close();
  });

  it("is about the days that are asked for, in the counts as in the report, and about none that are no days", async () => {
    const shop = await openTestShop();
    await seen(shop, "now", 9);
    await seen(shop, "now", 1);
    const whole = (await reported(shop)).report.period;
    const asked = { experiment: "checkout-route", phase: null, to: null };
    const lines: ReportLine[] = [];
    const emit = async (line: unknown) => void lines.push(line as ReportLine);
    await reportExperiment(shop.verbs, { ...asked, from: whole.lastDay, format: "csv" }, emit);
    await reportExperiment(shop.verbs, { ...asked, from: whole.lastDay, format: "json" }, emit);
    await reportExperiment(shop.verbs, { ...asked, from: "2026-13-01", format: "text" }, emit);
    const [csv, json] = lines.map((line) => (line.type === "report" ? line.text : ""));
    expect(csv).toContain(whole.lastDay);
    expect(csv).not.toContain(whole.firstDay);
    expect(JSON.parse(json ?? "")).toMatchObject({
      verdict: { kind: "nothing_shown" },
      range: { kind: "begins_inside", from: whole.lastDay, phase_first_day: whole.firstDay },
    });
    expect(lines[2]).toEqual({ type: "wrong_days" });
    await shop.close();
  });
});
