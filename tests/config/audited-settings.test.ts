import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { auditedSettings } from "#lib/config/audited-settings.ts";

const KEY = "b1f0c2d4e6a8957361fedcba09283746";
const digest = createHash("sha256").update(KEY).digest("hex");
const audited = (env: Readonly<Record<string, string>>) => auditedSettings(env, (path) => `/srv/shop/${path}`);

describe("the settings at a start, in the audit trail", () => {
  it("are those that are set, as they are", () => {
    expect(audited({ PAYMENT_MODE: "test", PORT: " 4000 ", LOG_LEVEL: "", HOME: "/root", PATH: "/bin" })).toEqual({
      PAYMENT_MODE: "test",
      PORT: "4000",
    });
  });

  it("show of a secret only that it is set, and the beginning of its digest, by which a change is seen", () => {
    const shown = audited({ CONSOLE_KEY: KEY, DATABASE_URL: `postgres://shop:${KEY}@db.example.com/shop` });
    expect(shown["CONSOLE_KEY"]).toBe(`set, sha256:${digest.slice(0, 8)}`);
    expect(shown["DATABASE_URL"]).toMatch(/^set, sha256:[0-9a-f]{8}$/);
    expect(JSON.stringify(shown)).not.toContain(KEY);
  });

  it("show of a secret's file neither its path nor what is in it", () => {
    const shown = audited({ CONSOLE_KEY_FILE: `nowhere-${KEY}` });
    expect(Object.keys(shown)).toEqual(["CONSOLE_KEY"]);
    expect(JSON.stringify(shown)).not.toContain("nowhere");
  });

  it("show of an address where it leads, and no key in its path, query or user", () => {
    const url = `https://user:${KEY}@hooks.example.com:8443/${KEY}?key=${KEY}`;
    expect(audited({ ACP_WEBHOOK_URL: url })).toEqual({ ACP_WEBHOOK_URL: "https://hooks.example.com:8443" });
  });
});
