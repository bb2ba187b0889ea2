import type { Buyer } from "../../checkout/session.ts";
import { isSameTaxId } from "../../checkout/taxes/tax-id.ts";
import type { PurchaseContext } from "../context.ts";

/**
 * A buyer with what the register says of the company's number. Asked when the number is another one, and again while
 * nobody knows; `known` is the buyer as the session has it. Never called inside a transaction.
 */
export async function withCheckedTaxId(
  { tax, report }: Pick<PurchaseContext, "tax" | "report">,
  buyer: Buyer | null,
  known: Buyer | null,
): Promise<Buyer | null> {
  const taxId = buyer?.taxId;
  if (buyer === null || taxId === undefined) return buyer;
  const { register = null } = tax;
  if (register === null || !register.covers(taxId.country)) return { ...buyer, taxId: { ...taxId, check: "form" } };
  const before = known?.taxId;
  if (before !== undefined && isSameTaxId(before, taxId) && (before.check === "valid" || before.check === "invalid"))
    return { ...buyer, taxId: before };
  const outcome = await register.check(taxId);
  if (outcome.kind === "unknown")
    report({
      level: "warn",
      message: "a VAT number was not checked, so VAT is charged",
      fields: { register: register.name, country: taxId.country, why: outcome.why },
    });
  return { ...buyer, taxId: { ...taxId, check: outcome.kind } };
}
