import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { inTurn } from "#lib/purchase/in-turn.ts";

const [owner, another] = [{}, {}];

/** Work that notes when it begins and ends. */
function noting() {
  const notes: string[] = [];
  const work = (name: string, ms: number) => async () => {
    notes.push(`${name} begins`);
    await pause(ms);
    notes.push(`${name} ends`);
    return name;
  };
  return { notes, work };
}

it("what is about one thing runs one after the other, in the order in which it came", async () => {
  const { notes, work } = noting();
  const all = ["first", "second", "third"].map((name, n) => inTurn(owner, "at_1", work(name, 6 - 3 * n)));
  expect(await Promise.all(all)).toEqual(["first", "second", "third"]);
  expect(notes).toEqual(["first", "second", "third"].flatMap((name) => [`${name} begins`, `${name} ends`]));
});

it("what is about other things, or of another owner, does not wait", async () => {
  const { notes, work } = noting();
  await Promise.all([
    inTurn(owner, "at_1", work("long", 30)),
    inTurn(owner, "at_2", work("other thing", 1)),
    inTurn(another, "at_1", work("other owner", 1)),
  ]);
  expect(notes.at(-1)).toBe("long ends");
});

it("who waits is served after one that fails, and only that one fails", async () => {
  const { work } = noting();
  const failing = inTurn(owner, "at_1", async () => {
    await pause(1);
    throw new Error("refused");
  });
  const next = inTurn(owner, "at_1", work("next", 1));
  await expect(failing).rejects.toThrow("refused");
  expect(await next).toBe("next");
  expect(await inTurn(owner, "at_1", work("later", 1))).toBe("later");
});
