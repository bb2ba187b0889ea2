import { expect, it } from "vitest";
import { resumeCommand } from "#app/start/resume-command.ts";
import { sellerId } from "#lib/ids.ts";

const kumo = sellerId("kumo");

it("the command that lets instant go on turns off the kill switch of whom it is on for", () => {
  expect(resumeCommand("switch", null)).toBe('npm run kill -- --off --why "the bank is back"');
  expect(resumeCommand("switch", kumo)).toBe('npm run kill -- --off --seller kumo --why "the bank is back"');
});

it("the command that lets instant go on closes the breaker of whom it is open for", () => {
  expect(resumeCommand("breaker", null)).toBe('npm run breaker -- --close --all --why "the bank was asked"');
  expect(resumeCommand("breaker", kumo)).toBe('npm run breaker -- --close --seller kumo --why "the bank was asked"');
});

it.each([
  ["reed press/1", "='reed press/1'"],
  ["$(touch x);", "='$(touch x);'"],
  ["it's", String.raw`='it'\''s'`],
  ["--all", "='--all'"],
])("a shell reads the id %s in it as one word", (id, word) => {
  expect(resumeCommand("switch", sellerId(id))).toContain(`--off --seller${word} --why`);
});
