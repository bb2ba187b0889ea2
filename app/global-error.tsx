"use client";

import { MessagePage } from "./components/message-page.tsx";
import "./globals.css";

/** Stands in for the layout itself, so it brings its own document. */
export default function GlobalError({ reset }: { readonly error: Error; readonly reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong</title>
        <MessagePage title="Something went wrong on our side">
          <p>Nothing is charged twice when you try again.</p>
          <button type="button" className="button" onClick={reset}>
            Load the page again
          </button>
        </MessagePage>
      </body>
    </html>
  );
}
