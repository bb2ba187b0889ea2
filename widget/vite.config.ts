import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";
import { z } from "zod";
import { shapeOf } from "./reading/shape-of.ts";

/**
 * Writes a hash of the page into the page. Its address is fixed, so this is how two builds are told apart when a
 * host shows an old one. https://developers.openai.com/plugins/guides/product-checkout-conversion-spec
 */
function contentHash(): Plugin {
  return {
    name: "content-hash",
    enforce: "post",
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== "asset" || !file.fileName.endsWith(".html")) continue;
        const page = typeof file.source === "string" ? file.source : new TextDecoder().decode(file.source);
        const hash = createHash("sha256").update(page).digest("hex").slice(0, 16);
        file.source = page.replace("</title>", `</title>\n    <meta name="build" content="${hash}" />`);
      }
    },
  };
}

/**
 * Writes what is not ASCII in a script by its number. A page with one other character is text of two bytes a character to
 * Chromium, which then reads all of it slower.
 */
function asciiScripts(): Plugin {
  return {
    name: "ascii-scripts",
    enforce: "post",
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== "chunk") continue;
        if (/\\[\u0080-\uffff]|String\.raw/.test(file.code))
          this.error("a character that is not ASCII cannot be written by its number");
        file.code = file.code.replace(
          /[\u0080-\uffff]/g,
          (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
        );
      }
    },
  };
}

/** What a page may weigh on its way to a phone, in bytes. */
const MAX_GZIP = 48_000;

/** Fails the build of a page that is too heavy, and prints what it weighs. */
function weight(): Plugin {
  return {
    name: "weight",
    async writeBundle({ dir = "." }, bundle) {
      for (const name of Object.keys(bundle).filter((file) => file.endsWith(".html"))) {
        const size = gzipSync(await readFile(resolve(dir, name))).length;
        if (size > MAX_GZIP) this.error(`${name} is ${size} bytes gzipped; at most ${MAX_GZIP} are allowed.`);
        this.info(`${name} is ${size} bytes gzipped.`);
      }
    },
  };
}

/**
 * Puts into the place of zod's schemas what they ask for, as data, and a reader of a hundred lines: zod itself is most of what
 * a widget would have to run before it shows anything. A module of lib/wire that makes schemas has nothing else to do.
 */
function schemasAsData(): Plugin {
  return {
    name: "schemas-as-data",
    async transform(code, id) {
      if (!id.startsWith(WIRE) || !/^import \{ z \} from "zod";$/m.test(code)) return null;
      const exported: Readonly<Record<string, unknown>> = await import(id);
      const reader = JSON.stringify(resolve(import.meta.dirname, "reading/shape.ts"));
      const lines = Object.entries(exported).map(([name, value]) => exportOf(name, value));
      return { code: `import { readerOf } from ${reader};\n${lines.join("\n")}`, map: null };
    },
  };
}

const WIRE = resolve(import.meta.dirname, "../lib/wire");

/** A schema that no shape stands for is left out, so that a widget that reads by it does not build. */
function exportOf(name: string, value: unknown): string {
  if (typeof value === "function") throw new TypeError(`${name} is a function in a module of schemas; give it its own`);
  if (!(value instanceof z.ZodType)) return `export const ${name} = ${JSON.stringify(value)};`;
  try {
    return `export const ${name} = /* @__PURE__ */ readerOf(${JSON.stringify(JSON.stringify(shapeOf(value)))});`;
  } catch {
    return "";
  }
}

/** The mode names the page: each is one file, and one build makes one of them. */
export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  base: "./",
  plugins: [
    schemasAsData(),
    react(),
    asciiScripts(),
    viteSingleFile({ removeViteModuleLoader: true }),
    contentHash(),
    weight(),
  ],
  // The browser reads them faster than a script.
  json: { stringify: true },
  resolve: {
    // React's interface at a tenth of its size; the tests draw the same views with React itself.
    alias: [
      { find: "react-dom/client", replacement: resolve(import.meta.dirname, "preact/react-dom-client.ts") },
      { find: "react/jsx-runtime", replacement: "preact/jsx-runtime" },
      { find: /^react$/, replacement: resolve(import.meta.dirname, "preact/react.ts") },
    ],
  },
  build: {
    outDir: resolve(import.meta.dirname, "../build/widget"),
    // The other page is there too.
    emptyOutDir: false,
    target: "es2022",
    modulePreload: false,
    assetsDir: "",
    assetsInlineLimit: () => true,
    cssCodeSplit: false,
    rolldownOptions: { input: resolve(import.meta.dirname, mode === "products" ? "products.html" : "index.html") },
    chunkSizeWarningLimit: 1000,
    reportCompressedSize: false,
  },
}));
