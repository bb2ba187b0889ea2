import { describe, expect, it } from "vitest";
import { isFromForeignOrigin } from "#lib/http/foreign-origin.ts";

const HOST = "shop.example.com";
const isForeign = (headers: Readonly<Record<string, string>>) =>
  isFromForeignOrigin(new Headers({ host: HOST, ...headers }));

describe("a form", () => {
  it.each([
    ["another site", { origin: "https://evil.example" }],
    ["another port", { origin: `https://${HOST}:8443` }],
    ["a page that hides its origin", { origin: "null" }],
    ["what is no origin", { origin: "shop" }],
    ["a browser that hides the origin and says where the page was", { "sec-fetch-site": "cross-site" }],
    ["a neighbour below the same domain that does so", { "sec-fetch-site": "same-site" }],
    ["the inner host behind a proxy", { origin: "https://inner:3000", host: "inner:3000", "x-forwarded-host": HOST }],
  ])("from %s is another site's", (_, headers) => {
    expect(isForeign(headers)).toBe(true);
  });

  it.each([
    ["our own page", { origin: `https://${HOST}` }],
    ["our own page behind proxies", { origin: `https://${HOST}`, host: "a:1", "x-forwarded-host": `${HOST}, b` }],
    ["a client that sends no origin", {}],
    ["our own page, as a browser says", { "sec-fetch-site": "same-origin" }],
    ["nobody's page", { "sec-fetch-site": "none" }],
  ])("from %s is not", (_, headers) => {
    expect(isForeign(headers)).toBe(false);
  });
});
