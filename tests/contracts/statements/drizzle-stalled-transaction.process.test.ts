import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { openPostgres } from "#lib/store/drizzle/postgres.ts";
import { realPostgres } from "../../fixtures/real-postgres.ts";

const postgres = realPostgres();
const servers: Server[] = [];
afterAll(() => servers.forEach((server) => server.close()));

/** A network in front of Postgres that can stand still: what is sent meanwhile arrives when it goes on. */
async function stallingNetwork(target: URL) {
  const pairs = new Set<readonly [Socket, Socket]>();
  const server = createServer((near) => {
    const far = connect(Number(target.port || 5432), target.hostname);
    pairs.add([near, far]);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on("data", (bytes) => to.write(bytes));
      from.on("error", () => to.destroy()).on("close", () => to.destroy());
    }
  });
  servers.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  const set = (isStill: boolean) => {
    for (const socket of [...pairs].flat()) socket[isStill ? "pause" : "resume"]();
  };
  return { port: (server.address() as AddressInfo).port, set };
}

describe.concurrent("what a transaction wrote that broke off is not kept by the next one on its connection", () => {
  it.each([
    ["to the database itself", false],
    ["behind a pooler", true],
  ])("%s", { timeout: 90_000 }, async (_, isPooled) => {
    const url = new URL(await postgres.freshDatabase());
    const network = await stallingNetwork(url);
    const through = new URL(url);
    [through.hostname, through.port] = ["127.0.0.1", String(network.port)];
    const opened = isPooled
      ? await openPostgres(url.href, process.cwd(), { poolUrl: through.href })
      : await openPostgres(through.href, process.cwd());
    const { database } = opened;
    await database.execute(sql`create table notes (id text primary key)`);
    const broken = database.transaction(async (transaction) => {
      await transaction.execute(sql`insert into notes values ('broken off')`);
      network.set(true);
      await transaction.execute(sql`select 1`);
    });
    await expect(broken).rejects.toThrow();
    network.set(false);
    await pause(200);
    await database.transaction((transaction) => transaction.execute(sql`insert into notes values ('next')`));
    const { rows } = await opened.query("select id from notes", []);
    await opened.close();
    expect(rows).toEqual([{ id: "next" }]);
  });
});
