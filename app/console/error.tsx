"use client";

import { MessagePage } from "../components/message-page.tsx";

export default function ConsoleError({ reset }: { readonly error: Error; readonly reset: () => void }) {
  return (
    <MessagePage title="This could not be shown">
      <p>Looking changes nothing, so nothing is lost. The reason is in the server&rsquo;s log.</p>
      <button type="button" className="button" onClick={reset}>
        Try again
      </button>
    </MessagePage>
  );
}
