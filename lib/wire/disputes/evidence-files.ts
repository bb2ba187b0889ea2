import {
  EVIDENCE_FILE_FIELDS,
  MAX_EVIDENCE_FILE_BYTES,
  type Evidence,
  type EvidenceFileField,
} from "../../payments/dispute-service.ts";
import { merchantOrderView } from "../orders/merchant.ts";
import { EVIDENCE_TEXTS as TEXTS } from "../texts/evidence.ts";
import {
  addressLines,
  amountText,
  evidenceFields,
  filesFor,
  historyLines,
  itemLines,
  saleLines,
  shippingLines,
  type KnownOfOrder,
} from "./evidence-pack.ts";

export type EvidenceFile = { readonly name: string; readonly text: string };

/** What a person reads and edits before it is submitted: `npm run dispute -- --submit` sends `fields` and `files`, and nothing else. */
export type EvidenceForm = {
  readonly order: string;
  readonly dispute: string;
  readonly fields: Evidence;
  /** Files that a person puts into the folder, by the field they are evidence for. */
  readonly files: Readonly<Partial<Record<EvidenceFileField, string>>>;
};

export const FORM_FILE = "evidence.json";

/** The file of Stripe's form that each file can be uploaded as, https://docs.stripe.com/api/disputes/evidence_object. */
const UPLOADS = {
  "receipt.html": "receipt",
  "shipping.txt": "shipping_documentation",
  "terms.txt": "refund_policy",
  "history.txt": "customer_communication",
  "order.json": "uncategorized_file",
} as const;

/** Everything that is known of a disputed order, as a folder of files. */
export function evidenceFiles(known: KnownOfOrder, publicUrl: string): readonly EvidenceFile[] {
  const { order, dispute } = known;
  const form: EvidenceForm = { order: order.number, dispute: dispute.id, fields: evidenceFields(known), files: {} };
  const manifest = {
    order: order.number,
    dispute: dispute.id,
    kind: dispute.kind,
    reason: dispute.reason,
    amount: amountText(dispute.amount),
    evidence_due_at: dispute.evidenceDueAt?.toISOString() ?? null,
    recommended_files: filesFor(dispute.reason),
    uploads: UPLOADS,
    takes_files: { fields: EVIDENCE_FILE_FIELDS, types: ["pdf", "jpeg", "png"], max_bytes: MAX_EVIDENCE_FILE_BYTES },
    sent_by_submit: Object.keys(form.fields),
  };
  return [
    json("manifest.json", manifest),
    json(FORM_FILE, form),
    json("order.json", merchantOrderView(order, publicUrl)),
    { name: "receipt.html", text: receiptHtml(known) },
    text("receipt.txt", saleLines(known)),
    text("shipping.txt", shippingLines(order)),
    text("terms.txt", [TEXTS.terms(known.policyUrls)]),
    text("history.txt", historyLines(known)),
  ];
}

const json = (name: string, value: unknown): EvidenceFile => ({ name, text: `${JSON.stringify(value, null, 2)}\n` });
const text = (name: string, lines: readonly string[]): EvidenceFile => ({ name, text: `${lines.join("\n")}\n` });

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (words: string): string => words.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

/** One page that prints well and loads nothing. */
function receiptHtml(known: KnownOfOrder): string {
  const { order } = known;
  const list = (lines: readonly string[]) => lines.map((line) => `<li>${escaped(line)}</li>`).join("");
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? "" : `<h2>${escaped(title)}</h2><ul>${list(lines)}</ul>`;
  const buyer = order.buyer === null ? [] : [order.buyer.name, order.buyer.email];
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(`${TEXTS.headings.receipt} ${order.number}`)}</title>`,
    "<style>body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}</style></head><body>",
    `<h1>${escaped(`${TEXTS.headings.receipt} ${order.number}`)}</h1>`,
    `<p>${escaped(TEXTS.sale(order.sellerName, order.number, order.paidAt.toISOString().slice(0, 10), amountText(order.paid)))}</p>`,
    section(TEXTS.soldTo, buyer),
    section(TEXTS.shippedTo, addressLines(order)),
    `<ul>${list(itemLines(order))}<li><strong>${escaped(TEXTS.total)}: ${escaped(amountText(order.paid))}</strong></li></ul>`,
    section(TEXTS.headings.shipping, shippingLines(order)),
    section(TEXTS.headings.terms, [TEXTS.terms(known.policyUrls)]),
    "</body></html>\n",
  ].join("\n");
}
