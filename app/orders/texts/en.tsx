import type { ReactNode } from "react";
import type { Policy } from "../../components/policies.ts";

/** An order's own page in English. */
export const en = {
  pageTitle: "Order",
  title: (number: string) => `Order ${number}`,
  keepAddress: "Keep this page’s address to come back to it: anyone who has the address can see the order.",
  questions: (link: (policy: Policy, text: string) => ReactNode): ReactNode => (
    <>
      Questions? See {link("returns", "returns")} and {link("shipping", "shipping")}.
    </>
  ),
};
export type OrderTexts = typeof en;
