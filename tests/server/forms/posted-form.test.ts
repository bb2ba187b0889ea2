import { describe, expect, it } from "vitest";
import { leadTo, readPostedForm } from "#app/request/posted-form.ts";
import { cookieHeader, requestCookie } from "#app/request/request-cookies.ts";

const ADDRESS = "https://shop.example.com/checkout/co_1/form/order";
const post = (body: string | FormData | URLSearchParams, headers: Readonly<Record<string, string>> = {}) =>
  new Request(ADDRESS, {
    method: "POST",
    body,
    headers: { host: "shop.example.com", origin: "https://shop.example.com", accept: "text/html", ...headers },
  });
const multipart = (fields: Readonly<Record<string, string | Blob>>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
};

describe("a posted form", () => {
  it.each([
    ["as browsers send forms", new URLSearchParams({ city: "Zürich & 東京" })],
    ["in parts", multipart({ city: "Zürich & 東京" })],
  ])("is read %s", async (_, body) => {
    const posted = await readPostedForm(post(body));
    expect(posted.kind === "form" && posted.form.get("city")).toBe("Zürich & 東京");
  });

  it.each([
    ["of another site", post("a=1", { origin: "https://evil.example" }), 403],
    ["of a page that hides its origin", post("a=1", { origin: "null" }), 403],
    ["of 2 MB", post(new URLSearchParams({ a: "x".repeat(2_000_000) })), 413],
    ["of no form's type", post('{"a":1}', { "content-type": "application/json" }), 400],
    ["of parts without a boundary", post("a=1", { "content-type": "multipart/form-data" }), 400],
    ["of broken parts", post("--b\r\n", { "content-type": "multipart/form-data; boundary=b" }), 400],
  ])("%s is refused with a page", async (_, request, status) => {
    const posted = await readPostedForm(request);
    if (posted.kind !== "refused") throw new Error("taken");
    expect(posted.response.status).toBe(status);
    expect(posted.response.headers.get("content-type")).toContain("text/html");
    expect(await posted.response.text()).toContain("<h1>");
  });
});

describe("what came of a form", () => {
  it("is a redirect for a browser, and an address for our script, each with its cookies", async () => {
    const browser = leadTo(post("a=1"), "/checkout/co_1#step", ["a=1", "b=2"]);
    expect([browser.status, browser.headers.get("location")]).toEqual([303, "/checkout/co_1#step"]);
    expect(browser.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    const script = leadTo(post("a=1", { accept: "application/json" }), "https://pay.example.com/c/1", ["a=1"]);
    expect(script.status).toBe(200);
    expect(await script.json()).toEqual({ location: "https://pay.example.com/c/1" });
    expect(script.headers.getSetCookie()).toEqual(["a=1"]);
  });
});

describe("a cookie", () => {
  const options = { path: "/checkout/co_1", maxAge: 60, isHttps: true, sameSite: "Lax" } as const;

  it("is for its path, for https where there is some, and never for a script", () => {
    expect(cookieHeader("a", "b", options)).toBe(
      "a=b; Path=/checkout/co_1; Max-Age=60; HttpOnly; SameSite=Lax; Secure",
    );
    expect(cookieHeader("a", "b", { ...options, isHttps: false })).not.toContain("Secure");
  });

  it.each([
    ["a=1; b=2", "b", "2"],
    ["a=1;b=x=y", "b", "x=y"],
    ["ab=1", "b", null],
    ["b=", "b", null],
    ["", "b", null],
  ])("of %o is %o read as %o", (cookie, name, value) => {
    expect(requestCookie(new Request(ADDRESS, { headers: { cookie } }), name)).toBe(value);
  });
});
