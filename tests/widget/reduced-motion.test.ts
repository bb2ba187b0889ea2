import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** Both widgets take `mount.tsx`, and with it the sheet that says what stands still for whom. */
const SHARED = readFileSync("widget/styles/conditions.css", "utf8");
const reduced = /@media \(prefers-reduced-motion: reduce\) \{([^]*?)\n\}/.exec(SHARED)?.[1] ?? "";

describe("a buyer who asked for less motion", () => {
  it("sees nothing move in either widget, whatever it is", () => {
    expect(reduced).toMatch(/\*,\s+::before,\s+::after \{/);
    for (const property of ["animation: none", "transition: none", "scroll-behavior: auto"])
      expect(reduced).toContain(`${property} !important;`);
    for (const entry of ["widget/main.tsx", "widget/products-main.tsx"])
      expect(readFileSync(entry, "utf8")).toMatch(/from "\.\/mount\.tsx"/);
    expect(readFileSync("widget/mount.tsx", "utf8")).toContain('import "./widget.css";');
    expect(readFileSync("widget/widget.css", "utf8")).toContain('@import "./styles/conditions.css";');
  });

  it("sees nothing move by script, which no style sheet stops", () => {
    const scripts = readdirSync("widget", { recursive: true, encoding: "utf8" }).filter((path) => /\.tsx?$/.test(path));
    const moving = scripts.filter((path) =>
      /\.animate\(|behavior: "smooth"|requestAnimationFrame/.test(readFileSync(`widget/${path}`, "utf8")),
    );
    expect(scripts.length).toBeGreaterThan(10);
    expect(moving).toEqual([]);
  });
});
