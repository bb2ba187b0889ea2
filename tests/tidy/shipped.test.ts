import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mayShip, shippedPackages, withoutIntegrity, type Lock } from "#scripts/safety/licenses.ts";

const lock: Lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
const named = (license: string | null, name = "some-package") => ({ name, version: "1.0.0", license, integrity: null });

describe("what ships", () => {
  it("may ship under its license, or a decision record explains it", () => {
    const shipped = shippedPackages(lock);
    expect(shipped.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["next", "stripe", "@modelcontextprotocol/sdk", "preact"]),
    );
    expect(shipped.map(({ name }) => name)).not.toContain("vitest");
    expect(shipped.filter((one) => !mayShip(one))).toEqual([]);
  });

  it("has a hash for every entry of the lock, for other platforms too", () => {
    expect(Object.keys(lock.packages).length).toBeGreaterThan(500);
    expect(withoutIntegrity(lock)).toEqual([]);
    expect(withoutIntegrity({ packages: { "": {}, "node_modules/a": { version: "1.0.0" } } })).toHaveLength(1);
  });

  it("may not be under copyleft, an unknown license or none", () => {
    for (const license of ["GPL-3.0-only", "AGPL-3.0-or-later", "MIT AND GPL-2.0-only", "SEE LICENSE IN X", "", null])
      expect(mayShip(named(license)), String(license)).toBe(false);
    expect(mayShip(named("MIT OR (GPL-2.0-only AND BSD-3-Clause)"))).toBe(false);
    expect(mayShip(named("LGPL-3.0-or-later"))).toBe(false);
  });

  it("may be under a permissive license, one of two, or what is explained for this package", () => {
    for (const license of ["MIT", "(MIT OR GPL-2.0-only)", "MIT AND ISC"]) expect(mayShip(named(license))).toBe(true);
    expect(mayShip(named("Apache-2.0 AND LGPL-3.0-or-later", "@img/sharp-win32-x64"))).toBe(true);
  });
});
