type LockEntry = {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
};

/** The part of a package-lock.json (version 3) that is read here; the key of an entry is its path, "" the project's own. */
export type Lock = { readonly packages: Readonly<Record<string, LockEntry>> };

export type Package = {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression, or null where the package names none. */
  readonly license: string | null;
  readonly integrity: string | null;
};

/** Development packages whose code is compiled into what a browser gets: the widgets' React and the style sheet's base. */
const BUNDLED: readonly string[] = ["preact", "tailwindcss"];

/** Licenses under which anything may be shipped with the product: no more than naming the author is asked. */
const PERMISSIVE: readonly string[] = [
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BSL-1.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
];

/** What ships under another license, and where it is explained that it may. */
const EXPLAINED: readonly { readonly name: RegExp; readonly license: string; readonly record: string }[] = [
  { name: /^@img\/sharp-/, license: "LGPL-3.0-or-later", record: "0031" },
  { name: /^caniuse-lite$/, license: "CC-BY-4.0", record: "0031" },
];

/** The packages of a lock that ship: what an installation without development packages has, and what is bundled. */
export function shippedPackages(lock: Lock): readonly Package[] {
  return packagesOf(lock, ({ name, entry }) => entry.dev !== true || BUNDLED.includes(name));
}

/** The packages of a lock, development or not, that npm could not check against what was locked. */
export function withoutIntegrity(lock: Lock): readonly Package[] {
  return packagesOf(lock, ({ entry }) => entry.link !== true).filter(({ integrity }) => integrity === null);
}

function packagesOf(
  lock: Lock,
  isWanted: (one: { readonly name: string; readonly entry: LockEntry }) => boolean,
): readonly Package[] {
  return Object.entries(lock.packages)
    .filter(([path]) => path !== "")
    .map(([path, entry]) => ({ name: path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length), entry }))
    .filter(isWanted)
    .map(({ name, entry }) => ({
      name,
      version: entry.version ?? "",
      license: entry.license ?? null,
      integrity: entry.integrity ?? null,
    }));
}

/**
 * Whether a package may ship: every license that its SPDX expression demands is permissive or explained for it in a
 * decision record; of alternatives one is enough. No license, or an expression that cannot be read, may not.
 * Source: https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/
 */
export function mayShip({ name, license }: Package): boolean {
  if (license === null) return false;
  const isAllowed = (one: string) =>
    PERMISSIVE.includes(one) || EXPLAINED.some((entry) => entry.license === one && entry.name.test(name));
  const bare = license.replace(/^\((.*)\)$/, "$1");
  // AND within OR, or the other way round, would need its brackets read; no package that ships has both.
  if (/[()]/.test(bare) || (bare.includes(" AND ") && bare.includes(" OR "))) return false;
  return bare.includes(" OR ") ? bare.split(" OR ").some(isAllowed) : bare.split(" AND ").every(isAllowed);
}
