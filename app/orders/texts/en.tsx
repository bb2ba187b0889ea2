import type { ReactNode } from "react";
import type { Policy } from "../../components/policies.ts";

/** An order's own page in English. */
export const en = {
  title: (number: string) => `Order ${number}`,
  keepAddress: "Keep this page’s address to come back to it: anyone who has the address can see the order.",
  questions: (link: (policy: Policy, text: string) => ReactNode): ReactNode => (
    <>
      Questions? See {link("returns", "returns")} and {link("shipping", "shipping")}.
    </>
  ),
  buyAgain: "Buy again",
  print: "Print or save as PDF",
  sandboxLedger: "See what the sandbox bank did",
  notSoldTitle: "This cannot be bought again as it was",
  notSold:
    "Something in this order is sold out, or is not sold any more. Ask for it in the chat to see what there is now.",
};
export type OrderTexts = typeof en;
