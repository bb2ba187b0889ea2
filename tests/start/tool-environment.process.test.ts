import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SECRET_NAMES, SETTING_NAMES } from "#lib/config/config.ts";
import { fileSettingOf } from "#lib/config/read-secret-files.ts";

/** What npm and the builds get of an environment. */
function toolEnvironment(env: Readonly<Record<string, string>>): unknown {
  const script = `import { toolEnvironment } from ${JSON.stringify(join(process.cwd(), "scripts/install.mjs"))};
    process.stdout.write(JSON.stringify(toolEnvironment(JSON.parse(process.argv[1]))));`;
  return JSON.parse(
    execFileSync(process.execPath, ["--input-type=module", "--eval", script, JSON.stringify(env)], {
      encoding: "utf8",
    }),
  );
}

describe("npm and the builds", () => {
  it("see no setting of the shop, and no secret that somebody keeps beside them", () => {
    const names = [...SETTING_NAMES, ...SECRET_NAMES.map(fileSettingOf), "AWS_SECRET_ACCESS_KEY", "NODE_OPTIONS"];
    expect(toolEnvironment(Object.fromEntries(names.map((name) => [name, "hush"])))).toEqual({});
  });

  it("see what they need: where things are, the proxy, and npm's own configuration", () => {
    const needed = {
      PATH: "/bin",
      HOME: "/root",
      HTTPS_PROXY: "http://proxy",
      no_proxy: "localhost",
      npm_config_cache: "/c",
    };
    expect(toolEnvironment({ ...needed, STRIPE_SECRET_KEY: "hush" })).toEqual(needed);
  });

  it("get this environment wherever they are started", () => {
    for (const file of ["scripts/install.mjs", "scripts/build.ts"]) {
      const text = readFileSync(file, "utf8");
      const [, ...starts] = text.split("spawnSync(");
      expect(starts.length, file).toBeGreaterThan(0);
      for (const start of starts) expect(start.slice(0, 400), file).toContain("toolEnvironment(process.env)");
    }
  });
});
