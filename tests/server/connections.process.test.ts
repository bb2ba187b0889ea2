import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOST, openDoor, type OpenDoor } from "./open-door.ts";
import { rawRequest, statusesIn, statusOf, type RawAnswer } from "./raw-request.ts";

let opened: OpenDoor;
beforeAll(async () => {
  opened = await openDoor();
});
afterAll(() => opened.close());

const ask = (bytes: string) => rawRequest(opened.port, bytes);
const get = (target: string, ...headers: readonly string[]) =>
  ask(`GET ${target} HTTP/1.1\r\n${[HOST, ...headers].join("\r\n")}\r\n\r\n`);

/** What comes back for three megabytes to a client that looks for an answer only after it has sent them. */
function sendWhole(path: string, saysLength: boolean): Promise<RawAnswer> {
  const body = "x".repeat(3_000_000);
  const [length, framed] = saysLength
    ? [`content-length: ${body.length}`, body]
    : ["transfer-encoding: chunked", `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`];
  return rawRequest(
    opened.port,
    `POST ${path} HTTP/1.1\r\n${HOST}\r\n${length}\r\n\r\n${framed}`,
    3000,
    "after_sending",
  );
}

describe("a connection", () => {
  const second = `GET /next HTTP/1.1\r\n${HOST}\r\n\r\n`;
  const body = "x".repeat(1_300_000);

  it.each(["/early", "/api/list", "//"])(
    "on which %s left a body unread is ended, so that nobody's next request waits on it",
    async (path) => {
      const answer = await rawRequest(
        opened.port,
        `POST ${path} HTTP/1.1\r\n${HOST}\r\ncontent-length: ${body.length * 2}\r\n\r\n${body}`,
        3000,
      );
      expect(answer.text).toMatch(/^connection: close\r$/im);
      expect(answer.isClosed).toBe(true);
    },
  );

  it.each([
    ["/early", true],
    ["/api/list", true],
    ["//", true],
    ["/mcp", true],
    ["/api/short", true],
    ["/early", false],
    ["/api/short", false],
    ["/mcp", false],
  ])(
    "of a client that sends all it has to %s before it reads brings the answer, length said: %s",
    async (path, said) => {
      const answer = await sendWhole(path, said);
      expect(statusOf(answer)).toBeGreaterThanOrEqual(400);
      expect(answer.isClosed).toBe(true);
    },
  );

  it("whose bodies were read is kept for the next request", async () => {
    const form = `POST /read HTTP/1.1\r\n${HOST}\r\ncontent-length: 3\r\n\r\na=1`;
    const answer = await ask(form + second);
    expect(statusesIn(answer)).toEqual([200, 200]);
    expect(answer.text).toContain("page /read shop.example.com a=1");
    expect(answer.isClosed).toBe(false);
  });

  it("that offers another protocol is answered in this one", async () => {
    const answer = await get("/", "connection: Upgrade, HTTP2-Settings", "upgrade: h2c", "http2-settings: AAMAAABk");
    expect(statusOf(answer)).toBe(200);
    expect(statusOf(await get("/", "connection: Upgrade", "upgrade: websocket", "sec-websocket-key: aaaa"))).toBe(200);
  });
});
