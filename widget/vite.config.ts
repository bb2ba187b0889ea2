import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";

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

/** What a page may weigh on its way to a phone, in bytes. */
const MAX_GZIP = 90_000;

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
 * Leaves out of zod how it writes JSON Schemas, which no widget does, and how it makes code from text, which the host's
 * content policy forbids and widget/mount.tsx turns off: more than a tenth of the page. Reading is untouched.
 */
function withoutUnusedZod(): Plugin {
  return {
    name: "without-unused-zod",
    transform(code, id) {
      if (id.endsWith("/zod/v4/core/schemas.js"))
        return { code: code.replace(/const fastEnabled = [^;]+;/, "const fastEnabled = false;"), map: null };
      if (id.endsWith("/zod/v4/classic/schemas.js"))
        return { code: code.replace(/^\s*inst\._zod\.processJSONSchema = .*;$/gm, ""), map: null };
      if (!/\/zod\/v4\/core\/(json-schema-processors|to-json-schema)\.js$/.test(id)) return null;
      const names = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);
      return { code: names.map((name) => `export const ${name} = () => () => undefined;`).join("\n"), map: null };
    },
  };
}

/**
 * Leaves out what an MCP client signs in with and checks the results of tools by. The bridge is made of the client's base
 * class: no client is ever made, so none of it is called.
 */
function withoutClient(): Plugin {
  return {
    name: "without-client",
    transform(code, id) {
      if (!/\/(?:client\/dist\/cfWorkerProvider|core\/dist\/auth)-[\w-]+\.mjs$/.test(id)) return null;
      const names = [...code.matchAll(/\w+ as (\w+)(?=[, ].*\};$)/gm)].map(([, name]) => `none as ${name}`);
      return { code: `const none = undefined;\nexport { ${names.join(", ")} };`, map: null };
    },
  };
}

/** What zod makes a schema with. One that nothing uses, of the protocol's many, is then left out. */
const SCHEMA_MAKERS = [
  ..."object strictObject looseObject record array tuple union discriminatedUnion intersection enum literal".split(" "),
  ..."string number int boolean date url email base64 datetime unknown any never custom lazy preprocess".split(" "),
  ..."optional nullable refine superRefine".split(" "),
];

/** The mode names the page: each is one file, and one build makes one of them. */
export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  plugins: [
    withoutUnusedZod(),
    withoutClient(),
    react(),
    viteSingleFile({ removeViteModuleLoader: true }),
    contentHash(),
    weight(),
  ],
  resolve: {
    // React's interface at a tenth of its size; the tests draw the same views with React itself.
    alias: [
      { find: "react-dom/client", replacement: "preact/compat/client" },
      { find: "react/jsx-runtime", replacement: "preact/jsx-runtime" },
      { find: /^react-dom$/, replacement: "preact/compat" },
      { find: /^react$/, replacement: "preact/compat" },
    ],
  },
  build: {
    outDir: resolve(import.meta.dirname, "../build/widget"),
    // The other page is there too.
    emptyOutDir: false,
    target: "es2022",
    modulePreload: false,
    // The bridge's package writes every message to the console, the buyer's address among them.
    rolldownOptions: {
      input: resolve(import.meta.dirname, mode === "products" ? "products.html" : "index.html"),
      output: { minify: { compress: { dropConsole: true } } },
      treeshake: { manualPureFunctions: SCHEMA_MAKERS },
    },
    chunkSizeWarningLimit: 1000,
    reportCompressedSize: false,
  },
}));
