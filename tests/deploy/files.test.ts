import { existsSync, readFileSync } from "node:fs";
import { parse, parseAllDocuments } from "yaml";
import { describe, expect, it } from "vitest";
import { SECRET_NAMES, SETTING_NAMES } from "#lib/config/config.ts";
import { environmentOf, ignorePatterns, isIgnored, lastOf, stagesOf, wordsOf } from "./dockerfile.ts";

/** Not settings of the shop: Node's and Next's own. */
const OF_THE_RUNTIME = ["NODE_ENV", "NEXT_TELEMETRY_DISABLED", "NEXT_MANUAL_SIG_HANDLE"];
const isSetting = (name: string) =>
  SETTING_NAMES.includes(name) ||
  OF_THE_RUNTIME.includes(name) ||
  (name.endsWith("_FILE") && SECRET_NAMES.includes(name.slice(0, -"_FILE".length)));
const unknown = (settings: Readonly<Record<string, unknown>>) =>
  Object.keys(settings).filter((name) => !isSetting(name));

type Service = {
  readonly environment: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly read_only?: boolean;
};
const compose = parse(readFileSync("compose.yaml", "utf8")) as {
  readonly services: Readonly<Record<"shop" | "postgres" | "unleash", Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};

type Container = {
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
  readonly readinessProbe: { readonly httpGet: { readonly path: string } };
  readonly livenessProbe: { readonly httpGet: { readonly path: string } };
};
type Manifest = {
  readonly kind: string;
  readonly data: Readonly<Record<string, string>>;
  readonly spec: {
    readonly template: {
      readonly spec: { readonly containers: readonly Container[]; readonly terminationGracePeriodSeconds: number };
    };
  };
};
const manifests = parseAllDocuments(readFileSync("deploy/kubernetes/tillswitch.yaml", "utf8")).map(
  (document) => document.toJS() as Manifest,
);
const manifest = (kind: string): Manifest => {
  const found = manifests.find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`there is no ${kind}`);
  return found;
};

const image = () => {
  const last = stagesOf(readFileSync("Dockerfile", "utf8")).at(-1);
  if (last === undefined) throw new Error("there is no image");
  return last;
};
const unit = readFileSync("deploy/systemd/tillswitch.service", "utf8");

describe("what the deploy files set", () => {
  it("is a setting of the shop, in the image, in compose, in Kubernetes and in systemd", () => {
    const ofUnit = [...unit.matchAll(/^Environment=(.*)$/gm)].flatMap(([, line = ""]) =>
      line.split(" ").map((pair) => pair.split(/=(.*)/s).slice(0, 2)),
    );
    const everywhere = [
      environmentOf(image()),
      compose.services.shop.environment,
      manifest("ConfigMap").data,
      Object.fromEntries(ofUnit) as Record<string, string>,
    ];
    for (const settings of everywhere) expect(Object.keys(settings).length).toBeGreaterThan(3);
    expect(everywhere.flatMap(unknown)).toEqual([]);
  });

  it("says who is paid, because a start with a public address demands it", () => {
    expect(compose.services.shop.environment["PAYMENT_PROVIDER"]).toBe("${PAYMENT_PROVIDER:-sandbox}");
    expect(manifest("ConfigMap").data).toMatchObject({ PAYMENT_PROVIDER: "stripe", PAYMENT_MODE: "test" });
  });
});

describe("the image", () => {
  it("runs as nobody in particular, one process, and asks it for its health", () => {
    expect(lastOf(image(), "USER")).toBe("1000:1000");
    expect(wordsOf(lastOf(image(), "CMD"))).toEqual(["node", "server/main.ts"]);
    const program = wordsOf(lastOf(image(), "HEALTHCHECK"))[1] ?? "";
    expect([existsSync("server/main.ts"), existsSync(program)]).toEqual([true, true]);
  });

  it("has neither secrets, tests nor the packages of this machine in it", () => {
    const patterns = ignorePatterns(readFileSync(".dockerignore", "utf8"));
    for (const path of [
      ".git/config",
      ".env.local",
      "data/pg/PG_VERSION",
      "node_modules/pg/index.js",
      "tests/deploy/files.test.ts",
    ])
      expect(isIgnored(path, patterns), path).toBe(true);
    for (const path of ["package-lock.json", "lib/config/config.ts", "config/shop.json", "scripts/image/healthy.mjs"])
      expect(isIgnored(path, patterns), path).toBe(false);
  });

  it("is started with nothing to write to but its data and its temporary files", () => {
    expect(compose.services.shop).toMatchObject({ read_only: true, tmpfs: ["/tmp"], volumes: ["shop:/data"] });
    const [shop] = manifest("Deployment").spec.template.spec.containers;
    expect(shop?.securityContext).toMatchObject({ readOnlyRootFilesystem: true, allowPrivilegeEscalation: false });
    expect(shop?.volumeMounts.map(({ mountPath }) => mountPath)).toEqual(["/data", "/tmp", "/run/secrets/tillswitch"]);
    expect(environmentOf(image())["DATA_DIR"]).toMatch(/^\/data\/./);
  });
});

describe("whoever watches the shop", () => {
  it("asks for readiness where requests are sent, and for life where it is restarted", () => {
    const [shop] = manifest("Deployment").spec.template.spec.containers;
    expect(shop?.readinessProbe.httpGet.path).toBe("/readyz");
    expect(shop?.livenessProbe.httpGet.path).toBe("/healthz");
  });

  it("waits longer for an end than one takes", () => {
    // server/serve.ts: what is in flight has eight seconds, and lib/store/pg-boss.ts: jobs have five.
    const least = Number(manifest("ConfigMap").data["SHUTDOWN_DELAY_SECONDS"]) + 8 + 5;
    expect(manifest("Deployment").spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(least);
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(13);
  });
});

describe("compose", () => {
  it("publishes to this machine alone, and keeps what must last in volumes that it names", () => {
    const ports = Object.values(compose.services).flatMap((service) => service.ports ?? []);
    expect(ports.filter((port) => !port.startsWith("127.0.0.1:"))).toEqual([]);
    expect(Object.keys(compose.volumes).toSorted()).toEqual(["postgres", "shop"]);
    expect(compose.services.postgres.volumes).toContain(
      "./deploy/compose/databases.sql:/docker-entrypoint-initdb.d/databases.sql:ro",
    );
    expect(existsSync("deploy/compose/databases.sql")).toBe(true);
  });
});
