import { describe, expect, it } from "vitest";
import { inTime } from "#lib/outbound/exchange.ts";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("work that has no time left", () => {
  it("may fail later without ending the process", async () => {
    const unheard: unknown[] = [];
    const hear = (error: unknown) => unheard.push(error);
    process.on("unhandledRejection", hear);
    const failing = pause(5).then(() => Promise.reject(new Error("the name server is gone")));
    await expect(inTime(failing, AbortSignal.abort())).rejects.toThrow();
    await pause(30);
    process.off("unhandledRejection", hear);
    expect(unheard).toEqual([]);
  });
});
