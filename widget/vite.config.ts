import { createHash } from "node:crypto";
import { resolve } from "node:path";
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

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), viteSingleFile({ removeViteModuleLoader: true }), contentHash()],
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
    emptyOutDir: true,
    target: "es2022",
    // The bridge's package writes every message to the console, the buyer's address among them.
    rolldownOptions: { output: { minify: { compress: { dropConsole: true } } } },
    chunkSizeWarningLimit: 1000,
    reportCompressedSize: false,
  },
});
