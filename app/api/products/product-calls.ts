import type { Listing, ListingPart, ListingProblem } from "#lib/catalog/listing.ts";
import { versionView, type Version } from "#lib/catalog/version.ts";
import { productId } from "#lib/ids.ts";
import { byKind, invariant, type KindTable } from "#lib/invariant.ts";
import type { ChangeProductOutcome, ChangeProductRequest } from "#lib/purchase/products/change-product.ts";
import type { KeyRights } from "#lib/sellers/key.ts";
import type { FieldProblem } from "#lib/wire/orders/requests.ts";
import { readChangeBody, readRowBody, readRowsBody } from "#lib/wire/products/requests.ts";
import { answer, keyedCall, readJson, refusal, type OrderCallParts } from "../orders/access.ts";
import { TEXTS } from "./texts.ts";

type Result = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

/**
 * `PATCH /api/products/{id}`: sets price, availability or count. 200 also for a change that was made before, 409 with the
 * product as it is when something later stands there. Contract: docs/operating.md.
 */
export const answerChange = (request: Request, id: string, parts: OrderCallParts): Promise<Response> =>
  keyedCall(request, { parts, action: "change_products" }, async (key) => {
    const sent = await readJson(request);
    if (sent instanceof Response) return sent;
    const read = readChangeBody(sent.json);
    if (read.kind === "invalid") return refusal(400, TEXTS.invalidBody, read.problems);
    const outcome = await parts.operator.changeProduct(requestOf(key, { id, change: read.value }));
    const { status, body } = resultOf(outcome);
    return answer(status, body);
  });

/** `POST /api/products`: up to 1,000 changes, each by itself and in their order. 200 with a result for every row. */
export const answerChanges = (request: Request, parts: OrderCallParts): Promise<Response> =>
  keyedCall(request, { parts, action: "change_products" }, async (key) => {
    const sent = await readJson(request);
    if (sent instanceof Response) return sent;
    const read = readRowsBody(sent.json);
    if (read.kind === "invalid") return refusal(400, TEXTS.invalidBody, read.problems);
    const rows = read.value.map(readRowBody);
    const requests = rows.flatMap((row) => (row.kind === "read" ? [requestOf(key, row.value)] : []));
    const outcomes = (await parts.operator.changeProducts(requests)).values();
    const results = rows.map((row, index) => {
      if (row.kind === "invalid")
        return { index, status: 400, error: TEXTS.invalidBody, problems: row.problems } as const;
      const outcome = outcomes.next().value;
      invariant(outcome !== undefined, "every change has an outcome");
      const { status, body } = resultOf(outcome);
      return { index, id: row.value.id, status, ...body };
    });
    return answer(200, { results });
  });

const requestOf = (
  key: KeyRights,
  { id, change }: { readonly id: string; readonly change: ChangeProductRequest["change"] },
): ChangeProductRequest => ({ productId: productId(id), sellers: key.sellers, change, keyName: key.name });

function resultOf(outcome: ChangeProductOutcome): Result {
  switch (outcome.kind) {
    case "changed":
    case "unchanged":
      return { status: 200, body: { result: outcome.kind, product: listingView(outcome.listing) } };
    case "outdated": {
      const problems = outcome.parts.map((part) => ({ field: FIELDS[part], message: TEXTS.outdatedField }));
      return { status: 409, body: { error: TEXTS.outdated, problems, product: listingView(outcome.listing) } };
    }
    case "refused":
      return { status: 422, body: { error: TEXTS.notAllowed, problems: [problemView(outcome.problem)] } };
    case "not_found":
      return {
        status: 404,
        body: { error: TEXTS.noProduct, problems: [{ field: "id", message: TEXTS.noProductField }] },
      };
  }
}

const FIELDS: Readonly<Record<ListingPart, string>> = {
  price: "price_minor",
  availability: "availability",
  stock: "inventory_quantity",
};
const PROBLEM_FIELDS: KindTable<ListingProblem, string> = {
  other_currency: () => "currency",
  sale_not_below_price: () => "sale_price_minor",
};

const problemView = (problem: ListingProblem): FieldProblem => ({
  field: byKind(PROBLEM_FIELDS, problem),
  message: byKind(TEXTS.problems, problem),
});

const shown = (version: Version | null) => (version === null ? null : versionView(version));

function listingView({ product, versions }: Listing) {
  return {
    id: product.id,
    seller_id: product.sellerId,
    price_minor: product.price.amountMinor,
    sale_price_minor: product.salePrice?.amountMinor ?? null,
    currency: product.price.currency,
    availability: product.availability,
    inventory_quantity: product.stockOnHand,
    versions: {
      price_minor: shown(versions.price),
      availability: shown(versions.availability),
      inventory_quantity: shown(versions.stock),
    },
  };
}
