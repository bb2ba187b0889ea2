import { expect, it } from "vitest";
import { readConfig } from "#lib/config/config.ts";
import { openSeals } from "#lib/runtime/sellers/seals.ts";

const [OLD, NEW] = ["an-old-key-of-32-characters-0123456", "the-new-key-of-32-characters-012345"];
const hostsOf = (text: string) => {
  const read = readConfig({ SELLER_RECEIVER_HOSTS: text }, process.cwd());
  return read.kind === "config" ? read.config.sellerReceivers.allowedHosts : read.problems.map(({ name }) => name);
};

it("what was sealed is opened with the same key, at its own place, as long as nobody has changed it", () => {
  const seals = openSeals([OLD]);
  const sealed = seals.seal("whsec_über", "rcv_1");
  expect(sealed).not.toContain("whsec");
  expect(sealed.startsWith(seals.mark)).toBe(true);
  expect(seals.seal("whsec_über", "rcv_1")).not.toBe(sealed);
  expect(seals.open(sealed, "rcv_1")).toBe("whsec_über");
  expect(seals.open(sealed, "rcv_2")).toBeNull();
  const [mark = "", text = ""] = sealed.split(".");
  expect(seals.open(`${mark}.${text.startsWith("A") ? "B" : "A"}${text.slice(1)}`, "rcv_1")).toBeNull();
  expect([seals.open(`${mark}.short`, "rcv_1"), seals.open("", "rcv_1"), seals.open(mark, "rcv_1")]).toEqual([
    null,
    null,
    null,
  ]);
});

it("a key that was put first seals from then on, and the one behind it still opens; without it nothing does", () => {
  const sealed = openSeals([OLD]).seal("secret", "rcv_1");
  const both = openSeals([NEW, OLD]);
  expect(both.open(sealed, "rcv_1")).toBe("secret");
  const next = both.seal("secret", "rcv_1");
  expect(next.startsWith(openSeals([NEW]).mark)).toBe(true);
  expect(openSeals([NEW]).open(next, "rcv_1")).toBe("secret");
  expect(openSeals([NEW]).open(sealed, "rcv_1")).toBeNull();
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
