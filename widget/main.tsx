import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { z } from "zod";
import type { ChatGptWindow } from "./host/chatgpt-host.ts";
import { connectHost } from "./host/connect-host.ts";
import type { Host } from "./host/host.ts";
import { PurchaseView } from "./views/purchase-view.tsx";
import { usePurchase } from "./purchase/use-purchase.ts";
import "./widget.css";

// The host's content policy forbids code made from text, which zod would otherwise try.
z.config({ jitless: true });

function Widget({ host }: { host: Host }) {
  const { purchase, actions } = usePurchase(host);
  const [look, setLook] = useState(() => host.look());
  const { phase } = purchase;

  useEffect(() => {
    const wear = () => setLook(host.look());
    wear();
    return host.subscribe(wear);
  }, [host]);
  useEffect(() => {
    if (look.theme === null) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = look.theme;
  }, [look.theme]);
  // When what had the focus is gone with the view before, the reading goes on at the new heading.
  useEffect(() => {
    if (document.hasFocus() && document.activeElement === document.body && phase !== "waiting")
      document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }, [phase]);
  return <PurchaseView phase={purchase} locale={look.locale} actions={actions} />;
}

const root = document.getElementById("widget");
if (root !== null) {
  const host = connectHost(window as Window & ChatGptWindow);
  new ResizeObserver(() => host.reportHeight(Math.ceil(root.getBoundingClientRect().height))).observe(root);
  createRoot(root).render(<Widget host={host} />);
}
