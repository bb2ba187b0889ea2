"use client";

import { MessagePage } from "../components/message-page.tsx";

export default function ConsoleError({ reset }: { readonly error: Error; readonly reset: () => void }) {
  return (
    <MessagePage title="This could not be shown">
      <p>
        The server or its database did not answer. While that is so, the console stays closed to everybody. Nothing is
        lost, and the reason is in the server&rsquo;s log.
      </p>
      <button type="button" className="button" onClick={reset}>
        Try again
      </button>
    </MessagePage>
  );
}
