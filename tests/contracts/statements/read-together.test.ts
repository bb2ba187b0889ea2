import { expect, it } from "vitest";
import { readTogether } from "#lib/store/drizzle/status/dataloader.ts";

it("readers who asked together go on one after the other, each as far as it gets by itself", async () => {
  const asked: (readonly string[])[] = [];
  const read = readTogether<string, string>((keys) => {
    asked.push(keys);
    return Promise.resolve(keys.map((key) => key.toUpperCase()));
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
