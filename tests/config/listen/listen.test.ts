import { describe, expect, it } from "vitest";
import { readConfig } from "#lib/config/config.ts";

const SANDBOX = { PAYMENT_PROVIDER: "sandbox" };
function listens(settings: Readonly<Record<string, string>>) {
  const read = readConfig({ ...SANDBOX, ...settings }, process.cwd());
  if (read.kind !== "config") throw new Error(JSON.stringify(read.problems));
  const { listen, publicUrl } = read.config;
  return { ...listen, publicUrl };
}

describe("where the server listens", () => {
  it.each([
    [{}, "127.0.0.1", "http://127.0.0.1:3000"],
    [{ PUBLIC_URL: "http://localhost:3000" }, "127.0.0.1", "http://127.0.0.1:3000"],
    [{ PUBLIC_URL: "https://shop.example.com" }, null, "http://127.0.0.1:3000"],
    [{ PUBLIC_URL: "https://shop.example.com", HOST: "127.0.0.1" }, "127.0.0.1", "http://127.0.0.1:3000"],
    [{ HOST: "*", PORT: "80" }, null, "http://127.0.0.1:80"],
    [{ HOST: "::1" }, "::1", "http://[::1]:3000"],
    [{ HOST: "10.0.0.5" }, "10.0.0.5", "http://10.0.0.5:3000"],
  ])("with %j is %s, and this machine reaches it at %s", (settings, host, ownUrl) => {
    expect(listens(settings)).toMatchObject({ host, ownUrl });
  });

  it("is behind proxies of this machine unless others are named", () => {
    expect(listens({}).trustedProxies).toEqual(["loopback"]);
    expect(listens({ TRUSTED_PROXIES: "none" }).trustedProxies).toEqual([]);
    expect(listens({ TRUSTED_PROXIES: "10.0.0.0/8, ::1, uniquelocal" }).trustedProxies).toEqual([
      "10.0.0.0/8",
      "::1",
      "uniquelocal",
    ]);
  });

  it.each(["https://Shop.Example.com:443/", "https://shop.example.com"])(
    "at %s is the shop's origin, however it is spelled",
    (PUBLIC_URL) => {
      expect(listens({ PUBLIC_URL }).publicUrl).toBe("https://shop.example.com");
    },
  );
});
