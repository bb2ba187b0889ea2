import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONTROL_VERSION, CONTROL_VERSION_HEADER, controlSocketIn } from "#lib/operator/control-socket.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "doctor-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A server that uses a data folder, and says `answer` to every command. */
async function serverIn(data: string, answer = "", version = CONTROL_VERSION): Promise<Server> {
  const server = createServer((_incoming, outgoing) => {
    outgoing.setHeader(CONTROL_VERSION_HEADER, version);
    outgoing.end(answer);
  });
  await new Promise<void>((done) => void server.listen(controlSocketIn(data), done));
  chmodSync(controlSocketIn(data), 0o600);
  return server;
}

const doctor = (env: Readonly<Record<string, string>>, ...flags: readonly string[]) =>
  new Promise<{ readonly code: number; readonly output: string }>((resolve) => {
    const settings = {
      NODE_ENV: "production" as const,
      PATH: process.env["PATH"],
      DATA_DIR: join(folder, "none"),
      // Nothing listens there.
      PORT: "2",
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
  const WELL = { ready: true, failing: [], checks: { webhooks: "no good one yet" } };
  const METRICS = "tillswitch_database_up 1\n";
  type Answers = Readonly<Record<string, (outgoing: ServerResponse, key: string | undefined) => void>>;
  const says =
    (text: string, status = 200) =>
    (outgoing: ServerResponse) =>
      void outgoing.writeHead(status, { connection: "close" }).end(text);

  /** What the doctor says beside something that listens at PORT and does not answer in DATA_DIR. */
  async function besideOther(
    answers: Answers,
    env: Readonly<Record<string, string>> = {},
    ...flags: readonly string[]
  ) {
    const server = createServer(({ url = "", headers }, outgoing) =>
      (answers[url] ?? says("Not found", 404))(outgoing, headers.authorization),
    );
    await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
    const address = server.address();
    try {
      const port = typeof address === "object" && address !== null ? String(address.port) : "";
      return await doctor({ PORT: port, ...env }, ...flags);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  /** Beside the server of this shop, which answers in DATA_DIR too. */
  async function beside(answers: Answers, env: Readonly<Record<string, string>> = {}) {
    const data = mkdtempSync(join(folder, "beside-"));
    const control = await serverIn(data);
    try {
      return await besideOther(answers, { DATA_DIR: data, ...env });
    } finally {
      control.closeAllConnections();
      control.close();
    }
  }

  it.each([
    [{ failing: ["webhooks"], checks: { webhooks: "no good one yet; refused: wrong_signature" } }, 1],
    [{ failing: [], checks: { webhooks: "no good one yet" } }, 0],
  ])("says what it refuses of the provider's webhooks: %j", async (answer, code) => {
    const ready = JSON.stringify({ ready: true, ...answer });
    const found = await beside({ "/readyz": says(ready), "/metrics": says(METRICS) });
    expect(found.code).toBe(code);
    expect(found.output.includes("refuses the payment provider's webhooks: no good one yet; refused")).toBe(code === 1);
  });

  it("says of a page that could not be read which, why and what to do, and its exit code is 3", async () => {
    const ready = { "/readyz": says(JSON.stringify(WELL)) };
    const cases: readonly (readonly [Answers, string, string])[] = [
      [
        { "/": says("hello") },
        "PORT: another program answers at http://127.0.0.1:",
        "give this command the server's PORT",
      ],
      [
        { ...ready, "/metrics": says("", 404) },
        "METRICS_KEY: the server does not show",
        "give this command the METRICS_KEY",
      ],
      [{ ...ready, "/metrics": () => undefined }, "/metrics was not answered in time", "try again"],
      [
        { ...ready, "/metrics": (outgoing) => void outgoing.destroy() },
        "/metrics could not be read to its end",
        "the server's log",
      ],
      [{ "/readyz": () => undefined, "/metrics": says(METRICS) }, "/readyz was not answered in time", "try again"],
    ];
    for (const [answers, what, todo] of cases) {
      const { code, output } = await beside(answers);
      expect(code, output).toBe(3);
      expect(output).toContain(what);
      expect(output).toContain(todo);
      expect(output).not.toContain("No risk found");
    }
    const { output: foreign } = await besideOther({ "/": says("hello") });
    expect(foreign).not.toContain("the server that runs here");
    expect(foreign).toContain("no server of this shop was found");
    const { output } = await besideOther({ "/": says("hello") }, {}, "--json");
    expect(JSON.parse(output.split("\n")[0] ?? "")).toMatchObject({ severity: "warning", setting: "PORT" });
  });

  it("reads the metrics with METRICS_KEY, and never shows the key to another program", async () => {
    const key = "0123456789-metrics-key";
    const shown: (string | undefined)[] = [];
    const metrics: Answers[string] = (outgoing, given) => {
      shown.push(given);
      says(METRICS, given === `Bearer ${key}` ? 200 : 404)(outgoing);
    };
    const env = { METRICS_KEY: key };
    expect((await beside({ "/readyz": says(JSON.stringify(WELL)), "/metrics": metrics }, env)).code).toBe(0);
    expect((await beside({ "/readyz": says("{}"), "/metrics": metrics }, env)).code).toBe(3);
    expect(shown).toEqual([`Bearer ${key}`]);
  });

  it("neither reads the server of another shop nor shows it the METRICS_KEY", async () => {
    const shown: (string | undefined)[] = [];
    const trouble = { ready: true, failing: ["webhooks"], checks: { webhooks: "no good one yet; refused: 3" } };
    const metrics: Answers[string] = (outgoing, given) => {
      shown.push(given);
      says("tillswitch_database_up 0\n")(outgoing);
    };
    const pages = { "/readyz": says(JSON.stringify(trouble)), "/metrics": metrics };
    const { code, output } = await besideOther(pages, { METRICS_KEY: "0123456789-metrics-key" });
    expect(shown).toEqual([]);
    expect(output).toContain("PORT: another program, or the server of another shop, answers at http://127.0.0.1:");
    expect(output).not.toContain("webhooks");
    expect(code).toBe(3);
  });

  it("asks for no METRICS_KEY that it was given and kept back, because /readyz could not be read", async () => {
    const answers: Answers = { "/readyz": says("", 503), "/metrics": says("", 404) };
    const { code, output } = await beside(answers, { METRICS_KEY: "0123456789-metrics-key" });
    expect(code).toBe(3);
    expect(output).toContain("/readyz could not be read to its end, or failed");
    expect(output).not.toContain("METRICS_KEY");
  });

  it("says that nothing answers at PORT where a server uses DATA_DIR", async () => {
    const data = mkdtempSync(join(folder, "elsewhere-"));
    const server = await serverIn(data);
    try {
      const { code, output } = await doctor({ DATA_DIR: data });
      expect(output).toContain("PORT: nothing answers at http://127.0.0.1:2, and a server uses DATA_DIR.");
      expect(output).toContain("give this command the PORT and HOST");
      expect(code).toBe(3);
    } finally {
      server.close();
    }
  });

  it("reads nothing of a server of the release before, and says what it could not read and what to do", async () => {
    const data = mkdtempSync(join(folder, "old-"));
    const seller = { id: "kumo", state: "active", not_ready: null, delivery: null, taxes: null };
    const server = await serverIn(data, `${JSON.stringify({ type: "listed", sellers: [seller] })}\n`, "7");
    try {
      const { code, output } = await doctor({ DATA_DIR: data });
      expect(code).toBe(3);
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
