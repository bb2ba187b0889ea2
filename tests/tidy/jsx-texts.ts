import { parseSync } from "vite";

/** Attributes and properties whose value a reader sees or hears. */
const READ_ALOUD = new Set([
  "title",
  "label",
  "hint",
  "text",
  "note",
  "alt",
  "placeholder",
  "description",
  "message",
  "aria-label",
  "aria-description",
  "aria-roledescription",
  "aria-valuetext",
]);

type Node = { readonly type: string; readonly start: number } & Readonly<Record<string, unknown>>;

/**
 * Every text with a letter that a component writes itself: between tags, in an attribute or a property that is read,
 * or as the outcome of a condition in one of these places. Texts that come in by a name, a call or a constant are not
 * seen.
 */
export function literalTexts(path: string, source: string): string[] {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message ?? ""}`);
  const found: string[] = [];
  const report = (node: Node, text: unknown) => {
    if (typeof text === "string" && /\p{L}/u.test(text.replace(/&#?\w+;/g, "")))
      found.push(`${path}:${source.slice(0, node.start).split("\n").length}: ${text.trim().replace(/\s+/g, " ")}`);
  };
  const visit = (node: Node) => {
    if (node.type === "JSXText") report(node, node["value"]);
    for (const written of writtenIn(node)) report(written, textOf(written));
    childrenOf(node).forEach(visit);
  };
  for (const statement of program.body) if (isNode(statement)) visit(statement);
  return found;
}

/** The literals that this node puts before the reader. */
function writtenIn(node: Node): readonly Node[] {
  if (node.type === "JSXElement" || node.type === "JSXFragment")
    return nodesIn(node["children"]).flatMap((child) =>
      child.type === "JSXExpressionContainer" ? outcomesOf(child["expression"]) : [],
    );
  if (node.type === "JSXAttribute" && READ_ALOUD.has(nameOf(node["name"]))) {
    const { value } = node;
    return isNode(value) && value.type === "JSXExpressionContainer"
      ? outcomesOf(value["expression"])
      : outcomesOf(value);
  }
  return node.type === "Property" && READ_ALOUD.has(nameOf(node["key"])) ? outcomesOf(node["value"]) : [];
}

/** What an expression may come to, as far as it is written out: both branches of a condition, all parts of a sum. */
function outcomesOf(expression: unknown): readonly Node[] {
  if (!isNode(expression)) return [];
  switch (expression.type) {
    case "Literal":
      return [expression];
    case "TemplateLiteral":
      return nodesIn(expression["quasis"]);
    case "ConditionalExpression":
      return [...outcomesOf(expression["consequent"]), ...outcomesOf(expression["alternate"])];
    case "LogicalExpression":
    case "BinaryExpression":
      return /^(&&|\|\||\?\?|\+)$/.test(String(expression["operator"]))
        ? [...outcomesOf(expression["left"]), ...outcomesOf(expression["right"])]
        : [];
    case "ParenthesizedExpression":
    case "TSAsExpression":
    case "TSSatisfiesExpression":
      return outcomesOf(expression["expression"]);
    default:
      return [];
  }
}

function textOf(node: Node): unknown {
  const { value } = node;
  return typeof value === "object" && value !== null && "raw" in value ? value.raw : value;
}

/** "title" for `title=` and `title:`, "aria-label" for `aria-label=` and `"aria-label":`. */
function nameOf(key: unknown): string {
  if (!isNode(key)) return "";
  return String(key.type === "Literal" ? key["value"] : key["name"]);
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
const nodesIn = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter(isNode) : []);
const childrenOf = (node: Node): readonly Node[] =>
  Object.values(node).flatMap((value) => (isNode(value) ? [value] : nodesIn(value)));
