import { useEffect, useRef } from "react";
import type { Chat } from "./use-chat.ts";
import type { Sheet } from "../sheet/use-sheet.ts";

/** What happens when the buyer comes back to this tab. Answers what to call when they leave by a link of the assistant's. */
export function useReturn(chat: Chat, sheet: Sheet): () => void {
  const hasLeft = useRef(false);
  useEffect(() => {
    const comeBack = () => {
      if (document.visibilityState !== "visible") return;
      void sheet.askAgain();
      const { sessionId, ordersAnnounced } = chat.conversation;
      if (!hasLeft.current || sessionId === null || ordersAnnounced.includes(sessionId)) return;
      hasLeft.current = false;
      void chat.askStatus(sessionId);
    };
    window.addEventListener("focus", comeBack);
    document.addEventListener("visibilitychange", comeBack);
    return () => {
      window.removeEventListener("focus", comeBack);
      document.removeEventListener("visibilitychange", comeBack);
    };
  });
  return () => {
    hasLeft.current = true;
  };
}
