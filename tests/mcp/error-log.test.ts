import { describe, expect, it } from "vitest";
import { sessionId } from "#lib/ids.ts";
import { errorForLog } from "#lib/runtime/pino-error.ts";
import { createStore } from "#lib/store/drizzle/store.ts";
import { openPglite } from "#lib/store/drizzle/pglite.ts";

const opened = await openPglite(null, process.cwd());
await opened.close();

describe("an error in the log", () => {
  it("tells what the database said and where, but not what the buyer sent", async () => {
    const error: unknown = await createStore(opened.database, () => () => Promise.resolve())
      .session(sessionId("Ada Lovelace, 1 Main St"))
      .catch((reason: unknown) => reason);
    expect(String(error)).toContain("Ada Lovelace");
    const logged = errorForLog(error);
    expect(logged.message).toContain("closed");
    expect(logged.at.length).toBeGreaterThan(0);
    expect(JSON.stringify(logged)).not.toContain("Ada Lovelace");
  });

  it("takes whatever was thrown", () => {
    for (const thrown of [undefined, null, "text", 7, { token: "secret" }])
      expect(JSON.stringify(errorForLog(thrown))).not.toContain("secret");
  });
});
