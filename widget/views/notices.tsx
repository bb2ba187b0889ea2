import type { MessageView } from "#lib/wire/host-session.ts";
import type { Notice } from "../purchase/purchase-phase.ts";
import { noticeText, useTexts } from "../texts/widget-texts.ts";

/** Something that is as it should be, only not as it was; everything else did not work. */
const isNews = ({ kind }: Notice): boolean =>
  kind === "sheet_closed" || kind === "route_changed" || kind === "total_changed" || kind === "changed_elsewhere";

/** What the buyer should read before going on. */
export function Notices({ notices }: { notices: readonly Notice[] }) {
  const texts = useTexts();
  if (notices.length === 0) return null;
  return (
    <ul className="notices">
      {notices.map((notice) => (
        <li key={noticeText(notice, texts)} className={isNews(notice) ? undefined : "trouble"} dir="auto">
          {noticeText(notice, texts)}
        </li>
      ))}
    </ul>
  );
}

/** The server's own words beside what they are about. */
export function MessageList({ messages }: { messages: readonly MessageView[] }) {
  const { said } = useTexts();
  if (messages.length === 0) return null;
  return (
    <ul className="messages">
      {messages.map((message) => (
        <li key={message.content} className={message.type === "error" ? "problem" : "quiet"} dir="auto">
          {said(message.content)}
        </li>
      ))}
    </ul>
  );
}
