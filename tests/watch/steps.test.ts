import { afterEach, describe, expect, it } from "vitest";
import { steps } from "#lib/observe/spans.ts";

afterEach(() => {
  globalThis.tillswitchStep = undefined;
});
const parts = {
  later: async (text: string) => `${text}!`,
  fails: async () => Promise.reject(new Error("later")),
  now: (text: string) => text.length,
  throws: () => {
    throw new Error("now");
  },
  fact: 7,
};

describe("traced parts", () => {
  it("are the parts themselves while nobody traces", () => expect(steps("part", parts)).toBe(parts));

  it("answer, fail and throw as they did, at once where they did, and name each step", async () => {
    const names: string[] = [];
    globalThis.tillswitchStep = async (name, work) => {
      names.push(name);
      return work();
    };
    const traced = steps("part", parts);
    expect(await traced.later("a")).toBe("a!");
    await expect(traced.fails()).rejects.toThrow("later");
    expect(traced.now("abc")).toBe(3);
    expect(() => traced.throws()).toThrow("now");
    expect(traced.fact).toBe(7);
    expect(names).toEqual(["part later", "part fails", "part now", "part throws"]);
  });
});
