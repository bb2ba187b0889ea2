import type { McpEra } from "#lib/wire/mcp/revisions.ts";
import type { LoadRequest } from "../load/load.ts";
import { ERAS, mcpRequest, REVISION, toolRequest } from "./messages.ts";
import { payRequest, prepareRequest, type Checkout } from "./shoppers.ts";

/** What is measured in one round: so many requests of one kind at one server. */
export type Subject = {
  readonly name: string;
  readonly kind: string;
  readonly era: McpEra | null;
  readonly port: number;
  /** So many, or fewer that are repeated in turn. */
  readonly requests: (count: number) => readonly LoadRequest[];
  readonly count: number;
};

export type Ports = { readonly product: number; readonly peers: number; readonly bare: number };

type Stock = {
  readonly product: string;
  readonly checkouts: readonly Checkout[];
  /** Takes so many checkouts whose payment sheet is open; each can be paid once. */
  readonly takeSheets: (count: number) => readonly Checkout[];
};

const WIDGET = "ui://widget/checkout-session.html";

/** All subjects, the base of the ratios first. `n`: requests in a round at a server of a thousand a second. */
export function mcpSubjects(ports: Ports, { product, checkouts, takeSheets }: Stock, n: number): readonly Subject[] {
  const status = (era: McpEra) =>
    checkouts.map(({ id, shopper }) => toolRequest(era, "get_order_status", { checkout_session_id: id }, shopper));
  const plain = { path: "/empty", headers: {}, body: status("legacy")[0]?.body ?? "{}" };
  const ofEra = (era: McpEra): readonly Omit<Subject, "era" | "name">[] => [
    {
      kind: "mcp-handler, trivial tool",
      port: ports.peers,
      count: n / 2,
      requests: () => [toolRequest(era, "echo", { text: "x" }, "shopper")],
    },
    {
      kind: "tools/list",
      port: ports.product,
      count: n * 4,
      requests: () => [mcpRequest(era, { method: "tools/list" })],
    },
    {
      kind: "resources/read",
      port: ports.product,
      count: n,
      requests: () => [mcpRequest(era, { method: "resources/read", params: { uri: WIDGET }, name: WIDGET })],
    },
    { kind: "get_order_status", port: ports.product, count: n * 2, requests: () => status(era) },
    {
      kind: "checkout_session",
      port: ports.product,
      count: n,
      requests: () => checkouts.map(({ shopper }) => prepareRequest(era, product, shopper)),
    },
    {
      kind: "complete_checkout",
      port: ports.product,
      count: n / 5,
      requests: (count) => takeSheets(count).map((sheet) => payRequest(era, sheet)),
    },
  ];
  return [
    { name: "empty Next route", kind: "empty", era: null, port: ports.peers, count: n, requests: () => [plain] },
    {
      name: "bare node:http",
      kind: "bare",
      era: null,
      port: ports.bare,
      count: n * 8,
      requests: () => [{ ...plain, path: "/" }],
    },
    ...ERAS.flatMap((era) =>
      ofEra(era).map((subject) => ({ ...subject, era, name: `${subject.kind}, ${REVISION[era]}` })),
    ),
  ];
}
