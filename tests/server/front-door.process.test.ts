import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOST, openDoor, type OpenDoor } from "./open-door.ts";
import { rawRequest, statusOf } from "./raw-request.ts";

let opened: OpenDoor;
beforeAll(async () => {
  opened = await openDoor();
});
afterAll(() => opened.close());

/** How many milliseconds it takes. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

const ask = (bytes: string) => rawRequest(opened.port, bytes);
const get = (target: string, ...headers: readonly string[]) =>
  ask(`GET ${target} HTTP/1.1\r\n${[HOST, ...headers].join("\r\n")}\r\n\r\n`);

describe("a request that no page or route is for", () => {
  it.each([
    ["two hosts", `GET / HTTP/1.1\r\n${HOST}\r\nHost: evil.example\r\n\r\n`, 400],
    ["no host", "GET / HTTP/1.1\r\n\r\n", 400],
    ["a target for a proxy's eyes", `GET * HTTP/1.1\r\n${HOST}\r\n\r\n`, 400],
    ["another host's address", `GET //evil.example/console HTTP/1.1\r\n${HOST}\r\n\r\n`, 400],
    ["a method of no page", `TRACE / HTTP/1.1\r\n${HOST}\r\n\r\n`, 405],
    ["a page deleted", `DELETE /checkout/co_1 HTTP/1.1\r\n${HOST}\r\n\r\n`, 405],
    ["a method that a route has not", `DELETE /api/list HTTP/1.1\r\n${HOST}\r\n\r\n`, 405],
    ["no HTTP", "HELO shop.example.com\r\n\r\n", 400],
    ["headers without an end", `GET / HTTP/1.1\r\n${HOST}\r\nx: ${"a".repeat(20_000)}\r\n\r\n`, 431],
    ["two lengths", `POST / HTTP/1.1\r\n${HOST}\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab`, 400],
    [
      "a length and chunks",
      `POST / HTTP/1.1\r\n${HOST}\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
    ],
    ["a path with dots", `GET /_next/../console HTTP/1.1\r\n${HOST}\r\n\r\n`, 400],
    ["the version after", `GET / HTTP/2.0\r\n${HOST}\r\n\r\n`, 505],
    ["a version that nobody knows", `GET / HTTP/4.2\r\n${HOST}\r\n\r\n`, 505],
    [
      "a body that is compressed on the way",
      `POST / HTTP/1.1\r\n${HOST}\r\ntransfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n`,
      501,
    ],
  ])("with %s is answered with its status and in words, and never with 500", async (_, bytes, status) => {
    const answer = await ask(bytes);
    expect(statusOf(answer)).toBe(status);
    expect(answer.text).toContain('{"error":"');
  });

  it("says which methods there are", async () => {
    expect((await ask(`PUT /api/list HTTP/1.1\r\n${HOST}\r\n\r\n`)).text).toMatch(/^allow: GET, HEAD\r$/im);
    expect((await ask(`OPTIONS /api/list HTTP/1.1\r\n${HOST}\r\n\r\n`)).text).toMatch(
      /204[\s\S]*^allow: GET, HEAD, OPTIONS\r$/im,
    );
    expect(statusOf(await ask(`OPTIONS * HTTP/1.1\r\n${HOST}\r\n\r\n`))).toBe(204);
  });

  it("gets a page in a browser and JSON elsewhere, neither of which repeats what was sent", async () => {
    const page = await get("//<script>", "accept: text/html");
    expect(page.text).toContain('<html lang="en-US" dir="ltr">');
    expect(page.text).toContain("content-security-policy: default-src 'none'");
    const json = await get("//<script>");
    expect(json.text).toContain('{"error":"Bad request');
    expect(page.text + json.text).not.toContain("<script>");
  });

  it("gets the page in the reader's language: the one that was chosen, else the browser's", async () => {
    const asked = await get("//<script>", "accept: text/html\r\naccept-language: ar-EG, en;q=0.5");
    expect(asked.text).toMatch(/<html lang="ar[^"]*" dir="rtl">/);
    const chosen = await get("//<script>", "accept: text/html\r\naccept-language: ar\r\ncookie: a=b; language=de");
    expect(chosen.text).toContain('<html lang="de" dir="ltr">');
    expect((await get("//<script>", "accept-language: de")).text).toContain('{"error":"Bad request');
  });
});

describe("a request by an absolute address", () => {
  it("is served by its path, asked of the host in it, and redirects nobody", async () => {
    const answer = await ask(`GET http://evil.example/console HTTP/1.1\r\n${HOST}\r\n\r\n`);
    expect(answer.text).toContain("page /console evil.example");
    expect(answer.text).not.toMatch(/^location:/im);
  });
});

describe("a request whose sender has nothing more to say", () => {
  it.each(["/", "/slow", "/api/list", "/policies/terms"])("to %s is answered all the same", async (path) => {
    const socket = connect({ port: opened.port, host: "127.0.0.1", allowHalfOpen: true });
    socket.end(`GET ${path} HTTP/1.1\r\n${HOST}\r\n\r\n`);
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe("a request that comes slowly", () => {
  it.each([
    ["its headers", `GET / HTTP/1.1\r\n${HOST}\r\nx: `],
    ["its body", `POST / HTTP/1.1\r\n${HOST}\r\ncontent-length: 9\r\n\r\na`],
  ])("with %s is answered 408 and loses its connection", async (_, bytes) => {
    const impatient = await openDoor(500);
    const answer = await rawRequest(impatient.port, bytes, 10_000);
    await impatient.close();
    expect(statusOf(answer)).toBe(408);
    expect(answer.isClosed).toBe(true);
  });

  it("and never begins loses its connection without an answer", async () => {
    const impatient = await openDoor(500);
    const answer = await rawRequest(impatient.port, "", 10_000);
    await impatient.close();
    expect(answer).toEqual({ text: "", isClosed: true });
  });
});

describe("whoever sends again what cannot be read, as soon as it is refused,", () => {
  it("gets few refusals", async () => {
    const from = Date.now();
    let refusals = 0;
    for (; Date.now() - from < 1500; refusals += 1) expect(statusOf(await ask("HELO shop\r\n\r\n"))).toBe(400);
    expect(refusals).toBeLessThanOrEqual(2);
  });

  it("keeps no connection by sending on", async () => {
    const socket = connect({ port: opened.port, host: "127.0.0.1", allowHalfOpen: true });
    socket.on("error", () => undefined).resume();
    const closed = new Promise<"closed">((resolve) => void socket.once("close", () => resolve("closed")));
    const sending = setInterval(() => void socket.write("HELO shop\r\n\r\n"), 50);
    expect(await Promise.race([closed, pause(8000, "open")])).toBe("closed");
    clearInterval(sending);
  });

  it("on one connection gets one, and takes no place of others", async () => {
    const socket = connect(opened.port, "127.0.0.1");
    const warnings: string[] = [];
    const noted = ({ name }: Error) => void warnings.push(name);
    process.on("warning", noted);
    let text = "";
    socket.on("data", (chunk: Buffer) => void (text += chunk.toString("utf8")));
    // The connection is reset where more was sent than anybody reads.
    socket.on("error", () => undefined);
    const closed = new Promise((resolve) => void socket.once("close", resolve));
    for (let part = 0; part < 1200 && !socket.destroyed; part += 1) {
      socket.write("HELO shop\r\n\r\n");
      if (part % 100 === 0) await pause(10);
    }
    const others = await Promise.all(Array.from({ length: 3 }, () => timed(() => ask("HELO shop\r\n\r\n"))));
    await closed;
    process.off("warning", noted);
    expect(text.match(/HTTP\/1\.1 400/g)).toHaveLength(1);
    expect(Math.min(...others)).toBeGreaterThan(900);
    expect(warnings).toEqual([]);
  });
});

describe("an answer", () => {
  it("has the headers that every answer has, errors too", async () => {
    for (const path of ["/", "/api/list", "/api/none", "//"]) {
      const { text: sent } = await get(path);
      expect(sent, path).toMatch(/^x-content-type-options: nosniff\r$/im);
      expect(sent, path).toMatch(/^strict-transport-security: max-age=31536000\r$/im);
    }
  });

  it("to HEAD has the headers of GET and no body", async () => {
    const answer = await ask(`HEAD /api/list HTTP/1.1\r\n${HOST}\r\n\r\n`);
    expect(statusOf(answer)).toBe(200);
    expect(answer.text).toContain("application/json");
    expect(answer.text).not.toContain("things");
  });

  it("of a route that fails says so without its reason, which the operator gets", async () => {
    const answer = await get("/api/broken");
    expect(statusOf(answer)).toBe(500);
    expect(answer.text).not.toContain("a handler that fails");
    expect(opened.failures).toEqual([new Error("a handler that fails")]);
  });

  it("of a shop that is stopping ends its connection, and readiness is gone first", async () => {
    opened.door.stopping();
    const page = await get("/");
    expect(statusOf(page)).toBe(200);
    expect(page.isClosed).toBe(true);
    expect(statusOf(await get("/readyz"))).toBe(503);
  });
});
