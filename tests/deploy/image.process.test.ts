import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../fixtures/free-port.ts";
import { build } from "./dockerfile-build.ts";
import { environmentOf, lastOf, stagesOf, wordsOf } from "./dockerfile.ts";

/** It installs twice and builds once: minutes. And only root can run a server under another account. */
const isPossible = process.env["TILLSWITCH_PROOF"] === "whole" && process.getuid?.() === 0;
const LONG_MS = 30 * 60_000;
const MAX_MB = 700;
const ACCOUNT = 1000;

const held: { folder?: string; image?: string; server?: ChildProcess; port: number; output: string } = {
  port: 0,
  output: "",
};

afterAll(() => {
  held.server?.kill("SIGKILL");
  if (held.folder !== undefined) rmSync(held.folder, { recursive: true, force: true });
});

/** As the container's engine would: the image's own variables alone, its account, and no folder for temporary files. */
function inImage(words: readonly string[]) {
  const stage = stagesOf(readFileSync("Dockerfile", "utf8")).at(-1);
  if (stage === undefined || held.image === undefined) throw new Error("there is no image");
  const [program = "", ...rest] = words;
  return {
    program: program === "node" ? process.execPath : program,
    rest,
    options: {
      cwd: join(held.image, "app"),
      uid: ACCOUNT,
      gid: ACCOUNT,
      env: {
        ...environmentOf(stage),
        NODE_ENV: "production" as const,
        PATH: "/usr/bin:/bin",
        PORT: String(held.port),
        DATA_DIR: join(held.image, environmentOf(stage)["DATA_DIR"] ?? ""),
        TMPDIR: "/nonexistent",
      },
    },
    stage,
  };
}

describe.skipIf(!isPossible)("the image, made by the Dockerfile's steps without an engine", () => {
  beforeAll(async () => {
    held.folder = mkdtempSync(join(process.env["TILLSWITCH_TEST_FOLDER"] ?? tmpdir(), "image-"));
    chmodSync(held.folder, 0o755);
    held.image = build(process.cwd(), held.folder);
    held.port = await freePort();
  }, LONG_MS);

  it(
    "serves, as an account that can write nothing but its data, without development packages",
    { timeout: LONG_MS },
    async () => {
      const { stage } = inImage([]);
      const { program, rest, options } = inImage(wordsOf(lastOf(stage, "CMD")));
      const server = spawn(program, rest, { ...options, stdio: ["ignore", "pipe", "pipe"] });
      held.server = server;
      for (const stream of [server.stdout, server.stderr])
        stream.on("data", (chunk: Buffer) => void (held.output += chunk.toString("utf8")));
      const at = (path: string) => `http://127.0.0.1:${held.port}${path}`;
      const isReady = () =>
        fetch(at("/readyz")).then(
          ({ ok }) => ok,
          () => false,
        );
      await expect.poll(isReady, { timeout: 300_000, interval: 500, message: held.output }).toBe(true);
      for (const path of ["/", "/try"]) expect((await fetch(at(path))).status, path).toBe(200);
      const health = inImage(wordsOf(lastOf(stage, "HEALTHCHECK")));
      expect(() => execFileSync(health.program, health.rest, health.options)).not.toThrow();
    },
  );

  it("is asked for its orders by the same command as everywhere", { timeout: LONG_MS }, () => {
    const { program, rest, options } = inImage(["node", "scripts/orders/list.ts"]);
    expect(execFileSync(program, rest, { ...options, encoding: "utf8" })).toContain("There are no such orders.");
  });

  it("ends at once when it is asked to, and is no larger than it was", { timeout: LONG_MS }, async () => {
    const ended = new Promise((resolve) => held.server?.once("exit", resolve));
    held.server?.kill("SIGTERM");
    expect(await ended).toBe(0);
    const size = execFileSync("du", ["-sm", join(held.image ?? "", "app")], { encoding: "utf8" });
    expect(Number.parseInt(size, 10)).toBeLessThan(MAX_MB);
  });
});
