import { formatMoney, isCurrency, money } from "#lib/money.ts";
import type { Desk } from "./api.ts";
import type { Reply } from "./idempotency.ts";
import { act, destination, isBuyerAction, type BuyerAction } from "./buyer.ts";
import { expireDueSessions, session as sessionOf, type Session } from "./resources/checkout-sessions.ts";
import { authenticate, paymentIntent } from "./resources/payment-intents.ts";
import { STRIPE_JS_DOUBLE } from "./stripe-js-double.ts";

const HTML = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" };

/** The pages that a buyer sees, or null when the address is not theirs. They state that they are a double's. */
export function page(desk: Desk, method: string, path: string, body: string): Reply | null {
  const [, top = "", kind = "", id = ""] = path.split("/");
  if (top === "stripe-js-double")
    return { status: 200, body: STRIPE_JS_DOUBLE, headers: { "content-type": "text/javascript; charset=utf-8" } };
  const isCheckout = top === "c" && (kind === "pay" || kind === "embed");
  if (!isCheckout && !(top === "double" && kind === "authenticate")) return null;
  expireDueSessions(desk.books);
  try {
    const form = new URLSearchParams(body);
    const own = { ...desk, books: desk.books.holding(id.split("_secret_")[0] ?? "") };
    const reply = isCheckout
      ? checkout(own, { method, id, isFrame: kind === "embed", action: form.get("action") })
      : question(own, { method, id, answer: form.get("answer") });
    desk.books.save();
    return reply;
  } catch {
    return { status: 404, body: frame("Not found", "<p>There is no such page at this double.</p>"), headers: HTML };
  }
}

type Visit = {
  readonly method: string;
  readonly id: string;
  readonly isFrame: boolean;
  readonly action: string | null;
};

function checkout({ books }: Desk, { method, id, isFrame, action }: Visit): Reply {
  const session = sessionOf(books, isFrame ? (id.split("_secret_")[0] ?? "") : id);
  if (isFrame && session["client_secret"] !== id) throw new Error("The client secret is not the session's.");
  let note = "";
  if (method === "POST" && isBuyerAction(action)) {
    const next = act(books, session.id, action);
    if (next !== null) return { status: 303, body: "", headers: { ...HTML, location: next } };
    if (action === "decline" && session.status === "open")
      note = '<p role="alert">Your card was declined. Please try another one.</p>';
  }
  return { status: 200, body: frame("Pay", note + sessionHtml(session)), headers: HTML };
}

function sessionHtml(session: Session): string {
  const lines = session.$private.line_items.map(
    (line) =>
      `<li>${line.quantity} × ${escape(String(line["description"]))}: ${amount(line.amount_subtotal, session.currency)}</li>`,
  );
  const shipping = session.$private.shipping
    .slice(0, 1)
    .map((one) => `<li>${escape(one.name)}: ${amount(one.amount, session.currency)}</li>`);
  return `<ul>${lines.join("")}${shipping.join("")}</ul>
<p>Total: <strong data-total="${session.amount_total}">${amount(session.amount_total, session.currency)}</strong></p>
${state(session)}`;
}

function state(session: Session): string {
  const leaves = session.redirect_on_completion === "always" ? ' target="_top"' : "";
  const button = (action: BuyerAction, label: string, target = "") =>
    `<form method="post"${target}><button name="action" value="${action}">${label}</button></form>`;
  if (session.status === "expired")
    return `<p>This page has expired. Nothing was paid.</p>${session.cancel_url === null ? "" : button("leave", "Back to the shop")}`;
  if (session.status === "open")
    return [
      button("pay", "Pay", leaves),
      button("decline", "Pay with a card that is declined"),
      button("pay_later", "Pay by a slow method", leaves),
      button("expire", "Let this page expire"),
      session.cancel_url === null ? "" : button("leave", "Leave without paying"),
    ].join("");
  const next = destination(session);
  const onward =
    next === null
      ? "<script>parent.postMessage({ stripeDouble: 'complete' }, '*')</script>"
      : `<p><a href="${escape(next)}" target="_top">Back to the shop</a></p>`;
  if (session.payment_status !== "unpaid") return `<p>This payment is complete.</p>${onward}`;
  return `<p>The payment is under way.</p>${button("succeed_later", "Let it succeed")}${button("fail_later", "Let it fail")}${onward}`;
}

function question(
  { books }: Desk,
  { method, id, answer }: { method: string; id: string; answer: string | null },
): Reply {
  const intent = paymentIntent(books, id);
  const action = intent["next_action"] as { redirect_to_url?: { return_url: string } } | null;
  if (method === "POST" && intent.status === "requires_action" && (answer === "complete" || answer === "fail")) {
    authenticate(books, id, answer);
    const back = action?.redirect_to_url?.return_url;
    if (back !== undefined) return { status: 303, body: "", headers: { ...HTML, location: back } };
  }
  const button = (value: string, label: string) =>
    `<form method="post"><button name="answer" value="${value}">${label}</button></form>`;
  const open = `<p>Is this payment of ${amount(intent.amount, intent.currency)} yours?</p>${button("complete", "Approve")}${button("fail", "Refuse")}`;
  const html = intent.status === "requires_action" ? open : "<p>This question is answered. You may close the page.</p>";
  return { status: 200, body: frame("Your bank asks", html), headers: HTML };
}

function frame(title: string, content: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} · Stripe double (not Stripe)</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:1rem auto;padding:0 1rem;color:#111;background:#fff}button{font:inherit;padding:.5rem 1rem;margin:.25rem 0}[role=note]{border:2px dashed #8a4b00;padding:.5rem}</style></head>
<body><main><p role="note">This is a double of Stripe for tests, not Stripe. No money moves and no card is asked for.</p>
<h1>${title}</h1>${content}</main></body></html>`;
}

function amount(amountMinor: number, currency: string): string {
  const code = currency.toUpperCase();
  return isCurrency(code) ? formatMoney(money(amountMinor, code), "en") : `${amountMinor} ${code} (minor units)`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
