import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync, chmodSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDiskCache } from "#lib/pictures/disk-cache.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "tillswitch-pictures-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const KILOBYTE = 1024;
const folder = () => join(root, "pictures");
const files = () =>
  readdirSync(folder(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
const sizeOfAll = () => files().reduce((sum, file) => sum + statSync(file).size, 0);
const lastUsed = (name: string, hoursAgo: number) => {
  const then = new Date(Date.now() - hoursAgo * 3_600_000);
  utimesSync(join(folder(), name.slice(0, 2), name), then, then);
};
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

let written = 0;
const cacheOf = (maxBytes: number) =>
  openDiskCache({ folder: folder(), maxBytes, now: () => new Date(), newName: () => String((written += 1)) });

describe("the cache of pictures on disk", () => {
  it("reads what it wrote, also after a restart, and nothing else", async () => {
    const bytes = Buffer.from("picture");
    await cacheOf(KILOBYTE).write("aa-128.webp", bytes);
    const later = cacheOf(KILOBYTE);
    expect(await later.read("aa-128.webp")).toEqual(bytes);
    expect(await later.read("aa-256.webp")).toBeNull();
    expect(await later.read("bb-128.webp")).toBeNull();
  });

  it("is readable by the shop's own user alone", async () => {
    await cacheOf(KILOBYTE).write("aa-128.webp", Buffer.from("picture"));
    expect(mode(folder())).toBe("700");
    expect(mode(join(folder(), "aa"))).toBe("700");
    expect(mode(join(folder(), "aa", "aa-128.webp"))).toBe("600");
  });

  it("stays below its limit, and what was used longest ago goes first", async () => {
    const cache = cacheOf(100 * KILOBYTE);
    for (let index = 0; index < 20; index += 1) {
      const name = `${String(index).padStart(2, "0")}-128.webp`;
      await cache.write(name, Buffer.alloc(8 * KILOBYTE));
      lastUsed(name, 100 - index);
      // The first one is looked at again and again, and so it stays.
      expect(await cache.read("00-128.webp")).not.toBeNull();
      expect(sizeOfAll()).toBeLessThanOrEqual(100 * KILOBYTE);
    }
    const kept = files().map((file) => file.slice(-11, -9));
    expect(kept.sort()).toEqual(["00", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19"]);
  });

  it("stays below its limit with two servers on one folder", async () => {
    const servers = [cacheOf(400 * KILOBYTE), cacheOf(400 * KILOBYTE)];
    let largest = 0;
    for (let index = 0; index < 70; index += 1) {
      await servers[index % 2]?.write(`${index}-128.webp`, Buffer.alloc(10 * KILOBYTE));
      largest = Math.max(largest, sizeOfAll());
    }
    expect(largest).toBeLessThanOrEqual(400 * KILOBYTE);
    expect(largest).toBeGreaterThan(300 * KILOBYTE);
  });

  it("never shows half a file: one that was being written when the process was killed is removed in time", async () => {
    mkdirSync(join(folder(), "aa"), { recursive: true });
    const left = join(folder(), "aa", "aa-128.webp.0badcafe.unfinished");
    writeFileSync(left, "half");
    const fresh = cacheOf(KILOBYTE);
    expect(await fresh.read("aa-128.webp")).toBeNull();
    await fresh.write("bb-128.webp", Buffer.from("picture"));
    expect(files()).toContain(left);
    lastUsed("aa-128.webp.0badcafe.unfinished", 2);
    await cacheOf(KILOBYTE).write("cc-128.webp", Buffer.from("picture"));
    expect(files()).not.toContain(left);
    expect(files()).toHaveLength(2);
  });

  it("takes an empty file, as a full disk leaves it, for none", async () => {
    const cache = cacheOf(KILOBYTE);
    await cache.write("aa-128.webp", Buffer.alloc(0));
    expect(await cache.read("aa-128.webp")).toBeNull();
  });

  it("throws when the folder cannot be made, and leaves nothing behind", async () => {
    writeFileSync(folder(), "a file");
    chmodSync(folder(), 0o600);
    await expect(cacheOf(KILOBYTE).write("aa-128.webp", Buffer.from("x"))).rejects.toThrow(/EEXIST|ENOTDIR/);
  });
});
