import { expect, it } from "vitest";
import { readTogether } from "#lib/store/drizzle/status/dataloader.ts";

it("readers who asked together go on one after the other, each as far as it gets by itself", async () => {
  const asked: (readonly string[])[] = [];
  const read = readTogether<string, string>((keys) => {
    asked.push(keys);
    return Promise.resolve(keys.map((key) => () => key.toUpperCase()));
  });
  const steps: string[] = [];
  const answer = async (key: string) => {
    const value = await read(key);
    for (const step of [1, 2, 3]) steps.push(await Promise.resolve(`${value}${step}`));
  };
  await Promise.all(["a", "b", "c"].map(answer));
  expect(asked).toEqual([["a", "b", "c"]]);
  expect(steps).toEqual(["A1", "A2", "A3", "B1", "B2", "B3", "C1", "C2", "C3"]);
});

it("a reader whose rows cannot be made into an answer fails alone, and all fail where nothing could be read", async () => {
  const made = (key: string) => {
    if (key === "b") throw new Error("b is of a later version");
    return key.toUpperCase();
  };
  const read = readTogether<string, string>((keys) => Promise.resolve(keys.map((key) => () => made(key))));
  const outcomes = await Promise.allSettled(["a", "b", "c"].map(read));
  expect(outcomes.map((one) => (one.status === "fulfilled" ? one.value : String(one.reason)))).toEqual([
    "A",
    "Error: b is of a later version",
    "C",
  ]);
  const unread = readTogether<string, string>(() => Promise.reject(new Error("no database")));
  const lost = await Promise.allSettled(["a", "b"].map(unread));
  expect(lost.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});
