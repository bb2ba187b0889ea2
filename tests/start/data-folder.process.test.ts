import { request } from "node:http";
import { statSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { CONTROL_VERSION, CONTROL_VERSION_HEADER, controlSocketIn } from "#lib/operator/control-socket.ts";
import { IMPORT_VERB } from "#lib/operator/feeds/import-verb.ts";
import {
  endWithTheFile,
  LONG_MS,
  pay,
  readySession,
  script,
  startInstance,
  statusOf,
  type Instance,
} from "./server-process.ts";

endWithTheFile();

// Making a PGlite folder takes long, so these tests are one life of one folder, in this order.
let server: Instance;
let folder: string;
beforeAll(async () => {
  server = await startInstance();
  folder = server.env["DATA_DIR"] ?? "";
  await server.ready();
}, LONG_MS);

const startAgain = async () => {
  server = await startInstance(server.env);
  await server.ready();
};
const pause = (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds));

function send(method: string, verb: string, body: string, version = CONTROL_VERSION): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { [CONTROL_VERSION_HEADER]: version };
    const socketPath = controlSocketIn(folder);
    const sent = request({ socketPath, method, path: `/${verb}`, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

describe("a server with a data folder of its own", () => {
  it(
    "keeps a second one off it, by name, and goes on",
    async () => {
      const second = await startInstance({ DATA_DIR: folder });
      expect(await second.ended).toBe(1);
      expect(second.output()).toContain(`Tillswitch cannot start: DATA_DIR ${folder} is in use`);
      expect(await statusOf(server, await readySession(server))).toBe("ready");
    },
    LONG_MS,
  );

  it("has a control socket that is its owner's alone and refuses what it does not understand", async () => {
    expect(statSync(controlSocketIn(folder)).mode & 0o777).toBe(0o600);
    const unreadable = ["", "{", "null", "[]", '{"file":7}', '{"file":"config/demo-feed.csv"}', "x".repeat(20_000)];
    for (const body of unreadable) expect(await send("POST", IMPORT_VERB, body), body.slice(0, 40)).toBe(400);
    expect(await send("POST", IMPORT_VERB, "{}", "0")).toBe(409);
    expect(await send("GET", IMPORT_VERB, "")).toBe(404);
    expect(await send("POST", "drop-tables", "{}")).toBe(404);
    expect(await send("POST", "constructor", "{}")).toBe(404);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });

  it(
    "stops instant by npm run kill without a restart, shows its state, and lets it go on again",
    async () => {
      const id = await readySession(server);
      expect((await script(server, "kill")).output).toContain("Kill switch: never used.");
      const on = await script(server, "kill", "--on", "--why", "the bank is down");
      expect(on).toMatchObject({ code: 0, output: expect.stringMatching(/is on for all sellers[^]*ON +all sellers/) });
      expect((await pay(server, id, "tok_sandbox_ok")).kind).toBe("instant_unavailable");
      const ready = (await (await fetch(`${server.url}/readyz`)).json()) as { ready: boolean; checks: object };
      expect(ready).toMatchObject({ ready: true, checks: { instant: "kill switch on for all sellers" } });
      const seller = await script(server, "kill", "--on", "--seller", "nobody", "--why", "a slip");
      expect(seller.output).toContain('the catalogue contains no product of seller "nobody"');
      expect((await script(server, "kill", "--off", "--why", "the bank is back")).code).toBe(0);
      expect((await pay(server, id, "tok_sandbox_ok")).kind).toBe("completed");
      expect((await script(server, "breaker")).output).toContain("Breakers: never used.");
    },
    LONG_MS,
  );

  it(
    "does nothing for a script that does not say clearly what it wants",
    async () => {
      for (const [args, option] of [
        [["--on"], "--why"],
        [["--on", "--off", "--why", "x"], "--on and --off"],
        [["--on", "--wy", "x"], "--wy: there is no such option. Did you mean --why"],
      ] as const)
        expect(await script(server, "kill", ...args), args.join(" ")).toEqual({
          code: 2,
          output: expect.stringMatching(new RegExp(`^${option}.*\\n$`)),
        });
      for (const name of ["kill", "breaker"])
        expect(await script(server, name, "--merchant", "fernweh", "--why", "x"), name).toMatchObject({
          code: 2,
          output: expect.stringContaining("--merchant is not accepted: name the seller with --seller ID"),
        });
      const closed = await script(server, "breaker", "--close", "--seller", "fernweh", "--why", "x");
      expect(closed).toMatchObject({ code: 1, output: expect.stringContaining("was not open") });
    },
    LONG_MS,
  );

  it(
    "on SIGTERM finishes what it is doing, takes nothing new, ends well and gives the folder back",
    async () => {
      const slow = fetch(`${server.url}/slow`).then((response) => response.text());
      await pause(300);
      server.process.kill("SIGTERM");
      await pause(300);
      await expect(fetch(`${server.url}/readyz`)).rejects.toThrow();
      expect(await slow).toBe("done");
      expect(await server.ended).toBe(0);
      await startAgain();
    },
    LONG_MS,
  );

  it(
    "killed without a warning, has its sessions and orders when it starts again, and pays nothing twice",
    async () => {
      const [open, paid] = [await readySession(server), await readySession(server)];
      const bought = await pay(server, paid, "tok_sandbox_ok");
      if (bought.kind !== "completed" || bought.order === null) throw new Error(bought.kind);
      server.process.kill("SIGKILL");
      expect(await server.ended).toBe("SIGKILL");
      await startAgain();
      expect(await statusOf(server, open)).toBe("ready");
      expect((await server.ask("orderPage", bought.order.link))?.order).toEqual(bought.order);
      expect((await pay(server, paid, "tok_sandbox_ok")).kind).toBe("completed");
      expect(await server.charges(paid)).toHaveLength(1);
    },
    LONG_MS,
  );
});
