import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { FigureTable } from "#app/console/experiments/parts/figure-table.tsx";

const ROLES = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell" } as const;

it("a table of figures is a table by its roles too, which a display of blocks does not take away", () => {
  const html = renderToStaticMarkup(
    <FigureTable
      label="Routes"
      columns={["Seller", "Instant", "External"]}
      rows={[
        { key: "kumo", head: "Kumo", cells: ["1", "2"] },
        { key: "ombra", head: "Ombra", cells: ["3"], why: "no_exposures" },
      ]}
    />,
  );
  for (const [element, role] of Object.entries(ROLES)) {
    const tags = html.match(new RegExp(`<${element}(?= |>)[^>]*>`, "g")) ?? [];
    expect(tags.length, element).toBeGreaterThan(0);
    for (const tag of tags) expect(tag).toContain(` role="${role}"`);
  }
  expect(html).toContain('aria-colspan="1"');
  const heads = html.match(/<th [^>]*>/g) ?? [];
  expect(heads).toHaveLength(5);
  for (const tag of heads) expect(tag).toMatch(/scope="col".*role="columnheader"|scope="row".*role="rowheader"/);
});
