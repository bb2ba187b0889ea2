import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readOptions } from "../command/options.ts";
import { root, toolEnvironment } from "../install.mjs";
import { mayShip, shippedPackages, type Lock, type Package } from "./licenses.ts";

const HELP = `Writes what ships with the product, from package-lock.json: nothing is installed or fetched.

  npm run sbom     build/sbom/sbom.cdx.json   a bill of materials (CycloneDX 1.5)
                   build/sbom/licenses.md     every package with its license

Ends with 1 where a package may not ship under its license. --help prints this text.
`;

type Dependency = { readonly ref: string; readonly dependsOn: readonly string[] };
type Sbom = {
  readonly metadata: { readonly component: { readonly "bom-ref": string; readonly name: string } };
  readonly components: readonly { readonly "bom-ref": string }[];
  readonly dependencies: readonly Dependency[];
};

const print = (text: string) => void process.stdout.write(`${text}\n`);
readOptions(HELP, {});
process.exitCode = main();

function main(): number {
  const lock: Lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const packages = shippedPackages(lock);
  const folder = join(root, "build", "sbom");
  mkdirSync(folder, { recursive: true });
  const sbom = withOnly(packages, sbomOfLock());
  writeFileSync(join(folder, "sbom.cdx.json"), `${JSON.stringify(sbom, null, 2)}\n`);
  writeFileSync(join(folder, "licenses.md"), licenseList(packages));
  print(`${sbom.components.length} packages in build/sbom/sbom.cdx.json and build/sbom/licenses.md`);
  const refused = packages.filter((one) => !mayShip(one));
  for (const { name, version, license } of refused)
    print(`${name} ${version} may not ship under ${license ?? "no license"}: see docs/decisions/0031`);
  return refused.length === 0 ? 0 : 1;
}

/** With `--omit=dev`, npm leaves out what a development package needs as well (the MCP SDK, for one), so all are asked for. */
function sbomOfLock(): Sbom {
  const npm = process.env["npm_execpath"];
  const [command, first] = npm === undefined ? ["npm", []] : [process.execPath, [npm]];
  const { status, stdout, stderr } = spawnSync(
    command,
    [...first, "sbom", "--package-lock-only", "--include=dev", "--sbom-format=cyclonedx"],
    {
      cwd: root,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
      env: { ...toolEnvironment(process.env), NODE_ENV: "production" },
    },
  );
  if (status === 0) return JSON.parse(stdout);
  process.stderr.write(stderr);
  throw new Error("npm sbom failed; see the reason above");
}

function withOnly(packages: readonly Package[], sbom: Sbom): Sbom {
  const kept = new Set([
    sbom.metadata.component["bom-ref"],
    ...packages.map(({ name, version }) => `${name}@${version}`),
  ]);
  const found = new Set(sbom.components.map((one) => one["bom-ref"]));
  const missing = packages.map(({ name, version }) => `${name}@${version}`).filter((ref) => !found.has(ref));
  if (missing.length > 0) throw new Error(`npm sbom left out ${missing.join(", ")}`);
  return {
    ...sbom,
    // npm names the project after its folder.
    metadata: { ...sbom.metadata, component: { ...sbom.metadata.component, name: "tillswitch" } },
    components: sbom.components.filter((one) => kept.has(one["bom-ref"])),
    dependencies: sbom.dependencies
      .filter(({ ref }) => kept.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => kept.has(one)) })),
  };
}

function licenseList(packages: readonly Package[]): string {
  const rows = packages
    .map(({ name, version, license }) => `| ${name} | ${version} | ${license ?? "none"} |`)
    .toSorted();
  return ["| Package | Version | License |", "|---|---|---|", ...new Set(rows), ""].join("\n");
}
