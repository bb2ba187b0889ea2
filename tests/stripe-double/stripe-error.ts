/** What the API answers instead of an object: a status and the body `{ error: … }`. */
export class StripeError extends Error {
  readonly status: number;
  readonly fields: Readonly<Record<string, unknown>>;

  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    type: string,
    message: string,
    fields: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.headers = headers;
    this.status = status;
    this.fields = { ...fields, message, type };
  }
}

export function invalidRequest(message: string, fields: { code?: string; param?: string } = {}): StripeError {
  const documentation =
    fields.code === undefined ? {} : { doc_url: `https://stripe.com/docs/error-codes/${fields.code}` };
  return new StripeError(400, "invalid_request_error", message, { ...fields, ...documentation });
}

/** An id in the address that is not there is 404; an id among the parameters is 400. */
export function missing(object: string, id: string, param: string, status: 400 | 404 = 404): StripeError {
  return new StripeError(status, "invalid_request_error", `No such ${object}: '${id}'`, {
    code: "resource_missing",
    doc_url: "https://stripe.com/docs/error-codes/resource-missing",
    param,
  });
}

export function missingParameter(param: string): StripeError {
  return invalidRequest(`Missing required param: ${param}.`, { code: "parameter_missing", param });
}

export function unknownParameter(param: string): StripeError {
  return invalidRequest(`Received unknown parameter: ${param}`, { code: "parameter_unknown", param });
}

export function unexpectedState(
  object: "payment_intent",
  value: Readonly<Record<string, unknown>>,
  what: string,
): StripeError {
  return new StripeError(400, "invalid_request_error", what, {
    code: `${object}_unexpected_state`,
    doc_url: `https://stripe.com/docs/error-codes/${object}-unexpected-state`,
    [object]: value,
  });
}
