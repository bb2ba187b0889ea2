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
 * Leaves out of zod how it writes JSON Schemas, and what is wrong with a value in English sentences, neither of which any
 * widget shows; and how it makes code from text, which the host's content policy forbids and widget/mount.tsx turns off:
 * more than a tenth of the page. Reading is untouched.
 */
function withoutUnusedZod(): Plugin {
  return {
    name: "without-unused-zod",
    transform(code, id) {
      if (id.endsWith("/zod/v4/core/schemas.js"))
        return { code: code.replace(/const fastEnabled = [^;]+;/, "const fastEnabled = false;"), map: null };
      if (id.endsWith("/zod/v4/locales/en.js"))
        return { code: 'export default () => ({ localeError: () => "Invalid input" });', map: null };
      if (id.endsWith("/zod/v4/classic/schemas.js"))
        return { code: code.replace(/^\s*inst\._zod\.processJSONSchema = .*;$/gm, ""), map: null };
      if (!/\/zod\/v4\/core\/(json-schema-processors|to-json-schema)\.js$/.test(id)) return null;
      const names = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);
      return { code: names.map((name) => `export const ${name} = () => () => undefined;`).join("\n"), map: null };
    },
  };
}

/**
 * Leaves out what an MCP client signs in with and checks the results of tools by, and the tables of every schema of the
 * protocol by its name, which keep all of them in the page. The bridge is made of the client's base class: no client is ever
 * made, and nobody looks a schema up by its name, so none of it is called.
 */
function withoutClient(): Plugin {
  return {
    name: "without-client",
    transform(code, id) {
      if (/\/client\/dist\/src-[\w-]+\.mjs$/.test(id)) {
        const shorter = code.replace(/^for \(const .+\) register\(.+\);$/gm, "");
        return shorter === code
          ? this.error(`${id} fills no tables of schemas any more`)
          : { code: shorter, map: null };
      }
      if (!/\/(?:client\/dist\/cfWorkerProvider|core\/dist\/auth)-[\w-]+\.mjs$/.test(id)) return null;
      const names = [...code.matchAll(/\w+ as (\w+)(?=[, ].*\};$)/gm)].map(([, name]) => `none as ${name}`);
      return { code: `const none = undefined;\nexport { ${names.join(", ")} };`, map: null };
    },
  };
}

/** "a as b,c" of an import or an export, as pairs of the name outside and the name inside. */
const namesIn = (list: string, outside: 0 | 1): readonly (readonly [string, string])[] =>
  list.split(",").map((one) => {
    const [first = "", second = first] = one.trim().split(/\s+as\s+/);
    return outside === 0 ? [first, second] : [second, first];
  });

/**
 * Puts the part that is imported later into the same script, as a function that is called then: the page stays one file
 * without addresses to load, and nothing of that part runs before. The bundler's own way to do so wraps each module that
 * both parts use, and then leaves nothing of zod out: 14 kB more.
 */
function laterInOneScript(): Plugin {
  return {
    name: "later-in-one-script",
    // Vite's helper loads the style sheets of a part first.
    transform: (_, id) =>
      id.includes("vite/preload-helper") ? { code: "export const __vitePreload = (load) => load();", map: null } : null,
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
      const [entry, later] = [chunks.find(({ isEntry }) => isEntry), chunks.find(({ isEntry }) => !isEntry)];
      const shared = /export\{([^{}]*)\};?\s*$/.exec(entry?.code ?? "");
      const taken = /^import\{([^{}]*)\}from"[^"]*";/.exec(later?.code ?? "");
      const given = /export\{([^{}]*)\};?\s*$/.exec(later?.code ?? "");
      const call = /import\(`[^`]*`\)/g;
      if (chunks.length !== 2 || entry === undefined || later === undefined || !shared || !taken || !given)
        return this.error("a widget is one part and one that is imported later, which imports from the first alone");
      if (entry.code.match(call)?.length !== 1) return this.error("the later part is imported in one place");
      const parameters = namesIn(taken[1] ?? "", 0).map(([outside, inside]) => `${outside}:${inside}`);
      const returned = namesIn(given[1] ?? "", 1).map(([outside, inside]) => `${outside}:${inside}`);
      const values = namesIn(shared[1] ?? "", 1).map(([outside, inside]) => `${outside}:${inside}`);
      const body = later.code.slice(taken[0].length, given.index);
      entry.code = [
        entry.code.slice(0, shared.index).replace(call, "Promise.resolve().then(()=>$later($shared()))"),
        `function $shared(){return{${values.join()}}}`,
        `function $later({${parameters.join()}}){${body};return{${returned.join()}}}`,
      ].join("\n");
      delete bundle[later.fileName];
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
  base: "./",
  plugins: [
    withoutUnusedZod(),
    withoutClient(),
    react(),
    laterInOneScript(),
    // Its settings would leave no later part; they are below.
    viteSingleFile({ removeViteModuleLoader: true, useRecommendedBuildConfig: false }),
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
    assetsDir: "",
    assetsInlineLimit: () => true,
    cssCodeSplit: false,
    // The bridge's package writes every message to the console, the buyer's address among them.
    rolldownOptions: {
      input: resolve(import.meta.dirname, mode === "products" ? "products.html" : "index.html"),
      output: { minify: { compress: { dropConsole: true } } },
      // The later part takes what both need from the first.
      preserveEntrySignatures: "allow-extension",
      treeshake: { manualPureFunctions: SCHEMA_MAKERS },
    },
    chunkSizeWarningLimit: 1000,
    reportCompressedSize: false,
  },
}));
