import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { productId } from "#lib/ids.ts";
import { realPostgres } from "../fixtures/real-postgres.ts";
import {
  endWithTheFile,
  LONG_MS,
  newFolder,
  pay,
  readySession,
  script,
  startInstance,
  statusOf,
  type Instance,
} from "../start/server-process.ts";

endWithTheFile();
const postgres = realPostgres();

async function paidOn(server: Instance) {
  const id = await readySession(server);
  expect(await pay(server, id, "tok_sandbox_ok")).toMatchObject({ kind: "completed" });
  return id;
}

describe("the shop of an embedded database", () => {
  it(
    "is backed up while it sells, and what was sold is in a server that starts on the copy",
    { timeout: LONG_MS },
    async () => {
      const server = await startInstance({ EMBEDDED_FSYNC: "on" });
      await server.ready();
      const before = await paidOn(server);
      const to = join(newFolder(), "backup");
      const taken = await script(server, "store/backup", "--to", to);
      expect(taken).toMatchObject({ code: 0, output: expect.stringContaining(`Backed up to ${to}`) as string });
      expect(statSync(to).mode & 0o077).toBe(0);
      const later = await paidOn(server);
      expect(await script(server, "store/backup", "--to", to)).toMatchObject({
        code: 1,
        output: expect.stringContaining("exists") as string,
      });
      expect(existsSync(`${to}.unfinished`)).toBe(false);
      server.process.kill("SIGKILL");
      await server.ended;

      const checked = await script(server, "store/backup", "--check", to, "--json");
      expect(JSON.parse(checked.output)).toMatchObject({ type: "checked", orders: 1 });
      const restored = await startInstance({ DATA_DIR: to });
      await restored.ready();
      expect(await statusOf(restored, before)).toBe("completed");
      expect(await statusOf(restored, later)).toBeUndefined();
      await paidOn(restored);
      restored.process.kill("SIGTERM");
      await restored.ended;
    },
  );

  it("moves to Postgres when its server has stopped, once, and sells on", { timeout: LONG_MS }, async () => {
    const url = await postgres.emptyDatabase();
    const server = await startInstance();
    await server.ready();
    const id = await paidOn(server);
    const onPostgres = { ...server, env: { ...server.env, DATABASE_URL: url } };
    expect(await script(onPostgres, "store/move-postgres")).toMatchObject({
      code: 1,
      output: expect.stringContaining("is in use by a server; stop it first") as string,
    });
    server.process.kill("SIGTERM");
    await server.ended;

    const asked = await script(onPostgres, "store/move-postgres", "--check");
    expect(asked).toMatchObject({ code: 0, output: expect.stringContaining("is empty: the shop can move") as string });
    const moved = await script(onPostgres, "store/move-postgres");
    expect(moved).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^orders +1 rows, paid_minor \d+/m) as string,
    });
    const same = await script(onPostgres, "store/move-postgres", "--check");
    expect(same).toMatchObject({
      code: 0,
      output: expect.stringContaining("the same rows: the shop has moved") as string,
    });
    expect(await script(onPostgres, "store/move-postgres")).toMatchObject({
      code: 1,
      output: expect.stringContaining("is not empty") as string,
    });

    const after = await startInstance(onPostgres.env);
    await after.ready();
    expect(await statusOf(after, id)).toBe("completed");
    expect(await after.charges(id)).toMatchObject([{ state: "captured" }]);
    expect(await pay(after, id, "tok_sandbox_ok")).toMatchObject({ kind: "completed" });
    expect(await after.charges(id)).toHaveLength(1);
    await paidOn(after);
    const found = await after.ask("prepareCheckout", {
      items: [{ productId: productId("mug"), offerId: null, quantity: 1 }],
    });
    expect(found.kind).toBe("prepared");
  });
});
