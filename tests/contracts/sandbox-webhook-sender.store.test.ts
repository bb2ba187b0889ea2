import { describe, expect, it, vi } from "vitest";
import { money } from "#lib/money.ts";
import { freshAttempt } from "./provider-bench.ts";
import { sandboxBenchesOnFile, type SandboxBench } from "./sandbox-bench.ts";

const amount = money(2500, "USD");
const { bench } = sandboxBenchesOnFile();

const eventIds = (of: SandboxBench) =>
  of.webhooks().map(({ body }) => /"id":"([^"]+)"/.exec(new TextDecoder().decode(body))?.[1]);

describe("the sandbox bank's webhooks", () => {
  const pay = (of: SandboxBench) =>
    of.provider.chargeToken({ attempt: freshAttempt({ amount }), token: "tok_sandbox_ok" });

  it("are sent again after a failure, as the same event, and not after a success", async () => {
    const bank = bench({ answers: (delivery) => (delivery <= 2 ? 500 : 200) });
    await pay(bank);
    await vi.waitFor(() => expect(bank.webhooks()).toHaveLength(2), 5000);
    bank.advance(10_000);
    await vi.waitFor(() => expect(bank.webhooks()).toHaveLength(3), 5000);
    bank.advance(3_600_000);
    await pay(bank);
    await vi.waitFor(() => expect(bank.webhooks()).toHaveLength(4), 5000);
    const [first, second, third, fourth] = eventIds(bank);
    expect([second, third]).toEqual([first, first]);
    expect(fourth).not.toBe(first);
  });

  it("stop after eight tries", async () => {
    const bank = bench({ answers: () => 503 });
    await pay(bank);
    for (let tries = 1; tries <= 8; tries += 1) {
      await vi.waitFor(() => expect(bank.webhooks().length).toBeGreaterThanOrEqual(tries), 5000);
      bank.advance(3_600_000);
    }
    await pay(bank);
    await vi.waitFor(() => expect(new Set(eventIds(bank)).size).toBe(2), 5000);
    expect(eventIds(bank).filter((id) => id === eventIds(bank)[0])).toHaveLength(8);
  });

  it("that an ended process left undelivered are delivered by the next one", async () => {
    const before = bench({ answers: () => 500 });
    await pay(before);
    await vi.waitFor(() => expect(before.webhooks().length).toBeGreaterThan(0), 5000);
    await before.close();
    const after = bench();
    after.advance(60_000);
    await vi.waitFor(() => expect(after.webhooks()).toHaveLength(1), 5000);
    expect(eventIds(after)).toEqual([eventIds(before)[0]]);
  });

  it("that one server is sending are left to it, until it has been silent for too long", async () => {
    const one = bench({ answers: () => new Promise<number>(() => {}) });
    await pay(one);
    await vi.waitFor(() => expect(one.webhooks()).toHaveLength(1), 5000);
    const other = bench();
    await pay(other);
    await vi.waitFor(() => expect(other.webhooks()).toHaveLength(1), 5000);
    expect(eventIds(other)).not.toContain(eventIds(one)[0]);
    other.advance(60_000);
    await vi.waitFor(() => expect(eventIds(other)).toContain(eventIds(one)[0]), 5000);
  });
});
