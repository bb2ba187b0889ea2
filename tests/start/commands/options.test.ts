import { describe, expect, it } from "vitest";
import { problemIn } from "#scripts/command/options.ts";

const OPTIONS = {
  on: { type: "boolean" },
  why: { type: "string" },
  seller: { type: "string" },
  line: { type: "string", multiple: true },
  "return-codes": { type: "boolean" },
  help: { type: "boolean" },
} as const;

describe("the options of a command", () => {
  it.each([
    [["--on", "--why", "the bank is down"]],
    [["--why=--"]],
    [["--line", "line_1:2", "--line=line_2:1", "--return-codes"]],
    [["--why", ""]],
    [[]],
  ])("are read: %j", (args) => {
    expect(problemIn(args, OPTIONS)).toBeNull();
  });

  it.each([
    [["--on", "--wy", "x"], "--wy: there is no such option. Did you mean --why?"],
    [["--sellers", "x"], "--sellers: there is no such option. Did you mean --seller?"],
    [["--return"], "--return: there is no such option. Did you mean --return-codes?"],
    [["--nothing-like-it"], "--nothing-like-it: there is no such option."],
    [["--toString"], "--toString: there is no such option."],
    [["-w", "x"], "-w: there is no such option. Did you mean --why?"],
    [["--why"], "--why: its value is missing."],
    [["--why", "--on"], "--why: its value is missing."],
    [["--on=yes"], '--on: takes no value, not even "yes".'],
    [["on"], '"on": a word that belongs to no option.'],
    [["--wy", "x", "--why"], "--wy: there is no such option. Did you mean --why?"],
  ])("that are wrong are answered in one line with the nearest right one: %j", (args, sentence) => {
    expect(problemIn(args, OPTIONS)).toBe(sentence);
  });

  it("are explained whatever else is wrong", () => {
    expect(problemIn(["--wy", "--help"], OPTIONS)).toBe("help");
  });
});
