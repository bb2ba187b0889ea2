import { describe, expect, it } from "vitest";
import { sessionId } from "#lib/ids.ts";
import { errorForLog } from "#lib/runtime/pino-error.ts";
import { createStore } from "#lib/store/drizzle/store.ts";
import { createLog } from "#lib/runtime/pino-log.ts";
import { openTestPglite } from "../fixtures/test-pglite.ts";

const opened = await openTestPglite();
await opened.close();

describe("an error in the log", () => {
  it("logs what the database reported and where, but not what the buyer sent", async () => {
    const error: unknown = await createStore(opened.database, () => () => Promise.resolve())
      .session(sessionId("Ada Lovelace, 1 Main St"))
      .catch((reason: unknown) => reason);
    expect(String(error)).toContain("Ada Lovelace");
    const logged = errorForLog(error);
    expect(logged.message).toContain("closed");
    expect(logged.frames.length).toBeGreaterThan(0);
    expect(JSON.stringify(logged)).not.toContain("Ada Lovelace");
  });

  it("is written by the log's own serializer, under either name that pino gives it", () => {
    const lines: string[] = [];
    const log = createLog("info", { write: (line) => void lines.push(line) });
    const error = new Error("outer: Ada Lovelace", { cause: new Error("the connection is closed") });
    log.error({ error, attemptId: "cs_1:1" }, "a call failed");
    log.error(error, "a call failed");
    const [named, bare] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const expected = { kind: "Error", message: "the connection is closed", frames: expect.any(Array) };
    expect(named).toMatchObject({ level: 50, msg: "a call failed", attemptId: "cs_1:1", error: expected });
    expect(bare).toMatchObject({ msg: "a call failed", err: expected });
    expect(lines.join()).not.toContain("Ada Lovelace");
  });

  it("takes whatever was thrown", () => {
    for (const thrown of [undefined, null, "text", 7, { token: "secret" }])
      expect(JSON.stringify(errorForLog(thrown))).not.toContain("secret");
  });
});
