import type { FieldChange, SellersLine } from "#lib/operator/sellers/sellers.ts";
import { notReadyText, noSellerText } from "#lib/operator/sellers/seller-texts.ts";
import { canonicalJson } from "#lib/canonical-json.ts";
import type { SellerView } from "#lib/wire/sellers/seller-view.ts";
import type { Sentence } from "../operator-run.ts";

/** The option that says more of what keeps a seller from being paid, or mends it. */
const OPTIONS: Readonly<Record<Exclude<NonNullable<SellerView["not_ready"]>, "not_active">, string>> = {
  no_account: "--onboard",
  cannot_receive: "--show",
};

/** For an id that no seller has: what was meant, or the command that says which there are. */
export function noSuchSeller(of: Parameters<typeof noSellerText>[0]): string {
  const { nearest = [] } = of;
  return `${noSellerText(of)}${nearest.length === 0 ? " npm run sellers lists them." : ""}`;
}

/** What `npm run sellers` prints of a line. */
export function say(line: SellersLine): Sentence {
  const done = (text: string): Sentence => ({ isDone: true, text });
  const wrong = (text: string): Sentence => ({ isDone: false, text });
  switch (line.type) {
    case "listed":
      return done(line.sellers.length === 0 ? "There are no sellers." : line.sellers.map(rowOf).join("\n"));
    case "seller":
      return done(JSON.stringify(line.seller, null, 2));
    case "saved": {
      if (!line.isChanged) return done(`Nothing to change: ${rowOf(line.seller)}`);
      const { seller, changes, isDryRun } = line;
      const shown = changes.flatMap(changeLines);
      const warnings = line.warnings.map(({ field, message }) => `  Note: ${field}: ${message}.`);
      const account = changes.some(({ field }) => field === "account") ? accountText(seller) : [];
      const head = `${isDryRun ? "Would be" : "Now"}: ${rowOf(seller)}`;
      return done([head, ...shown, ...account, ...warnings, ...(isDryRun ? ["Nothing was changed."] : [])].join("\n"));
    }
    case "link": {
      const until = line.expiresAt === null ? "for some minutes" : `until ${line.expiresAt}`;
      return done(`${line.url}\nFor the browser of ${line.seller.name ?? line.seller.id} alone, once, ${until}.`);
    }
    case "not_onboarded":
      return wrong(`Seller "${line.id}": ${line.message}.`);
    case "no_such_seller":
      return wrong(noSuchSeller(line));
    case "exists":
      return wrong(`"${line.seller.id}" is there already; change them with --set.`);
    case "wrong_field":
      return wrong(`${line.field}: ${line.message}. Nothing was changed.`);
    case "not_allowed": {
      const next = line.allowed.length === 0 ? "nothing follows it" : `it can become ${line.allowed.join(" or ")}`;
      return wrong(`Seller "${line.id}" is ${line.from}, and ${next}, not ${line.to}. Nothing was changed.`);
    }
  }
}

/** Of rules, those that went and those that came, each in a line of its own. */
function changeLines({ field, before, after }: FieldChange): readonly string[] {
  if (field !== "delivery" && field !== "taxes") return [`  ${field}: ${valueText(before)} → ${valueText(after)}`];
  const rules = (list: unknown) => (Array.isArray(list) ? list.map(canonicalJson) : []);
  const [were, are] = [rules(before), rules(after)];
  const changed = [
    ...were.filter((rule) => !are.includes(rule)).map((rule) => `    - ${rule}`),
    ...are.filter((rule) => !were.includes(rule)).map((rule) => `    + ${rule}`),
  ];
  return [
    `  ${field}: ${were.length} → ${are.length} rules${changed.length === 0 ? ", in another order" : ""}`,
    ...changed,
  ];
}

function valueText(value: unknown): string {
  const text = JSON.stringify(value);
  return ["null", "[]", "{}"].includes(text) ? "nothing" : text;
}

/** What the payment provider said of an account that was named. */
function accountText({ account_state: state }: SellerView): readonly string[] {
  if (state === null) return [];
  const can = (isAble: boolean, what: string) => `${isAble ? "can" : "cannot"} ${what}`;
  const wanted =
    state.requirements.length === 0 ? "" : `; asked for: ${state.requirements.map(({ what }) => what).join(", ")}`;
  return [
    `  The account ${can(state.can_receive, "receive its part")}, ${can(state.can_charge, "take charges")} and ${can(state.can_pay_out, "be paid out")}${wanted}.`,
  ];
}

function rowOf(seller: SellerView): string {
  const { id, name, state, not_selling: notSelling, not_ready: notReady, account_state: account, since, why } = seller;
  const said = notReadyText(seller);
  const isRestricted = state === "active" && notSelling !== null;
  const trouble = isRestricted
    ? `, restricted by the provider (${account?.disabled_reason ?? "no reason given"})`
    : notReady === null || notReady === "not_active" || said === null
      ? ""
      : `, ${said} (${OPTIONS[notReady]})`;
  const reason = why === "" ? "" : `: ${why}`;
  const untaxed = seller.tax_warnings.length === 0 ? "" : ", own taxes leave goods untaxed (--show)";
  return `${state.padEnd(10)} ${id}${name === null ? "" : ` (${name})`}, since ${since.slice(0, 10)}${reason}${trouble}${untaxed}`;
}
