import { request } from "node:http";
import { statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sessionId, type SessionId, productId } from "#lib/ids.ts";
import { ada, newYorker } from "../purchase/test-shop.ts";
import { realPostgres } from "../real-postgres.ts";
import { endWithTheFile, newFolder, startInstance, type Instance } from "./server-process.ts";

const postgres = realPostgres();
endWithTheFile();

/** Postgres is there already and PGlite makes its files first, which takes a second or two. */
async function onPostgres(): Promise<Instance> {
  const instance = await startInstance({ DATABASE_URL: await postgres.freshDatabase() });
  await instance.ready();
  return instance;
}

async function readySession(instance: Instance): Promise<SessionId> {
  const items = [{ productId: productId("mug"), offerId: null, quantity: 1 }];
  const prepared = await instance.ask("prepareCheckout", { items, shopperId: null });
  if (prepared.kind !== "prepared") throw new Error(prepared.kind);
  const id = sessionId(prepared.session.id);
  const updated = await instance.ask("updateCheckout", { sessionId: id, address: newYorker, buyer: ada });
  expect(updated).toMatchObject({ kind: "updated", session: { status: "ready" } });
  return id;
}
const pay = (instance: Instance, id: SessionId, token: string) =>
  instance.ask("payWithToken", { sessionId: id, token, buyer: ada, shopperId: null });
const statusOf = async (instance: Instance, id: SessionId) =>
  (await instance.ask("checkOrder", { sessionId: id }))?.session.status;

/** Kills the server while it waits for the bank, so that nobody can record the answer. */
async function killWhilePaying(instance: Instance, id: SessionId, token: string): Promise<void> {
  const lost = pay(instance, id, token).catch(() => undefined);
  await expect.poll(() => statusOf(instance, id), { timeout: 10_000 }).toBe("paying");
  instance.process.kill("SIGKILL");
  await Promise.all([lost, instance.ended]);
}

describe("the start of a server", () => {
  it("two that start together on an empty Postgres both become ready and see each other's sessions", async () => {
    const shared = { DATABASE_URL: await postgres.emptyDatabase(), DATA_DIR: newFolder() };
    const [one, other] = await Promise.all([startInstance(shared), startInstance(shared)]);
    await Promise.all([one.ready(), other.ready()]);
    const id = await readySession(one);
    const answers = await Promise.all([pay(one, id, "tok_sandbox_ok"), pay(other, id, "tok_sandbox_ok")]);
    expect(
      answers.map((answer) => answer.kind).filter((kind) => !["completed", "still_checking"].includes(kind)),
    ).toEqual([]);
    expect(await statusOf(other, id)).toBe("completed");
    expect(await one.charges(id)).toMatchObject([{ state: "captured" }]);
    expect(await other.charges(id)).toHaveLength(1);
  });

  it("a second one on the same data folder is refused by name, and the first goes on", async () => {
    const first = await startInstance();
    await first.ready();
    const folder = first.env["DATA_DIR"] ?? "";
    const second = await startInstance({ DATA_DIR: folder });
    expect(await second.ended).toBe(1);
    expect(second.said()).toContain(`Tillswitch cannot start: DATA_DIR ${folder} is in use`);
    expect(await statusOf(first, await readySession(first))).toBe("ready");
  });

  it("wrong settings end it with a message that names each", async () => {
    const server = await startInstance({ LOG_LEVEL: "loud", PUBLIC_URL: "shop", PAYMENT_PROVIDER: "paypal" });
    expect(await server.ended).toBe(1);
    for (const name of ["LOG_LEVEL", "PUBLIC_URL", "PAYMENT_PROVIDER"])
      expect(server.said()).toMatch(new RegExp(`^  ${name}: `, "m"));
    expect(server.said()).not.toContain("    at ");
  });
});

describe("a server that is killed", () => {
  it("has its sessions and orders when it starts again, and no payment twice", async () => {
    const before = await startInstance();
    await before.ready();
    const [open, paid] = [await readySession(before), await readySession(before)];
    const bought = await pay(before, paid, "tok_sandbox_ok");
    if (bought.kind !== "completed" || bought.order === null) throw new Error(bought.kind);
    before.process.kill("SIGKILL");
    expect(await before.ended).toBe("SIGKILL");
    const after = await startInstance(before.env);
    await after.ready();
    expect(await statusOf(after, open)).toBe("ready");
    expect(await after.ask("order", bought.order.link)).toEqual(bought.order);
    expect((await pay(after, paid, "tok_sandbox_ok")).kind).toBe("completed");
    expect(await after.charges(paid)).toHaveLength(1);
  });

  it("while the bank has taken the money finds it after its start, once", async () => {
    const before = await onPostgres();
    const id = await readySession(before);
    await killWhilePaying(before, id, "tok_sandbox_timeout_captured");
    const after = await startInstance(before.env);
    await after.ready();
    await expect.poll(() => statusOf(after, id), { timeout: 25_000, interval: 200 }).toBe("completed");
    expect(await after.charges(id)).toMatchObject([{ state: "captured" }]);
    expect(await pay(after, id, "tok_sandbox_ok")).toMatchObject({ kind: "completed" });
    expect(await after.charges(id)).toHaveLength(1);
  });

  it("before the bank was reached frees the session when the bank's bound has passed, and it can be paid", async () => {
    const before = await onPostgres();
    const id = await readySession(before);
    await killWhilePaying(before, id, "tok_sandbox_slow");
    const after = await startInstance(before.env);
    await after.ready();
    expect(await statusOf(after, id)).toBe("paying");
    await expect.poll(() => statusOf(after, id), { timeout: 25_000, interval: 200 }).toBe("ready");
    expect(await pay(after, id, "tok_sandbox_ok")).toMatchObject({ kind: "completed" });
    expect((await after.charges(id)).filter((charge) => charge.state === "captured")).toHaveLength(1);
  });
});

describe("a server that is asked to end", () => {
  it.each(["SIGTERM", "SIGINT"] as const)(
    "by %s finishes what it is doing, takes nothing new and gives its folder back",
    async (signal) => {
      const server = await startInstance();
      await server.ready();
      const slow = fetch(`${server.url}/slow`).then((response) => response.text());
      await new Promise<void>((resolve) => void setTimeout(resolve, 300));
      server.process.kill(signal);
      await new Promise<void>((resolve) => void setTimeout(resolve, 300));
      await expect(fetch(`${server.url}/readyz`)).rejects.toThrow();
      expect(await slow).toBe("done");
      expect(await server.ended).toBe(0);
      const next = await startInstance(server.env);
      await next.ready();
    },
  );
});

describe("the control socket", () => {
  it("is the owner's alone and refuses what it does not understand", async () => {
    const server = await startInstance();
    await server.ready();
    const socketPath = join(server.env["DATA_DIR"] ?? "", "control.sock");
    expect(statSync(socketPath).mode & 0o777).toBe(0o600);
    const send = (method: string, path: string, body: string) =>
      new Promise<number>((resolve, reject) => {
        const sent = request({ socketPath, method, path }, (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        });
        sent.once("error", reject);
        sent.end(body);
      });
    const answers = [
      await send("GET", "/feed-import", ""),
      await send("POST", "/", "{}"),
      await send("POST", "/feed-import", ""),
      await send("POST", "/feed-import", "{"),
      await send("POST", "/feed-import", "null"),
      await send("POST", "/feed-import", '{"file":7}'),
      await send("POST", "/feed-import", '{"file":"config/demo-feed.csv"}'),
      await send("POST", "/feed-import", JSON.stringify({ file: `/${"x".repeat(20_000)}` })),
    ];
    expect(answers).toEqual([404, 404, 400, 400, 400, 400, 400, 400]);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });
});
