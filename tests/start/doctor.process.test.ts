import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONTROL_VERSION_HEADER, controlSocketIn } from "#lib/operator/control-socket.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "doctor-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const doctor = (env: Readonly<Record<string, string>>, ...flags: readonly string[]) =>
  new Promise<{ readonly code: number; readonly output: string }>((resolve) => {
    const settings = {
      NODE_ENV: "production" as const,
      PATH: process.env["PATH"],
      DATA_DIR: join(folder, "none"),
      // Nothing listens there.
      PORT: "9",
      ...env,
    };
    execFile(process.execPath, ["scripts/safety/doctor.ts", ...flags], { env: settings }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), output: out + err }),
    );
  });

describe("npm run doctor, with no server running", () => {
  it("ends well where nothing is wrong, and makes nothing", async () => {
    expect(await doctor({})).toEqual({ code: 0, output: "No risk found in these settings.\n" });
    expect(existsSync(join(folder, "none"))).toBe(false);
  });

  it("fails on something dangerous, and says what, why and which setting mends it, the gravest first", async () => {
    const { code, output } = await doctor({
      PUBLIC_URL: "https://shop.example.com",
      PAYMENT_PROVIDER: "sandbox",
      DEVELOPER_PAGES: "everyone",
    });
    expect(code).toBe(1);
    expect(output).toMatch(/^Dangerous\n\n {2}DEVELOPER_PAGES: .+\.\n {4}Why it matters: .+\.\n[^]*\nWarnings\n/);
  });

  it("ends well where there are only warnings", async () => {
    const env = { PUBLIC_URL: "https://shop.example.com", PAYMENT_PROVIDER: "sandbox", DEVELOPER_PAGES: "off" };
    expect(await doctor(env)).toMatchObject({ code: 0, output: expect.stringMatching(/^Warnings\n/) });
  });

  it("warns of a key for a seller of whom the feed has no product, and names both", async () => {
    const key = "9c8b7a6f5e4d3c2b1a0fedcb81726354";
    const keys = (seller: string) => JSON.stringify([{ name: "erp", key, sellers: ["fernweh", seller] }]);
    const { code, output } = await doctor({ ORDERS_API_KEYS: keys("fernwhe") });
    expect(code).toBe(0);
    expect(output).toMatch(/^Warnings\n\n {2}ORDERS_API_KEYS: the key "erp" .+: fernwhe\.\n/);
    expect(output).not.toContain(key);
    expect((await doctor({ ORDERS_API_KEYS: keys("kumo") })).output).toBe("No risk found in these settings.\n");
  });

  it("says what a start would refuse, in the settings and in their files", async () => {
    const file = join(folder, "shop.json");
    writeFileSync(file, "{}");
    const cases: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
      [{ PUBLIC_URL: "https://shop.example.com" }, "PAYMENT_PROVIDER: required"],
      [{ SHOP_FILE: file }, "taxes: "],
      [{ FLAGS_FILE: "nowhere.json" }, "FLAGS_FILE"],
    ];
    for (const [env, problem] of cases)
      expect(await doctor(env), problem).toMatchObject({ code: 2, output: expect.stringContaining(problem) });
  });

  it("finds files of DATA_DIR that others may open, and writes a line for each risk for programs", async () => {
    const data = mkdtempSync(join(folder, "data-"));
    writeFileSync(join(data, "sandbox-bank.sqlite"), "");
    chmodSync(join(data, "sandbox-bank.sqlite"), 0o644);
    const { code, output } = await doctor({ DATA_DIR: data }, "--json");
    expect([code, JSON.parse(output)]).toMatchObject([1, { severity: "dangerous", setting: "DATA_DIR" }]);
  });
});

describe("npm run doctor, beside a server that runs here", () => {
  it.each([
    [{ failing: ["webhooks"], checks: { webhooks: "no good one yet; refused: wrong_signature" } }, 1],
    [{ failing: [], checks: { webhooks: "no good one yet" } }, 0],
    [{ from: "another program" }, 0],
  ])("says what it refuses of the provider's webhooks: %j", async (answer, code) => {
    const server = createServer((_incoming, outgoing) => void outgoing.end(JSON.stringify(answer)));
    await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
    const address = server.address();
    try {
      const port = typeof address === "object" && address !== null ? String(address.port) : "";
      const found = await doctor({ PORT: port });
      expect(found.code).toBe(code);
      expect(found.output.includes("refuses the payment provider's webhooks: no good one yet; refused")).toBe(
        code === 1,
      );
    } finally {
      server.close();
    }
  });

  it("reads nothing of a server of the release before, and says what it could not read and what to do", async () => {
    const data = mkdtempSync(join(folder, "old-"));
    const seller = { id: "kumo", state: "active", not_ready: null, delivery: null, taxes: null };
    const server = createServer((_incoming, outgoing) => {
      outgoing.setHeader(CONTROL_VERSION_HEADER, "7");
      outgoing.end(`${JSON.stringify({ type: "listed", sellers: [seller] })}\n`);
    });
    await new Promise<void>((done) => void server.listen(controlSocketIn(data), done));
    chmodSync(controlSocketIn(data), 0o600);
    try {
      const { code, output } = await doctor({ DATA_DIR: data });
      expect(code).toBe(0);
      expect(output).toMatch(/^Warnings\n\n {2}DATA_DIR: .*sellers, their keys and receivers.* of another version/);
      expect(output).toContain("Restart it, then try again.");
      expect(output).not.toContain("No risk found");
    } finally {
      server.close();
    }
  });

  it("takes the socket that a killed server left behind for no server", async () => {
    const data = mkdtempSync(join(folder, "killed-"));
    const listen = `require("net").createServer().listen(${JSON.stringify(controlSocketIn(data))}, () => process.kill(process.pid, "SIGKILL"))`;
    await new Promise((done) => execFile(process.execPath, ["-e", listen], done));
    chmodSync(controlSocketIn(data), 0o600);
    expect(await doctor({ DATA_DIR: data })).toEqual({ code: 0, output: "No risk found in these settings.\n" });
  });
});
