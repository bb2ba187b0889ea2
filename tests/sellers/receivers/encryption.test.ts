import { expect, it } from "vitest";
import { readConfig } from "#lib/config/config.ts";
import { openEncryption } from "#lib/runtime/sellers/encryption.ts";

const [OLD, NEW] = ["an-old-key-of-32-characters-0123456", "the-new-key-of-32-characters-012345"];
const hostsOf = (text: string) => {
  const read = readConfig({ SELLER_RECEIVER_HOSTS: text }, process.cwd());
  return read.kind === "config" ? read.config.sellerReceivers.allowedHosts : read.problems.map(({ name }) => name);
};

it("what was encrypted is opened with the same key, at its own place, as long as nobody has changed it", () => {
  const encryption = openEncryption([OLD]);
  const encrypted = encryption.encrypt("whsec_über", "rcv_1");
  expect(encrypted).not.toContain("whsec");
  expect(encrypted.startsWith(encryption.keyId)).toBe(true);
  expect(encryption.encrypt("whsec_über", "rcv_1")).not.toBe(encrypted);
  expect(encryption.decrypt(encrypted, "rcv_1")).toBe("whsec_über");
  expect(encryption.decrypt(encrypted, "rcv_2")).toBeNull();
  const [keyId = "", text = ""] = encrypted.split(".");
  expect(encryption.decrypt(`${keyId}.${text.startsWith("A") ? "B" : "A"}${text.slice(1)}`, "rcv_1")).toBeNull();
  expect([
    encryption.decrypt(`${keyId}.short`, "rcv_1"),
    encryption.decrypt("", "rcv_1"),
    encryption.decrypt(keyId, "rcv_1"),
  ]).toEqual([null, null, null]);
});

it("a key that was put first encrypts from then on, and the one behind it still decrypts; without it nothing does", () => {
  const encrypted = openEncryption([OLD]).encrypt("secret", "rcv_1");
  const both = openEncryption([NEW, OLD]);
  expect(both.decrypt(encrypted, "rcv_1")).toBe("secret");
  const next = both.encrypt("secret", "rcv_1");
  expect(next.startsWith(openEncryption([NEW]).keyId)).toBe(true);
  expect(openEncryption([NEW]).decrypt(next, "rcv_1")).toBe("secret");
  expect(openEncryption([NEW]).decrypt(encrypted, "rcv_1")).toBeNull();
});

it("a short key is refused without being repeated, and hosts on the own network are named with their ports, for one seller or for all", () => {
  const read = readConfig({ SELLER_SECRETS_KEY: `${NEW}, hush` }, process.cwd());
  if (read.kind !== "invalid") throw new Error("a short key was taken");
  expect(read.problems.map(({ name }) => name)).toEqual(["SELLER_SECRETS_KEY"]);
  expect(JSON.stringify(read.problems)).not.toContain("hush");
  expect(hostsOf("kumo = erp.intern:8443, a=b=erp:1, 10.0.0.7:80")).toEqual([
    { seller: "kumo", host: "erp.intern:8443" },
    { seller: "a=b", host: "erp:1" },
    { seller: null, host: "10.0.0.7:80" },
  ]);
  for (const wrong of [
    "erp.intern",
    "kumo=erp.intern",
    "=erp.intern:8443",
    "erp.intern:8443=kumo",
    "https://erp.intern:8443",
    "10.0.0.7:80/path",
    "[::1]:80",
  ])
    expect(hostsOf(wrong)).toEqual(["SELLER_RECEIVER_HOSTS"]);
});
