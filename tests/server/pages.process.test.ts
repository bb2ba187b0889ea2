import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOST, openDoor, type OpenDoor } from "./open-door.ts";
import { rawRequest, statusOf } from "./raw-request.ts";

let opened: OpenDoor;
beforeAll(async () => {
  opened = await openDoor();
});
afterAll(() => opened.close());

const ask = (bytes: string) => rawRequest(opened.port, bytes);
const get = (target: string, ...headers: readonly string[]) =>
  ask(`GET ${target} HTTP/1.1\r\n${[HOST, ...headers].join("\r\n")}\r\n\r\n`);

describe("a page that Next's scripts run", () => {
  it("lets in only the scripts that were written for this answer, whatever policy the caller sends", async () => {
    const nonces = [];
    for (const header of ["accept: text/html", "content-security-policy: script-src 'nonce-known'"]) {
      const { text } = await get("/console/terms", header);
      const [, nonce, seen] =
        /^content-security-policy: default-src 'self'; script-src 'nonce-([^']+)' 'strict-dynamic'; img-src 'self'\r$[^]*<script nonce="([^"]*)"/im.exec(
          text,
        ) ?? [];
      expect(nonce).toMatch(/^[\w+/]{22}==$/);
      expect(seen).toBe(nonce);
      nonces.push(nonce);
    }
    expect(new Set(nonces).size).toBe(2);
  });
});

describe("a call of a server action, of which there are none", () => {
  const post = (path: string, ...headers: readonly string[]) =>
    ask(`POST ${path} HTTP/1.1\r\n${[HOST, ...headers, "content-length: 0"].join("\r\n")}\r\n\r\n`);

  it.each(["/api/none", "/acp/none", "/_next/none"])("is refused in words at %s, where no page is", async (path) => {
    for (const header of ["next-action: abc", "next-action:", "content-type: multipart/form-data; boundary=a"]) {
      const answer = await post(path, header);
      expect(statusOf(answer), header).toBe(404);
      expect(answer.text).toContain('{"error":"Not found');
    }
  });

  it("reaches a page as one only where it names an action, which the proxy answers", async () => {
    expect((await post("/orders", "x-test-answer: action", "next-action:")).text).toContain("<no action>");
    expect((await post("/orders", "x-test-answer: action", "next-action: abc")).text).toContain("<abc>");
  });
});

describe("a page that is text", () => {
  const expected = '<h1>Terms</h1><script src="/buyers-clock.js" defer=""></script>';

  it("comes without Next's scripts and with its own", async () => {
    const answer = await get("/policies/terms");
    expect(answer.text).toContain(expected);
    expect(answer.text).not.toMatch(/_next|__next/);
    expect(answer.text).toMatch(/^content-security-policy: default-src 'self'; script-src 'self'; img-src 'self'\r$/im);
    expect(answer.text).toMatch(new RegExp(`^content-length: ${expected.length}\\r$`, "im"));
  });

  it("is compressed for clients that accept it, and any other page is as Next sends it", async () => {
    const { text: zipped } = await get("/policies/terms", "accept-encoding: br, gzip");
    expect(zipped).toMatch(/^content-encoding: gzip\r$/im);
    expect(zipped).not.toContain("Terms");
    expect((await get("/console/terms")).text).toContain("self.__next_f");
  });

  it("is not compressed for clients that refuse it", async () => {
    const { text: plain } = await get("/policies/terms", "accept-encoding: gzip;q=0");
    expect(plain).toContain(expected);
  });

  it("is the same to a form that is posted to it, and its headers are the same to HEAD", async () => {
    const fixed = ({ text: sent }: { text: string }) =>
      sent.replace(/^(?:date|x-request-id|connection|keep-alive):.*\r\n/gim, "");
    const asked = await get("/policies/terms");
    const posted = await ask(`POST /policies/terms HTTP/1.1\r\n${HOST}\r\ncontent-length: 0\r\n\r\n`);
    const head = await ask(`HEAD /policies/terms HTTP/1.1\r\n${HOST}\r\n\r\n`);
    expect(fixed(posted)).toBe(fixed(asked));
    expect(fixed(head)).toBe(fixed(asked).replace(expected, ""));
  });

  it("says in words that it failed when nothing can be said of what is not there, and the operator gets why", async () => {
    const known = opened.failures.length;
    const answer = await get("/orders/missing", "x-test-answer: failure");
    expect(statusOf(answer)).toBe(500);
    expect(answer.text).toContain("<h1>Something went wrong</h1>");
    expect(opened.failures.slice(known)).toEqual([new Error("no page for nothing")]);
    opened.failures.splice(known);
  });

  it("says in words that there is nothing, where Next says it by scripts alone", async () => {
    const answer = await get("/orders/missing");
    expect(statusOf(answer)).toBe(404);
    expect(answer.text).toContain("<h1>There is no such page</h1>");
    expect(answer.text).toMatch(/^content-security-policy: script-src 'self'\r$/im);
    expect(answer.text).not.toMatch(/_next/);
  });

  it("says in words that it failed", async () => {
    const answer = await get("/orders/failed");
    expect(statusOf(answer)).toBe(500);
    expect(answer.text).toContain("<h1>Something went wrong</h1>");
    expect(answer.text).not.toMatch(/_next/);
  });

  it("has the policy that it states itself in its headers, and keeps its data and its own scripts", async () => {
    const { text: sent } = await get("/checkout/form");
    expect(sent).toMatch(
      /^content-security-policy: script-src 'self' https:\/\/pay\.example; form-action 'self' https:\r$/im,
    );
    const rest = '<p>Form</p><script type="application/json">{"a":1}</script><script type="module" src="/checkout.js">';
    expect(sent).toContain(`<head></head>${rest}`);
    expect(sent).not.toContain("evil");
  });

  it("is left alone where it is no page", async () => {
    expect((await get("/policies/data")).text).toContain("<script>1</script>");
  });
});
