import type { Metadata } from "next";
import { MessagePage } from "./components/message-page.tsx";

export const metadata: Metadata = { title: "Not found", robots: { index: false } };

export default function NotFound() {
  return (
    <MessagePage title="There is no such page">
      <p>
        The address may be incomplete. If you came from a chat, go back there and open the checkout or the order again.
      </p>
    </MessagePage>
  );
}
