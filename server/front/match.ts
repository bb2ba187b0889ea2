/** A route file's part of Next's contract that programs use: its exports are methods. */
export type RouteHandler = (
  request: Request,
  context: { readonly params: Promise<never> },
) => Response | Promise<Response>;

/** A path as the folders of `app` spell it: `/api/orders/[order]`, `/acp/[...path]`. */
export type Route = { readonly path: string; readonly module: Readonly<Record<string, unknown>> };

export type RouteMatch = {
  readonly module: Route["module"];
  /** What stood for the names in brackets, decoded. */
  readonly params: Readonly<Record<string, string | readonly string[]>>;
};

type Node = {
  readonly fixed: Map<string, Node>;
  named: [string, Node] | null;
  rest: [string, Route] | null;
  route: Route | null;
};
const newNode = (): Node => ({ fixed: new Map(), named: null, rest: null, route: null });

/**
 * Finds the route of a path as Next's router does: a fixed name before one in brackets, and that before the rest of the
 * path. Null where there is none; a path that ends in a slash is one of those, and Next redirects it.
 */
export function routeMatcher(routes: readonly Route[]): (pathname: string) => RouteMatch | null {
  const root = newNode();
  for (const route of routes) put(root, route);
  return (pathname) => find(root, pathname.slice(1).split("/"), {});
}

function put(root: Node, route: Route): void {
  let node = root;
  for (const part of route.path.slice(1).split("/")) {
    const [, dots, name] = /^\[(\.\.\.)?(.+)\]$/.exec(part) ?? [];
    if (name === undefined) {
      const next = node.fixed.get(part) ?? newNode();
      node.fixed.set(part, next);
      node = next;
    } else if (dots === undefined) {
      node.named ??= [name, newNode()];
      [, node] = node.named;
    } else {
      node.rest = [name, route];
      return;
    }
  }
  node.route = route;
}

function find(node: Node, parts: readonly string[], params: RouteMatch["params"]): RouteMatch | null {
  const [part, ...others] = parts;
  if (part === undefined) return node.route === null ? null : { module: node.route.module, params };
  const fixed = node.fixed.get(part);
  const found = fixed === undefined ? null : find(fixed, others, params);
  if (found !== null || part === "") return found;
  if (node.named !== null) {
    const [name, next] = node.named;
    const named = find(next, others, { ...params, [name]: decodeURIComponent(part) });
    if (named !== null) return named;
  }
  if (node.rest === null) return null;
  const [name, { module }] = node.rest;
  return { module, params: { ...params, [name]: parts.map((one) => decodeURIComponent(one)) } };
}
