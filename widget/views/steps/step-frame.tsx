import type { ReactNode } from "react";
import { Notices } from "../notices.tsx";
import type { Basket, Notice } from "../../purchase/purchase-phase.ts";
import type { PurchaseActions } from "../../purchase/use-purchase.ts";

export type BasketProps = { readonly basket: Basket; readonly locale: string; readonly actions: PurchaseActions };

type Props = { readonly title: string; readonly notices: readonly Notice[]; readonly children: ReactNode };

/** One thing to give or to look at, in the place of the order. */
export function StepFrame({ title, notices, children }: Props) {
  return (
    <>
      <header className="head">
        <h1 tabIndex={-1}>{title}</h1>
      </header>
      <Notices notices={notices} />
      {children}
    </>
  );
}
