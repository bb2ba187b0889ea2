import type { CheckoutState } from "#lib/purchase/checkout-state.ts";
import { jsonPath, type RequestProblem } from "#lib/wire/input-problems.ts";
import { TEXTS } from "./texts.ts";

/** An error in the protocol's one flat form. */
export type AcpError = {
  readonly type: "invalid_request" | "processing_error" | "service_unavailable";
  readonly code: string;
  readonly message: string;
  /** JSONPath of what was wrong. */
  readonly param?: string;
  /** Newest first. */
  readonly supported_versions?: readonly string[];
};

/** What a call answers, on either transport. An answer that `passes` is not kept for repetitions of its request. */
export type AcpAnswer =
  | { readonly kind: "session"; readonly status: number; readonly body: Record<string, unknown> }
  | { readonly kind: "error"; readonly status: number; readonly body: AcpError; readonly passes?: true };

export function acpError(status: number, code: string, message: string, param?: string): AcpAnswer {
  return {
    kind: "error",
    status,
    body: { type: "invalid_request", code, message, ...(param === undefined ? {} : { param }) },
  };
}

/** For a failure of ours; the caller gets a reference and nothing else. */
export function acpFailure(reference: string): AcpAnswer {
  const message = TEXTS.failed(reference);
  return { kind: "error", status: 500, body: { type: "processing_error", code: "internal_error", message } };
}

/** All that is wrong with a request in one error: every problem in its message, the first one in `code` and `param`. */
export function problemsError(problems: readonly RequestProblem[]): AcpAnswer {
  const [first] = problems;
  const message = problems.map((one) => `${one.field}: ${one.message}`).join("; ");
  return acpError(400, first?.code ?? "invalid", message, jsonPath(first?.field ?? ""));
}

export const NO_SUCH_SESSION = acpError(404, "not_found", TEXTS.noSession, "$.id");

/** For what cannot be changed any more, or not now. */
export function lockedError({ session }: CheckoutState): AcpAnswer {
  const isClosed = session.status === "completed" || session.status === "canceled" || session.status === "expired";
  if (isClosed) return acpError(409, "session_closed", TEXTS.closed(session.status), "$.id");
  const message = TEXTS.paymentOpen;
  return {
    kind: "error",
    status: 409,
    body: { type: "invalid_request", code: "payment_in_progress", message, param: "$.id" },
    passes: true,
  };
}
