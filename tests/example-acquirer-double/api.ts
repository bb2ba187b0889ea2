import type { Amount, Books, Card, Link, ModificationKind, Payment } from "./books.ts";
import type { Faults } from "./faults.ts";

export const API_KEY = "example_key_of_the_double";

export type Call = {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
  readonly apiKey: string | null;
  readonly idempotencyKey: string | null;
};
export type Reply = { readonly status: number; readonly body: unknown; readonly isReplay?: boolean };
type Kept = { readonly fingerprint: string; readonly reply: Reply };
/** A reply, "reply_lost" (done, and nobody hears of it) or "reset" (nothing was done). */
type Done = { readonly reply: Reply; readonly isLost: boolean } | "reset";

/** What a token does; it may have an ending of its own after an underscore. */
const CARDS: Readonly<Record<string, Card>> = {
  tok_example_ok: "pays",
  tok_example_refused: "is_refused",
  tok_example_redirect: "asks_confirmation",
  tok_example_reply_lost: "pays",
};
const NEVER_ARRIVES = "tok_example_never_arrives";
const REPLY_LOST = "tok_example_reply_lost";
const KINDS: Readonly<Record<string, ModificationKind>> = { captures: "capture", cancels: "cancel", refunds: "refund" };

const error = (status: number, code: string): Reply => ({ status, body: { code } });

/** The double's API. One space of idempotency keys holds for all of it: a key belongs to one request for ever. */
export class Api {
  readonly #books: Books;
  readonly #faults: Faults;
  readonly #kept = new Map<string, Kept>();
  readonly baseUrl: () => string;

  constructor(books: Books, faults: Faults, baseUrl: () => string) {
    this.#books = books;
    this.#faults = faults;
    this.baseUrl = baseUrl;
  }

  async answer(call: Call): Promise<Reply | "cut"> {
    const fault = this.#faults.meet(call.method, call.url.pathname);
    if (fault?.kind === "hang") await new Promise((resolve) => setTimeout(resolve, fault.ms));
    if (fault?.kind === "reset" || fault?.kind === "hang") return "cut";
    if (fault?.kind === "status_500") return error(500, "internal");
    const done = this.#once(call);
    return done === "reset" || done.isLost || fault?.kind === "reply_lost" ? "cut" : done.reply;
  }

  #once(call: Call): Done {
    if (call.apiKey !== API_KEY) return { reply: error(401, "unauthorised"), isLost: false };
    const { idempotencyKey: key } = call;
    if (key === null) return this.#carryOut(call);
    const fingerprint = `${call.method} ${call.url.pathname} ${call.body}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined) {
      const isSame = kept.fingerprint === fingerprint;
      return { reply: isSame ? { ...kept.reply, isReplay: true } : error(422, "key_conflict"), isLost: false };
    }
    const done = this.#carryOut(call);
    // A request that was not taken leaves its key free.
    if (done !== "reset" && done.reply.status < 300) this.#kept.set(key, { fingerprint, reply: done.reply });
    return done;
  }

  #carryOut(call: Call): Done {
    const [version, resource, reference, action] = call.url.pathname.slice(1).split("/");
    if (version !== "v1") return { reply: error(404, "not_found"), isLost: false };
    const body = bodyOf(call.body);
    if (call.method === "POST" && resource === "payments" && reference === undefined) return this.#pay(body);
    return { reply: this.#other(call, resource, reference, action, body), isLost: false };
  }

  #other(call: Call, resource = "", reference = "", action = "", body: Body | null = null): Reply {
    if (call.method === "GET" && resource === "attempts" && reference === "")
      return this.#attempt(call.url.searchParams.get("merchantReference") ?? "");
    if (resource === "links") {
      if (call.method === "POST" && reference === "") return this.#openLink(body);
      return call.method === "POST" && action === "expiry" ? this.#expire(reference) : error(404, "not_found");
    }
    const payment = resource === "payments" ? this.#books.payment(reference) : null;
    if (payment === null) return error(404, "not_found");
    if (call.method === "GET" && action === "") return { status: 200, body: this.#view(payment) };
    const kind = KINDS[action];
    if (call.method !== "POST" || kind === undefined) return error(404, "not_found");
    if (body?.amount === undefined || (kind !== "cancel" && call.idempotencyKey === null))
      return error(400, "not_understood");
    const done = this.#books.modify(kind, payment, body.amount);
    return "refused" in done ? error(422, done.refused) : { status: 202, body: { status: "received", ...done } };
  }

  /** A refused card is an answer like any other: 200 with a result code. */
  #pay(body: Body | null): Done {
    if (body?.amount === undefined || body.merchantReference === undefined || body.token === undefined)
      return { reply: error(400, "not_understood"), isLost: false };
    const { amount, merchantReference, token } = body;
    if (token === NEVER_ARRIVES) return "reset";
    const known = Object.keys(CARDS).find((magic) => token === magic || token.startsWith(`${magic}_`));
    const card = CARDS[known ?? ""];
    if (card === undefined) return { reply: error(422, "token_unknown"), isLost: false };
    const payment = this.#books.authorise(merchantReference, amount, card);
    const { paymentReference, refusalReason, redirectUrl } = this.#view(payment);
    const resultCode =
      payment.state === "authorised" ? "Authorised" : payment.state === "refused" ? "Refused" : "Redirect";
    return {
      reply: { status: 200, body: { resultCode, paymentReference, refusalReason, redirectUrl } },
      isLost: token === REPLY_LOST,
    };
  }

  #openLink(body: Body | null): Reply {
    if (body?.amount === undefined || body.merchantReference === undefined || body.returnUrl === undefined)
      return error(400, "not_understood");
    const link = this.#books.openLink(body.merchantReference, body.amount, body.returnUrl);
    return { status: 200, body: this.#linkView(link) };
  }

  #expire(reference: string): Reply {
    const link = this.#books.links.find((one) => one.linkReference === reference);
    if (link === undefined) return error(404, "not_found");
    if (link.state === "paid") return error(422, "the link is paid");
    link.state = "expired";
    return { status: 200, body: this.#linkView(link) };
  }

  #attempt(merchantReference: string): Reply {
    const isOurs = (one: { merchantReference: string }) => one.merchantReference === merchantReference;
    return {
      status: 200,
      body: {
        links: this.#books.links.filter(isOurs).map((link) => this.#linkView(link)),
        payments: this.#books.payments.filter(isOurs).map((payment) => this.#view(payment)),
      },
    };
  }

  #view(payment: Payment) {
    const isAsked = payment.state === "redirect";
    return { ...payment, redirectUrl: isAsked ? `${this.baseUrl()}/confirm/${payment.paymentReference}` : null };
  }

  #linkView({ linkReference, state }: Link) {
    return { linkReference, state, url: `${this.baseUrl()}/pay/${linkReference}` };
  }
}

type Body = {
  readonly amount?: Amount;
  readonly merchantReference?: string;
  readonly token?: string;
  readonly returnUrl?: string;
};

function bodyOf(text: string): Body | null {
  try {
    const body = JSON.parse(text) as Body;
    const { amount } = body;
    const isRight =
      amount === undefined ||
      (Number.isInteger(amount.value) && amount.value > 0 && /^[A-Z]{3}$/.test(amount.currency));
    return isRight ? body : null;
  } catch {
    return null;
  }
}
