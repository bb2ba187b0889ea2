import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createHoldBack } from "#lib/http/limits/hold-back.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the answer to a refused request", () => {
  it("waits, and those beyond the most that are held at once do not", async () => {
    const holdBack = createHoldBack({ ms: 1000, most: 2 });
    const out: string[] = [];
    const answer = (name: string) => void holdBack().then(() => out.push(name));
    for (const name of ["first", "second", "third"]) answer(name);
    await vi.advanceTimersByTimeAsync(999);
    expect(out).toEqual(["third"]);
    await vi.advanceTimersByTimeAsync(1);
    expect(out).toEqual(["third", "first", "second"]);
    answer("fourth");
    await vi.advanceTimersByTimeAsync(0);
    expect(out).not.toContain("fourth");
    await vi.advanceTimersByTimeAsync(1000);
    expect(out).toContain("fourth");
  });
});
