import { describe, expect, it } from "vitest";
import { takesGzip } from "#server/front/takes-gzip.ts";

describe("a page is compressed by gzip", () => {
  it.each(["gzip", "br, GZIP", "gzip;q=0.1, br", "x-gzip", "*", "br;q=1, *;q=0.5", "gzip; q=1.0"])(
    "for %j",
    (header) => {
      expect(takesGzip(header)).toBe(true);
    },
  );

  it.each([
    undefined,
    "",
    "br",
    "gzip;q=0",
    "br, gzip; q=0.000",
    "*;q=0",
    "gzip;q=0, *",
    "identity",
    "gzip;q=yes",
    "agzip",
  ])("not for %j", (header) => {
    expect(takesGzip(header)).toBe(false);
  });
});
