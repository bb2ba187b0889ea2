import { describe, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import type { BreakerTransition } from "#lib/routing/instant-breaker.ts";
import { interruptionsOf, type PauseHistory } from "#lib/routing/interruption.ts";
import type { KillSwitchEntry } from "#lib/routing/kill-switch.ts";

const minute = (minutes: number) => new Date(Date.UTC(2026, 10, 26, 12, minutes));
const START = minute(0);
const fernweh = sellerId("fernweh");
const kumo = sellerId("kumo");

const interruptions = (history: Partial<PauseHistory>, from = START) =>
  interruptionsOf({ killSwitchEntries: [], breakerTransitions: [], flagHours: [], ...history }, from);
const entry = (seller: KillSwitchEntry["sellerId"], isOn: boolean, at: number, why = "test"): KillSwitchEntry => ({
  sellerId: seller,
  isOn,
  why,
  occurredAt: minute(at),
});
const transition = (n: number, state: BreakerTransition["state"], at: number): BreakerTransition => ({
  sellerId: fernweh,
  n,
  state,
  reason: state === "closed" ? "trials_paid" : "many_errors",
  note: "",
  occurredAt: minute(at),
});

describe("interruptions of instant", () => {
  it("are none where nothing was ever switched, or only off", () => {
    expect(interruptions({})).toEqual([]);
    expect(interruptions({ killSwitchEntries: [entry(null, false, 1)] })).toEqual([]);
    expect(interruptions({ breakerTransitions: [transition(1, "closed", 1)] })).toEqual([]);
  });

  it("by the kill switch last from the first time it is on until it is off, for each seller and for all on their own", () => {
    const killSwitchEntries = [
      entry(fernweh, true, 1, "bank down"),
      entry(fernweh, true, 2, "still down"),
      entry(null, true, 3, "drill"),
      entry(kumo, false, 4),
      entry(fernweh, false, 5, "bank up"),
      entry(fernweh, true, 6, "again"),
    ];
    expect(interruptions({ killSwitchEntries })).toEqual([
      { from: minute(1), until: minute(5), why: "kill switch, fernweh: bank down" },
      { from: minute(3), until: null, why: "kill switch, all sellers: drill" },
      { from: minute(6), until: null, why: "kill switch, fernweh: again" },
    ]);
  });

  it("by a breaker include its trials", () => {
    const breakerTransitions = [transition(1, "open", 1), transition(2, "half_open", 2), transition(3, "closed", 3)];
    expect(interruptions({ breakerTransitions })).toEqual([
      { from: minute(1), until: minute(3), why: "breaker, fernweh: many_errors" },
    ]);
  });

  it("by the flag are hours in which at least three shoppers met it, joined over gaps of up to three hours", () => {
    const hour = (first: number, last: number, shoppers = 3) => ({
      first: minute(first),
      last: minute(last),
      shoppers,
    });
    const flagHours = [hour(0, 20), hour(200, 210, 5), hour(391, 400), hour(480, 490, 2)];
    expect(interruptions({ flagHours }).map(({ from, until }) => [from, until])).toEqual([
      [minute(0), minute(210)],
      [minute(391), minute(400)],
    ]);
  });

  it("that ended by the given time are left out, one that is still open is not, and the oldest is first", () => {
    const history = {
      killSwitchEntries: [entry(kumo, true, 8), entry(fernweh, true, 1), entry(fernweh, false, 5)],
      breakerTransitions: [transition(1, "open", 2), transition(2, "closed", 6)],
    };
    expect(interruptions(history, minute(5)).map(({ from }) => from)).toEqual([minute(2), minute(8)]);
    expect(interruptions(history, minute(60)).map(({ from }) => from)).toEqual([minute(8)]);
  });
});
