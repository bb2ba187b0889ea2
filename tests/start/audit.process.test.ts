import { describe, expect, it } from "vitest";
import { resolve } from "node:path";
import type { AuditLine } from "#lib/operator/audit.ts";
import { endWithTheFile, LONG_MS, script, startInstance, type Instance } from "./server-process.ts";

endWithTheFile();
const KEY = "b1f0c2d4e6a8957361fedcba09283746";

async function trail(server: Instance): Promise<readonly AuditLine[]> {
  const { code, output } = await script(server, "safety/audit", "--since", "1h", "--json");
  expect(code, output).toBe(0);
  return output
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as AuditLine);
}

describe("npm run audit", () => {
  it(
    "shows the start with its settings, imports and the kill switch, of a running server and of one that has ended",
    async () => {
      const server = await startInstance({ CONSOLE_KEY: KEY });
      await server.ready();
      const feed = resolve("tests/start/feed.csv");
      expect((await script(server, "feed-import", "--file", feed)).code).toBe(0);
      expect((await script(server, "kill", "--on", "--why", "the bank is down")).code).toBe(0);
      const entries = await trail(server);
      const sellers = entries.filter(({ action }) => action === "seller_added");
      expect(sellers.map(({ actor }) => actor)).toContain("server");
      expect(entries.filter((entry) => !sellers.includes(entry))).toMatchObject(
        [
          {
            action: "started",
            actor: "server",
            details: { CONSOLE_KEY: expect.stringMatching(/^set, sha256:[0-9a-f]{8}$/), LOG_LEVEL: "silent" },
          },
          { action: "feed_imported", actor: "server", subject: "tests/start/feed.csv" },
          { action: "feed_imported", actor: "command", subject: feed, details: { rejected: 0 } },
          { action: "kill_switch_set", actor: "command", why: "the bank is down", details: { is_on: true } },
        ].map((entry) => ("subject" in entry ? { ...entry, subject: expect.stringContaining("feed.csv") } : entry)),
      );
      expect(JSON.stringify(entries)).not.toContain(KEY);

      server.process.kill("SIGTERM");
      expect(await server.ended).toBe(0);
      expect(await trail(server)).toEqual(entries);
      const text = await script(server, "safety/audit", "--since", "2026-01-01");
      expect(text.output).toMatch(/kill switch set {2}by command {2}"the bank is down" {2}is_on=true/);
      expect(await script(server, "safety/audit", "--since", "yesterday")).toMatchObject({
        code: 2,
        output: expect.stringContaining("--since"),
      });
    },
    LONG_MS,
  );
});
