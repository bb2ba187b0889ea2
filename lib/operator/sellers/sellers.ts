import { z } from "zod";
import { sellerChange } from "../../config/shop/seller-fields.ts";
import { sellerId } from "../../ids.ts";
import type { Operator } from "../../purchase/operator.ts";
import type { SellerOutcome } from "../../purchase/sellers/seller-verbs.ts";
import type { Seller } from "../../sellers/record.ts";
import { SELLER_STATES, type SellerState } from "../../sellers/seller.ts";
import { canonicalJson } from "../../canonical-json.ts";
import { IN_OUR_WORDS } from "../../wire/input-problems.ts";
import { SELLER_FIELD_NAMES } from "../../wire/sellers/field-names.ts";
import { idProblem } from "../../wire/sellers/requests.ts";
import type { SellerView } from "../../wire/sellers/seller-view.ts";
import type { ControlVerb, Emit } from "../control-socket.ts";
import { fieldProblems, ONBOARDING_PROBLEMS, problemText, shownSeller, warningText } from "./field-problems.ts";
import { isDryRun, seller as id, why } from "./request-fields.ts";

export const SELLERS_VERB = "sellers";

const sellersRequest = z.discriminatedUnion("do", [
  z.object({ do: z.literal("list"), state: z.enum(SELLER_STATES).nullable() }),
  z.object({ do: z.literal("show"), id }),
  z.object({ do: z.literal("add"), id, fields: z.unknown(), state: z.enum(["onboarding", "active"]), why, isDryRun }),
  z.object({ do: z.literal("set"), id, fields: z.unknown(), why: why.nullable().default(null), isDryRun }),
  z.object({ do: z.literal("onboard"), id }),
  z.object({ do: z.literal("read_account"), id }),
  z.object({ do: z.literal("move"), id, to: z.enum(["active", "paused", "closed"]), why, isDryRun }),
]);
export type SellersRequest = z.input<typeof sellersRequest>;

export type FieldChange = { readonly field: string; readonly before: unknown; readonly after: unknown };

/** What `npm run sellers` prints. */
export type SellersLine =
  | { readonly type: "listed"; readonly sellers: readonly SellerView[] }
  | { readonly type: "seller"; readonly seller: SellerView }
  | {
      readonly type: "saved";
      readonly seller: SellerView;
      readonly isChanged: boolean;
      /** What is said of them otherwise than before, in the forms in which it is given. */
      readonly changes: readonly FieldChange[];
      /** What the seller's rules leave out from now on. */
      readonly warnings: readonly { readonly field: string; readonly message: string }[];
      readonly isDryRun: boolean;
    }
  | { readonly type: "no_such_seller"; readonly id: string }
  | { readonly type: "exists"; readonly seller: SellerView }
  | { readonly type: "wrong_field"; readonly field: string; readonly message: string }
  | { readonly type: "link"; readonly url: string; readonly expiresAt: string | null; readonly seller: SellerView }
  | { readonly type: "not_onboarded"; readonly id: string; readonly message: string }
  | {
      readonly type: "not_allowed";
      readonly id: string;
      readonly from: SellerState;
      readonly to: SellerState;
      readonly allowed: readonly SellerState[];
    };

const PAGE = 200;
const viewOf = (operator: Operator) => (seller: Seller) => shownSeller(operator, seller);

/** Does what `npm run sellers` asks for. */
export async function sellersCommand(
  { operator }: { readonly operator: Operator },
  given: SellersRequest,
  emit: Emit,
): Promise<void> {
  const send = (line: SellersLine) => emit(line);
  const request = sellersRequest.parse(given);
  const view = viewOf(operator);
  if (request.do === "list") {
    let page = await operator.sellerPage({ after: null, state: request.state, sellers: null, limit: PAGE });
    await send({ type: "listed", sellers: page.map(view) });
    while (page.length === PAGE) {
      const after = page.at(-1)?.id ?? null;
      page = await operator.sellerPage({ after, state: request.state, sellers: null, limit: PAGE });
      if (page.length > 0) await send({ type: "listed", sellers: page.map(view) });
    }
    return;
  }
  const act = { id: sellerId(request.id), caller: { by: "command" } } as const;
  if (request.do === "show") {
    const seller = await operator.seller(act.id);
    return send(
      seller === null ? { type: "no_such_seller", id: request.id } : { type: "seller", seller: view(seller) },
    );
  }
  if (request.do === "onboard") return onboard(operator, act, request.id, send);
  if (request.do === "read_account") {
    const read = await operator.readSellerAccount(act.id);
    const seller = read.kind === "read" ? await operator.seller(act.id) : null;
    if (seller !== null) return send({ type: "seller", seller: view(seller) });
    const message = read.kind === "unread" ? ONBOARDING_PROBLEMS.unanswered : ONBOARDING_PROBLEMS.unknown;
    return send({ type: "not_onboarded", id: request.id, message });
  }
  const isDry = request.isDryRun;
  if (request.do === "move") {
    const outcome = await operator.moveSeller({ ...act, to: request.to, why: request.why, isDryRun: isDry });
    return report(operator, outcome, { name: request.id, isDryRun: isDry }, send);
  }
  const problem = request.do === "add" ? idProblem(request.id) : null;
  if (problem !== null) return send({ type: "wrong_field", field: "id", message: problem });
  const change = sellerChange.safeParse(request.fields, IN_OUR_WORDS);
  if (!change.success) {
    for (const problem of fieldProblems(change.error)) await send({ type: "wrong_field", ...problem });
    return;
  }
  const outcome =
    request.do === "add"
      ? await operator.addSeller({
          ...act,
          change: change.data,
          state: request.state,
          why: request.why,
          isDryRun: isDry,
        })
      : await operator.changeSeller({ ...act, change: change.data, why: request.why, isDryRun: isDry });
  return report(operator, outcome, { name: request.id, isDryRun: isDry }, send);
}

async function onboard(
  operator: Operator,
  act: Parameters<Operator["onboardSeller"]>[0],
  name: string,
  send: (line: SellersLine) => Promise<void>,
): Promise<void> {
  const view = viewOf(operator);
  const outcome = await operator.onboardSeller(act);
  switch (outcome.kind) {
    case "link": {
      const { url, expiresAt, seller } = outcome;
      return send({ type: "link", url, expiresAt: expiresAt?.toISOString() ?? null, seller: view(seller) });
    }
    case "not_found":
      return send({ type: "no_such_seller", id: name });
    case "fields_missing":
      for (const field of outcome.fields)
        await send({ type: "wrong_field", field: SELLER_FIELD_NAMES[field], message: ONBOARDING_PROBLEMS.field });
      return;
    case "unanswered":
      return send({ type: "not_onboarded", id: name, message: `${ONBOARDING_PROBLEMS.unanswered} (${outcome.why})` });
    default:
      return send({ type: "not_onboarded", id: name, message: ONBOARDING_PROBLEMS[outcome.kind] });
  }
}

async function report(
  operator: Operator,
  outcome: SellerOutcome,
  { name, isDryRun }: { readonly name: string; readonly isDryRun: boolean },
  send: (line: SellersLine) => Promise<void>,
): Promise<void> {
  const view = viewOf(operator);
  switch (outcome.kind) {
    case "saved":
      return send({
        type: "saved",
        seller: view(outcome.seller),
        isChanged: outcome.isChanged,
        changes: changesOf(outcome.before === null ? null : view(outcome.before), view(outcome.seller)),
        warnings: (outcome.warnings ?? []).map((one) => ({ field: one.field, message: warningText(one) })),
        isDryRun,
      });
    case "exists":
      return send({ type: "exists", seller: view(outcome.seller) });
    case "not_found":
    case "not_yours":
      return send({ type: "no_such_seller", id: name });
    case "refused":
      for (const problem of outcome.problems)
        await send({ type: "wrong_field", field: SELLER_FIELD_NAMES[problem.field], message: problemText(problem) });
      return;
    case "not_allowed": {
      const { from, to, allowed } = outcome;
      return send({ type: "not_allowed", id: name, from, to, allowed });
    }
  }
}

/** A new seller had nothing. */
function changesOf(before: SellerView | null, after: SellerView): readonly FieldChange[] {
  const isNothing = (value: unknown) =>
    value === null || JSON.stringify(value) === "[]" || JSON.stringify(value) === "{}";
  return (["state", ...Object.values(SELLER_FIELD_NAMES)] as const).flatMap((field) => {
    const [was, is] = [before === null ? null : before[field], after[field]];
    const isSame = canonicalJson(was) === canonicalJson(is) || (isNothing(was) && isNothing(is));
    return isSame ? [] : [{ field, before: was, after: is }];
  });
}

/** The verb for the control socket. */
export function sellersVerb(parts: { readonly operator: Operator }): Readonly<Record<string, ControlVerb>> {
  return {
    [SELLERS_VERB]: {
      must: '{"do": "list", "show", "add", "set" or "move", …}',
      busy: "the server is busy",
      begin(body) {
        const read = sellersRequest.safeParse(body);
        return read.success ? (emit) => sellersCommand(parts, read.data, emit) : "not_understood";
      },
    },
  };
}
