import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { sessionId } from "#lib/ids.ts";
import { experimentPhases } from "#lib/purchase/experiment/count-experiment.ts";
import { CAPABLE, openExperimentShop } from "./experiment-shop.ts";

const bench = await openExperimentShop();
const { shop, call, record, newShopper, ready, assigned, shown, payOnPage, stored } = bench;
afterAll(() => shop.close());

/** Each test counts in a phase of its own. */
let phase = "";
let tests = 0;
beforeEach(() => {
  tests += 1;
  phase = `phase-${tests}`;
  shop.flags.set({ killed: false, beta: true, variant: "instant", phase });
});
const counted = (arm?: "instant" | "external") => bench.counted(phase, arm);

describe("who is in the experiment", () => {
  it("a shopper whose widget never showed the button is assigned and not exposed", async () => {
    const id = await assigned(newShopper());
    expect(await stored(id)).toMatchObject({
      phase,
      arm: "instant",
      platform: "ios",
      locale: "de-DE",
      country: "US",
      currency: "USD",
      sellerId: "fernweh",
      shownAt: null,
      outcome: "open",
    });
    expect(await counted()).toMatchObject({ assigned: 1, shown: 0, clicked: 0 });
  });

  it("is exposed when the button is shown, once however often it is reported", async () => {
    const id = await shown();
    const { assignedAt, shownAt } = await stored(id);
    expect(shownAt?.getTime()).toBeGreaterThan(assignedAt.getTime());
    shop.advance(60_000);
    await record(id, "shown");
    expect((await stored(id)).shownAt).toEqual(shownAt);
    expect(await counted()).toMatchObject({ assigned: 1, shown: 1, clicked: 0, opened: 0, paid: 0 });
  });

  it("nobody without a shopper id, and reporting an event for them or for no checkout at all is no error", async () => {
    const id = await ready({});
    await call("choose_route", { checkout_session_id: id, capabilities: CAPABLE });
    await record(id, "shown");
    await record(sessionId("cs_nobody_made_this"), "clicked");
    expect(await shop.context.store.experimentSession(id)).toBeNull();
    expect((await shop.verbs.experimentFigures(phase)).cells).toEqual([]);
  });

  it("nobody for whom another reason than the variant decided", async () => {
    const meta = newShopper();
    const id = await ready(meta);
    const capabilities = { ...CAPABLE, request_checkout: false };
    await call("choose_route", { checkout_session_id: id, capabilities }, meta);
    await record(id, "shown");
    expect(await shop.context.store.experimentSession(id)).toBeNull();
  });

  it("who is assigned the other arm later stays in the first and is counted as re-assigned", async () => {
    const meta = newShopper();
    await shown(meta, "instant");
    const other = await shown(meta, "external");
    await payOnPage(other);
    const { cells, reassigned } = await shop.verbs.experimentFigures(phase);
    expect(reassigned).toBe(1);
    expect(cells.map((cell) => cell.arm)).not.toContain("external");
    expect(await counted()).toMatchObject({ assigned: 1, shown: 1, paid: 1 });
  });

  it("one session that is handed both arms counts as re-assigned too", async () => {
    const meta = newShopper();
    const id = await shown(meta, "instant");
    shop.flags.set({ variant: "external" });
    await call("choose_route", { checkout_session_id: id, capabilities: CAPABLE }, meta);
    expect(await stored(id)).toMatchObject({ arm: "instant", reassignedAt: expect.any(Date) });
    expect((await shop.verbs.experimentFigures(phase)).reassigned).toBe(1);
  });

  it("changed shares begin a new phase, and no shopper is carried over", async () => {
    const meta = newShopper();
    await shown(meta);
    const before = phase;
    phase = `${phase}-b`;
    shop.flags.set({ phase });
    await shown(meta, "external");
    expect(await counted("external")).toMatchObject({ assigned: 1, shown: 1 });
    expect((await shop.verbs.experimentFigures(before)).reassigned).toBe(0);
    const phases = await experimentPhases(shop.context);
    expect(phases.filter((one) => one.phase.startsWith(before)).map((one) => [one.assigned, one.isSimulated])).toEqual([
      [1, false],
      [1, false],
    ]);
  });
});

it("nothing broke in any of the calls above", () => {
  expect(bench.server.reports).toEqual([]);
  expect(shop.reports).toEqual([]);
});
