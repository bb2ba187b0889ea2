import { expect, it } from "vitest";
import { formatDay, formatTime } from "#app/components/dates.ts";
import { LANGUAGES } from "#lib/wire/languages.ts";

const EVENING = new Date("2026-11-30T20:39:00Z");
const MAY_BREAK = /[ \t\n]/;

it.each(LANGUAGES)("in %s no line ends inside a day or a time of day", (language) => {
  expect(formatDay(EVENING, language)).not.toMatch(MAY_BREAK);
  const [time] = /\d{1,2}:\d{2}.*$/u.exec(formatTime(EVENING, language)) ?? ["no time "];
  expect(time).toContain("UTC");
  expect(time).not.toMatch(MAY_BREAK);
});
