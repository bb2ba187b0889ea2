import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createMetrics } from "#lib/observe/prom-client.ts";
import type { WatchFigures } from "#lib/observe/figures.ts";

const NOTHING: WatchFigures = {
  isDatabaseUp: true,
  queues: [],
  deadJobs: 0,
  unresolved: { count: 0, oldestSeconds: 0 },
  openPages: 0,
  transfers: { due: 0, oldestSeconds: 0, refused: 0, claims: [], needPerson: 0 },
  sellerReceivers: { failing: 0, turnedOff: 0 },
  breakersOpen: 0,
  killSwitchesOn: 0,
  flags: { source: "server", ageSeconds: 0, isStale: false },
  failingChecks: [],
  pool: null,
};
const metrics = createMetrics(() => Promise.resolve(NOTHING));
const { text } = await metrics.read();
metrics.close();
const known = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name = ""]) => name));
const ours = [...known].filter((name) => name.startsWith("tillswitch_"));

const file = (path: string) => readFileSync(path, "utf8");
const alerts = file("deploy/prometheus/alerts.yml");
const guide = file("docs/operations/watching.md");
const dashboard = file("deploy/grafana/dashboard.json");
/** The metrics that a text names, without what a histogram's parts are called. */
const named = (source: string): readonly string[] =>
  [...source.matchAll(/\b(?:tillswitch|nodejs|process)_[a-z0-9_]+/g)].map(([name]) => {
    const whole = name.replace(/_(bucket|count|sum)$/, "");
    return known.has(whole) ? whole : name;
  });

describe("the dashboard, the alerts and the guide", () => {
  it.each([
    ["the dashboard", dashboard],
    ["the alerts", alerts],
    ["the guide", guide.replaceAll(/`(nodejs|process)_…`/g, "")],
  ])("%s: names no metric that there is not", (_, source) => {
    expect(named(source).filter((name) => !known.has(name))).toEqual([]);
  });

  it("show and explain every metric of the shop", () => {
    expect(ours.length).toBeGreaterThan(15);
    for (const source of [dashboard, guide]) {
      const names = new Set(named(source));
      expect(ours.filter((name) => !names.has(name))).toEqual([]);
    }
  });

  it("raise an alert about everything that is counted as a failure", () => {
    const counters = ours.filter((name) => name.endsWith("_failures_total"));
    expect(counters.length).toBeGreaterThan(0);
    expect(counters.filter((name) => !named(alerts).includes(name))).toEqual([]);
  });

  it("say for each alert what to do, and for nothing else", () => {
    const rules = [...alerts.matchAll(/- alert: (\S+)/g)].map(([, name]) => name);
    expect([...guide.matchAll(/^### (Tillswitch\S+)/gm)].map(([, name]) => name)).toEqual(rules);
    expect(rules.length).toBeGreaterThan(10);
    for (const rule of alerts.split("- alert: ").slice(1)) expect(rule).toMatch(/expr: [^]*severity: (page|warn)/);
  });

  it("is JSON that Grafana reads: each panel has its place, its data source and a question", () => {
    const { panels } = JSON.parse(dashboard) as {
      panels: readonly { id: number; gridPos: object; targets: readonly { expr: string }[] }[];
    };
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const { gridPos, targets } of panels)
      expect([gridPos, targets[0]?.expr]).toEqual([expect.anything(), expect.any(String)]);
  });
});
