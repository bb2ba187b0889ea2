"use client";

import { MessagePage } from "./components/message-page.tsx";

export default function PageError({ reset }: { readonly error: Error; readonly reset: () => void }) {
  return (
    <MessagePage title="Something went wrong on our side">
      <p>
        Nothing is charged twice when you try again. If you were paying, load the page to see what became of the
        payment.
      </p>
      <button type="button" className="button" onClick={reset}>
        Load the page again
      </button>
    </MessagePage>
  );
}
