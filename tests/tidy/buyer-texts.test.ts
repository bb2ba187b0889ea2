import { describe, expect, it } from "vitest";
import { literalTexts } from "./jsx-texts.ts";
import { rule, sourcesIn } from "./tree.ts";

/** Pages for developers and operators, in English only: the start page, `/try` and the console. */
const NOT_FOR_BUYERS = /^app\/(try|console|start)\/|^app\/(start-page|layout)\.tsx$/;
const isTable = (path: string) => /\/texts\/[^/]+$/.test(path);

describe("the texts that a buyer reads", () => {
  it("are in the tables of their surface and not in its components", () => {
    const components = sourcesIn("app", "widget").filter(
      ({ path }) => path.endsWith(".tsx") && !isTable(path) && !NOT_FOR_BUYERS.test(path),
    );
    expect(components.length).toBeGreaterThan(40);
    const wrong = components.flatMap(({ path, text }) => literalTexts(path, text));
    expect(
      wrong,
      rule(
        wrong,
        "a sentence in a component has to be found and taken out before the shop can speak another language.",
        "put it into `texts/en.ts` of the surface: a string, or a function where the sentence contains a value.",
      ),
    ).toEqual([]);
  });

  it("are found between tags, in attributes that are read, in conditions and in templates", () => {
    const found = literalTexts(
      "sample.tsx",
      `export const metadata = { title: "Checkout" };
      export function Sample({ count, isFree, total }: Props) {
        return (
          <section aria-label="Summary" className="card wide">
            <h2>Your order</h2>
            <Field label={isFree ? "Gift" : total} hint={\`Pay \${total} now\`} />
            {isFree && "Free"} {count > 1 ? \`\${count} pieces\` : null}
            <>{"It is " + total}</>
            <img alt="A mug" src="/mug.png" />
          </section>
        );
      }`,
    );
    expect(found.map((line) => line.replace(/^sample\.tsx:\d+: /, ""))).toEqual(
      expect.arrayContaining([
        "Checkout",
        "Summary",
        "Your order",
        "Gift",
        "Pay",
        "now",
        "Free",
        "pieces",
        "It is",
        "A mug",
      ]),
    );
    expect(found).toHaveLength(10);
    expect(found).toContain("sample.tsx:5: Your order");
  });

  it("are not taken for what a component only computes with, nor for symbols and names", () => {
    const found = literalTexts(
      "sample.tsx",
      `import { Sample } from "./sample.tsx";
      const rows = useState<Array<string>>([]);
      export const Quiet = <Value,>({ texts, amount, kind, title }: Props<Value>) => (
        <a href={\`/orders/\${kind}\`} className={kind === "wide" ? "card wide" : "card"} title={title} aria-current="page">
          {texts.order}, {amount < 3 ? "−" : "+"} × &rsquo;&nbsp;· {texts.pay("USD")}
          <input type="hidden" name="link" value="co_1" alt="" /> {/* Nothing to read here. */}
          {kind === "paid" ? <Mark tone="danger">{title}</Mark> : null}
        </a>
      );`,
    );
    expect(found).toEqual([]);
  });
});
