import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dayRange } from "#widget/views/amounts.ts";

describe("the days of a delivery", () => {
  const before = process.env["TZ"];
  beforeAll(() => {
    process.env["TZ"] = "Pacific/Honolulu";
  });
  afterAll(() => {
    if (before === undefined) delete process.env["TZ"];
    else process.env["TZ"] = before;
  });

  it("are on the card as on the page, wherever the buyer is", () => {
    expect(new Date("2026-12-03T00:00:00Z").getDate()).toBe(2);
    expect(dayRange("2026-12-03T00:00:00Z", "2026-12-07T00:00:00Z", "en")).toMatch(/^Dec 3\s–\s7$/);
  });

  it("are one word in Japanese, where a line may end after each sign", () => {
    const written = dayRange("2026-07-04T00:00:00Z", "2026-07-06T00:00:00Z", "ja");
    expect(written.split("\u2060")).toEqual([..."7月4日～7月6日"]);
  });
});
