import { sellerChange } from "#lib/config/shop/seller-fields.ts";
import { sellerId } from "#lib/ids.ts";
import {
  fieldProblems,
  ONBOARDING_PROBLEMS,
  problemText,
  shownSeller,
  warningText,
} from "#lib/operator/sellers/field-problems.ts";
import type { SellerOutcome } from "#lib/purchase/sellers/seller-verbs.ts";
import type { KeyRights } from "#lib/sellers/key.ts";
import type { Seller } from "#lib/sellers/record.ts";
import { IN_OUR_WORDS } from "#lib/wire/input-problems.ts";
import { SELLER_FIELD_NAMES } from "#lib/wire/sellers/field-names.ts";
import { readAddBody, readChangeBody, readMoveBody, readPageQuery } from "#lib/wire/sellers/requests.ts";
import { answer, keyedCall, readJson, refusal, type OrderCallParts } from "../orders/access.ts";
import { TEXTS } from "./texts.ts";

export const MANAGE = "manage_sellers";

/** `GET /api/sellers?after=&state=&search=&limit=`: the key's sellers, by their ids. `next_after` is null on the last page. */
export const answerSellers = (request: Request, parts: OrderCallParts): Promise<Response> =>
  keyedCall(request, { parts, action: MANAGE }, async ({ sellers: only }) => {
    const read = readPageQuery(new URL(request.url).searchParams);
    if (read.kind === "invalid") return refusal(400, TEXTS.invalidQuery, read.problems);
    const { limit } = read.value;
    const found = await parts.operator.sellerPage({ ...read.value, sellers: only, limit: limit + 1 });
    const page = found.slice(0, limit);
    return answer(200, {
      sellers: page.map(viewOf(parts)),
      next_after: found.length > limit ? (page.at(-1)?.id ?? null) : null,
    });
  });

/** `GET /api/sellers/{id}`. A key that may read orders of some sellers alone may read those sellers too. */
export const answerSeller = (request: Request, id: string, parts: OrderCallParts): Promise<Response> =>
  keyedCall(
    request,
    { parts, action: MANAGE, orFor: ({ sellers, actions }) => sellers !== null && actions.includes("read") },
    async (key) => {
      const seller = await parts.operator.seller(sellerId(id), key.sellers);
      return seller === null ? noSeller() : answer(200, { seller: viewOf(parts)(seller) });
    },
  );

/** `POST /api/sellers`: adds one, who waits for approval unless `state` is `active`. 409 when there is one. */
export const answerNewSeller = (request: Request, parts: OrderCallParts): Promise<Response> =>
  changing(request, parts, async (key, json) => {
    const read = readAddBody(json);
    if (read.kind === "invalid") return refusal(400, TEXTS.invalidBody, read.problems);
    const { id, state, why, fields } = read.value;
    const change = sellerChange.safeParse(fields, IN_OUR_WORDS);
    if (!change.success) return refusal(400, TEXTS.invalidBody, fieldProblems(change.error));
    const request_ = { id: sellerId(id), state, why, change: change.data, caller: callerOf(key) };
    return answerOf(parts, await parts.operator.addSeller(request_), 201);
  });

/** `PATCH /api/sellers/{id}`: changes the fields that are in the body; null takes a value away. `why` is for the audit trail. */
export const answerSellerChange = (request: Request, id: string, parts: OrderCallParts): Promise<Response> =>
  changing(request, parts, async (key, json) => {
    const read = readChangeBody(json);
    if (read.kind === "invalid") return refusal(400, TEXTS.invalidBody, read.problems);
    const { why, fields } = read.value;
    const change = sellerChange.safeParse(fields, IN_OUR_WORDS);
    if (!change.success) return refusal(400, TEXTS.invalidBody, fieldProblems(change.error));
    const request_ = { id: sellerId(id), change: change.data, why, caller: callerOf(key) };
    return answerOf(parts, await parts.operator.changeSeller(request_), 200);
  });

/** `POST /api/sellers/{id}/state`: they begin, pause or end selling. 200 also when they are there already. */
export const answerSellerState = (request: Request, id: string, parts: OrderCallParts): Promise<Response> =>
  changing(request, parts, async (key, json) => {
    const read = readMoveBody(json);
    if (read.kind === "invalid") return refusal(400, TEXTS.invalidBody, read.problems);
    const { state: to, why } = read.value;
    return answerOf(parts, await parts.operator.moveSeller({ id: sellerId(id), to, why, caller: callerOf(key) }), 200);
  });

/**
 * `POST /api/sellers/{id}/onboarding`: a link of one use by which the seller tells the payment provider who they are; their
 * account is made where there is none. Give it to the seller's own browser: it is not stored.
 */
export const answerOnboarding = (request: Request, id: string, parts: OrderCallParts): Promise<Response> =>
  keyedCall(request, { parts, action: MANAGE }, async (key) => {
    const outcome = await parts.operator.onboardSeller({ id: sellerId(id), caller: callerOf(key) });
    switch (outcome.kind) {
      case "link":
        return answer(200, {
          url: outcome.url,
          expires_at: outcome.expiresAt?.toISOString() ?? null,
          seller: viewOf(parts)(outcome.seller),
        });
      case "not_found":
        return noSeller();
      case "fields_missing":
        return refusal(
          422,
          TEXTS.notOnboarded,
          outcome.fields.map((field) => ({ field: SELLER_FIELD_NAMES[field], message: ONBOARDING_PROBLEMS.field })),
        );
      case "closed":
      case "no_accounts":
        return refusal(422, TEXTS.notOnboarded, [{ field: "id", message: ONBOARDING_PROBLEMS[outcome.kind] }]);
      case "unanswered":
        parts.report(new Error(`the payment provider does not make an account or a link: ${outcome.why}`));
        return refusal(502, ONBOARDING_PROBLEMS.unanswered, []);
    }
  });

/** A call with a body. */
export const changing = (
  request: Request,
  parts: OrderCallParts,
  run: (key: KeyRights, json: unknown) => Promise<Response>,
): Promise<Response> =>
  keyedCall(request, { parts, action: MANAGE }, async (key) => {
    const sent = await readJson(request);
    return sent instanceof Response ? sent : run(key, sent.json);
  });

const viewOf =
  ({ operator }: OrderCallParts) =>
  (seller: Seller) =>
    shownSeller(operator, seller);
/** Who calls, for the audit trail. */
export const callerOf = ({ name: keyName, sellers }: KeyRights) => ({ by: "orders_api", keyName, sellers }) as const;

export const noSeller = () => refusal(404, TEXTS.noSeller, [{ field: "id", message: TEXTS.noSellerField }]);

function answerOf(parts: OrderCallParts, outcome: SellerOutcome, status: number): Response {
  switch (outcome.kind) {
    case "saved":
      return answer(status, {
        result: outcome.isChanged ? "changed" : "unchanged",
        warnings: (outcome.warnings ?? []).map((one) => ({ field: one.field, message: warningText(one) })),
        seller: viewOf(parts)(outcome.seller),
      });
    case "exists":
      return answer(409, {
        error: TEXTS.exists,
        problems: [{ field: "id", message: TEXTS.existsField }],
        seller: viewOf(parts)(outcome.seller),
      });
    case "not_found":
      return noSeller();
    case "not_yours":
      return refusal(403, TEXTS.notYours, []);
    case "refused":
      return refusal(
        outcome.problems.some(({ kind }) => kind === "account_unread") ? 502 : 422,
        TEXTS.notAllowed,
        outcome.problems.map((problem) => ({
          field: SELLER_FIELD_NAMES[problem.field],
          message: problemText(problem),
        })),
      );
    case "not_allowed": {
      const message = outcome.isForOperator
        ? problemText({ kind: "operator_only" })
        : TEXTS.notNext(outcome.from, outcome.allowed);
      return refusal(422, TEXTS.notAllowed, [{ field: "state", message }]);
    }
  }
}
