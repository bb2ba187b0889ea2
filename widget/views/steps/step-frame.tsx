import type { ReactNode } from "react";
import { Notices } from "../notices.tsx";
import { TestBadge } from "../status-view.tsx";
import type { Basket } from "../../purchase/purchase-phase.ts";
import type { PurchaseActions } from "../../purchase/use-purchase.ts";

export type BasketProps = { readonly basket: Basket; readonly locale: string; readonly actions: PurchaseActions };

type Props = { readonly title: string; readonly basket: Basket; readonly children: ReactNode };

/** One thing to give or to look at, in the place of the order. */
export function StepFrame({ title, basket: { checkout, notices }, children }: Props) {
  return (
    <>
      <header className="head order-head">
        <h1 tabIndex={-1}>{title}</h1>
        <TestBadge checkout={checkout} />
      </header>
      <Notices notices={notices} />
      {children}
    </>
  );
}
