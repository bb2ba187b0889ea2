import type { z } from "zod";
import { sessionId, type SessionId } from "#lib/ids.ts";
import type { CheckoutState } from "#lib/purchase/checkout-state.ts";
import {
  acpUpdateInput,
  readAcpCreate,
  readAcpUpdate,
  acpCompleteInput,
  readAcpComplete,
  type AcpCreate,
  type AcpReading,
  type AcpUpdate,
} from "#lib/wire/acp/requests.ts";
import { acpCancelInput, readAcpCancel } from "#lib/wire/acp/cancel.ts";
import { checkoutProblems } from "./checkout-problems.ts";
import { completeCall } from "./complete.ts";
import type { AcpContext } from "./dialect.ts";
import { acpError, lockedError, NO_SUCH_SESSION, problemsError, type AcpAnswer } from "./error.ts";
import { TEXTS } from "./texts.ts";
import { jsonPath, problemsOfInput, type RequestProblem } from "#lib/wire/input-problems.ts";
import { itemRequests } from "#lib/wire/item-requests.ts";

export const OPERATIONS = ["create", "get", "update", "complete", "cancel"] as const;
export type AcpOperation = (typeof OPERATIONS)[number];

/** A call that was read and found well formed: `run` does it. */
export type AcpWork = { readonly kind: "work"; run(): Promise<AcpAnswer> };

/**
 * Reads a call and changes nothing: a malformed body is answered at once, and leaves no trace. `id` is ignored for
 * `create`; `body` for `get`. The same for both transports and both versions.
 */
export function readCall(context: AcpContext, operation: AcpOperation, id: string, body: unknown): AcpWork | AcpAnswer {
  const { dialect } = context;
  const session = sessionId(id);
  if (operation !== "create" && !/^[\w-]{1,80}$/.test(id)) return NO_SUCH_SESSION;
  switch (operation) {
    case "get":
      return work(async () => found(context, await context.verbs.checkOrder({ sessionId: session })));
    case "create": {
      const read = parse(dialect.createInput, body, (input) => readAcpCreate(input, dialect.itemsField));
      return read.kind === "read" ? work(() => create(context, read.request)) : problemsError(read.problems);
    }
    case "update": {
      const read = parse(acpUpdateInput, body, readAcpUpdate);
      return read.kind === "read" ? work(() => update(context, session, read.request)) : problemsError(read.problems);
    }
    case "complete": {
      const read = parse(acpCompleteInput, body, (input) => readAcpComplete(input, id, dialect.words.token));
      return read.kind === "read"
        ? work(() => completeCall(context, session, read.request))
        : problemsError(read.problems);
    }
    case "cancel": {
      const read = parse(acpCancelInput, body, (input) => ({ kind: "read", request: readAcpCancel(input) }));
      return read.kind === "read" ? work(() => cancel(context, session, read.request)) : problemsError(read.problems);
    }
  }
}

const work = (run: AcpWork["run"]): AcpWork => ({ kind: "work", run });

/** Zod's problems and the reader's in one list; text that no database stores is a problem as well. */
function parse<Input, Request>(
  schema: { safeParse(sent: unknown): z.ZodSafeParseResult<Input> },
  sent: unknown,
  read: (input: Input) => AcpReading<Request>,
):
  | { readonly kind: "read"; readonly request: Request }
  | { readonly kind: "problems"; problems: readonly RequestProblem[] } {
  const parsed = schema.safeParse(sent);
  const problems = problemsOfInput(parsed, sent);
  return problems.length > 0 || !parsed.success ? { kind: "problems", problems } : read(parsed.data);
}

function found(context: AcpContext, state: CheckoutState | null): AcpAnswer {
  return state === null ? NO_SUCH_SESSION : sessionAnswer(context, state, 200);
}

function sessionAnswer({ dialect, edge }: AcpContext, state: CheckoutState, status: number): AcpAnswer {
  return { kind: "session", status, body: dialect.view(state, edge, null) };
}

async function create(context: AcpContext, { items, currency, ...details }: AcpCreate): Promise<AcpAnswer> {
  const prepared = await context.verbs.prepareCheckout({
    ...details,
    ...context.spoken,
    ...(currency === null ? {} : { currency }),
    items: itemRequests(items),
  });
  return prepared.kind === "prepared"
    ? sessionAnswer(context, prepared, 201)
    : problemsError(checkoutProblems(context.dialect, prepared.problems));
}

async function update(context: AcpContext, session: SessionId, { items, ...details }: AcpUpdate): Promise<AcpAnswer> {
  const updated = await context.verbs.updateCheckout({
    ...details,
    ...context.spoken,
    sessionId: session,
    ...(items === undefined ? {} : { items: itemRequests(items) }),
  });
  switch (updated.kind) {
    case "updated":
      return sessionAnswer(context, updated, 200);
    case "not_found":
      return NO_SUCH_SESSION;
    case "locked":
      return lockedError(updated);
    case "refused":
      return refusedUpdate(context, session, checkoutProblems(context.dialect, updated.problems));
  }
}

/** Goods that are gone are news about a session that goes on; anything else is a mistake in the request. */
async function refusedUpdate(
  context: AcpContext,
  session: SessionId,
  problems: readonly RequestProblem[],
): Promise<AcpAnswer> {
  const state = problems.every((one) => one.code === "out_of_stock")
    ? await context.verbs.checkOrder({ sessionId: session })
    : null;
  if (state === null) return problemsError(problems);
  const view = context.dialect.view(state, context.edge, null);
  const news = problems.map(({ field, message }) => ({
    type: "error",
    code: "out_of_stock",
    param: jsonPath(field),
    content_type: "plain",
    content: TEXTS.nothingChanged(message),
  }));
  const current = Array.isArray(view["messages"]) ? view["messages"] : [];
  return { kind: "session", status: 200, body: { ...view, messages: [...news, ...current] } };
}

async function cancel(context: AcpContext, session: SessionId, reason: string | null): Promise<AcpAnswer> {
  const canceled = await context.verbs.cancelCheckout({
    sessionId: session,
    by: "buyer",
    ...(reason === null ? {} : { reason }),
  });
  switch (canceled.kind) {
    case "canceled":
      return sessionAnswer(context, canceled, 200);
    case "not_found":
      return NO_SUCH_SESSION;
    case "payment_in_progress":
      return lockedError(canceled);
    case "already_paid":
    case "already_closed":
      return acpError(405, "not_cancelable", TEXTS.closed(canceled.session.status), "$.id");
  }
}
