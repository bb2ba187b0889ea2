import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMcpDispatch } from "#lib/http/mcp/dispatch.ts";
import { eraOf } from "#lib/wire/mcp/envelope.ts";
import { MCP_CODES, readMessage } from "#lib/wire/mcp/json-rpc.ts";
import type { McpEra } from "#lib/wire/mcp/revisions.ts";
import { legacyOracle, modernOracle, type Answered, type Headers } from "../../fixtures/mcp/official-servers.ts";
import { answerProblems } from "../../fixtures/mcp/official-schema.ts";
import { SMALL_SERVICE } from "../../fixtures/mcp/small-service.ts";
import { collectedLog } from "../test-client.ts";
import { anyMessage, SEED } from "./random-messages.ts";
import { textOf } from "./small-server.ts";

const RUNS = 10_000;
const LONG_MS = 600_000;
const dispatch = createMcpDispatch(SMALL_SERVICE, collectedLog([]));

const lookUp = (headers: Headers) => (name: string) => new globalThis.Headers(headers).get(name);

async function ours(message: unknown, headers: Headers): Promise<Answered> {
  const { status, body } = await dispatch(message, lookUp(headers));
  return { status, body: body === null ? null : JSON.parse(textOf(body)) };
}

type Compared = { readonly status: number; readonly id: unknown; readonly code: unknown; readonly result: unknown };

/** What has to be the same. The words of an error may differ. */
function compared({ status, body }: Answered): Compared {
  const { id, error, result }: { id?: unknown; error?: { code?: unknown }; result?: unknown } = Object(body);
  return { status, id, code: error?.code, result };
}

/**
 * What the official servers say of malformed parameters is an internal error with a dump of their validation, which is
 * their bug; JSON-RPC has a code for it. Nothing else in these tests is an internal error.
 */
const theirs = (answer: Answered): Compared => {
  const one = compared(answer);
  return one.code === MCP_CODES.internalError ? { ...one, code: MCP_CODES.invalidParams } : one;
};

/**
 * Whether the dispatch has a reason of its own to answer otherwise. A batch does not come this far (`http-edge.ts`).
 * A notification of 2026-07-28 is accepted unread: the revision has none that a client sends, and none is answered.
 */
const isComparable = (era: McpEra, message: unknown, headers: Headers) => {
  const read = readMessage(message);
  return (
    !Array.isArray(message) &&
    eraOf(read, lookUp(headers)) === era &&
    !(era === "modern" && read.kind === "notification")
  );
};

const KINDS = {
  legacy: ["200 result", "202 result", "200 -32601", "200 -32602", "200 -32002", "400 -32000", "400 -32700"],
  modern: ["200 result", "200 -32602", "404 -32601", "400 -32600", "400 -32602", "400 -32020", "400 -32022"],
} as const;

describe("beside the official servers", () => {
  it.each([
    ["legacy", "SDK 1.x", legacyOracle(SMALL_SERVICE)],
    ["modern", "SDK 2.x", modernOracle(SMALL_SERVICE)],
  ] as const)(
    "a random message of the %s era gets the status, the code, the id and the result that %s gives it",
    async (era, _, oracle) => {
      const seen: Record<string, number> = {};
      await fc.assert(
        fc.asyncProperty(anyMessage(era), async ({ message, headers }) => {
          fc.pre(isComparable(era, message, headers));
          const [mine, official] = await Promise.all([ours(message, headers), oracle(message, headers)]);
          const kind = `${mine.status} ${String(compared(mine).code ?? "result")}`;
          seen[kind] = (seen[kind] ?? 0) + 1;
          expect(compared(mine)).toEqual(theirs(official));
        }),
        { numRuns: RUNS, seed: SEED },
      );
      // A comparison says nothing of an answer that never came up.
      for (const kind of KINDS[era]) expect(seen[kind] ?? 0, kind).toBeGreaterThan(20);
    },
    LONG_MS,
  );
});

const methodOf = (message: unknown) => {
  const read = readMessage(message);
  return read.kind === "request" ? read.method : "none";
};

describe("any message at all", () => {
  it.each(["legacy", "modern"] as const)(
    "of the %s era is answered as the specification's schema says or not at all, never with 5xx, and a notification never",
    async (era) => {
      const problems = { legacy: answerProblems("legacy"), modern: answerProblems("modern") };
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(anyMessage(era), fc.record({ message: fc.jsonValue(), headers: fc.constant({}) })),
          async ({ message, headers }) => {
            const { status, body } = await dispatch(message, lookUp(headers));
            expect([200, 202, 400, 404]).toContain(status);
            if (status === 202) expect(body).toBeNull();
            else {
              const spoken = eraOf(readMessage(message), lookUp(headers));
              expect(problems[spoken](methodOf(message), JSON.parse(textOf(body ?? "")) as object)).toEqual([]);
            }
            if (readMessage(message).kind === "notification" && status !== 400) expect(status).toBe(202);
          },
        ),
        { numRuns: RUNS / 4, seed: SEED },
      );
    },
    LONG_MS,
  );
});
