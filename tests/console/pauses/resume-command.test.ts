import { expect, it } from "vitest";
import { resumeCommand } from "#app/start/resume-command.ts";
import { sellerId } from "#lib/ids.ts";

const of = (id: string | null) => [{ sellerId: id === null ? null : sellerId(id) }];

it("the command that lets instant go on turns the kill switch off, or closes the breaker, of whom it is stopped for", () => {
  expect(resumeCommand(of(null), of("kumo"))).toBe('npm run kill -- --off --why "the bank is back"');
  expect(resumeCommand(of("kumo"), [])).toBe('npm run kill -- --off --seller kumo --why "the bank is back"');
  expect(resumeCommand([], of(null))).toBe('npm run breaker -- --close --all --why "the bank was asked"');
  expect(resumeCommand([], of("kumo"))).toBe('npm run breaker -- --close --seller kumo --why "the bank was asked"');
  expect(resumeCommand([], [])).toBeNull();
});

it.each([
  ["reed press/1", "='reed press/1'"],
  ["$(touch x);", "='$(touch x);'"],
  ["it's", String.raw`='it'\''s'`],
  ["--all", "='--all'"],
])("a shell reads the id %s in it as one word", (id, word) => {
  expect(resumeCommand(of(id), [])).toContain(`--off --seller${word} --why`);
});
