import type { Books } from "./books.ts";

export type Shown = { readonly status: number; readonly html: string; readonly location?: string };

/** What a buyer sees: the payment page and the bank's confirmation. Null for every other path. */
export function page(books: Books, method: string, path: string, form: URLSearchParams): Shown | null {
  const [, kind, reference = ""] = path.split("/");
  if (kind === "pay") {
    const action = form.get("action");
    const isAction = action === "pay" || action === "decline";
    const link =
      method === "POST" && isAction
        ? books.act(reference, action)
        : (books.links.find((one) => one.linkReference === reference) ?? null);
    if (link === null) return { status: 404, html: "No such page." };
    if (link.state === "paid") return { status: 303, html: "", location: link.returnUrl };
    if (link.state === "expired") return shown("This payment page is closed.");
    return shown(`${link.amount.value} minor units of ${link.amount.currency}`, ["pay", "decline"]);
  }
  if (kind !== "confirm") return null;
  const answer = form.get("action");
  if (method === "POST" && (answer === "approve" || answer === "refuse")) books.confirm(reference, answer);
  const payment = books.payment(reference);
  if (payment === null) return { status: 404, html: "No such payment." };
  return payment.state === "redirect"
    ? shown("Is this you?", ["approve", "refuse"])
    : shown("Done. You may close this window.");
}

function shown(text: string, actions: readonly string[] = []): Shown {
  const buttons = actions.map((action) => `<button name="action" value="${action}">${action}</button>`).join(" ");
  return {
    status: 200,
    html: `<!doctype html><html lang="en"><title>Example acquirer (simulated)</title>
<h1>Example acquirer</h1><p>Simulated for tests; no money moves.</p><p>${text}</p>
<form method="post">${buttons}</form></html>`,
  };
}
