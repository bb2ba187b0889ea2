import { createRequire } from "node:module";
import { join } from "node:path";
import type { RequestListener } from "node:http";
import { serve } from "./serve.ts";

const dir = join(import.meta.dirname, "..");

/** Next's module is a function in CommonJS; its types say otherwise to the bare Node that runs this file. */
type Next = (options: { dev: boolean; dir: string; port: number; quiet: boolean }) => {
  prepare(): Promise<void>;
  getRequestHandler(): RequestListener;
};
const next = createRequire(import.meta.url)("next") as Next;

const app = next({ dev: false, dir, port: Number(process.env["PORT"] ?? "3000"), quiet: true });
try {
  await serve(
    () => app.prepare(),
    () => app.getRequestHandler(),
  );
} catch (error) {
  process.stderr.write(`\nTillswitch cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
