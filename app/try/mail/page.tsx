import type { Metadata } from "next";
import { DEFAULT_LOCALE } from "#lib/wire/accept-language.ts";
import { formatTime } from "../../components/dates.ts";
import { Unbroken } from "../../components/unbroken.tsx";
import { openMailForTest } from "./open-mail.ts";
import { toText } from "./to-text.ts";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  await openMailForTest();
  return { title: "Messages that were not sent", robots: { index: false } };
}

/** The messages that the shop would have sent, newest first. */
export default async function MailPage() {
  const { mailFolder, config } = await openMailForTest();
  const messages = await mailFolder.list();
  return (
    <main className="mx-auto flex max-w-3xl flex-col gap-6 px-4 py-8 sm:px-6">
      <p>
        <a className="link" href="/try">
          Back to the chat
        </a>
      </p>
      <header className="flex flex-col gap-2">
        <h1 className="text-heading">Messages that were not sent</h1>
        <p className="text-muted">
          {config.mail.smtp === null
            ? "SMTP_URL is not set, so each message is a file in DATA_DIR/mail. Set SMTP_URL to send them."
            : "SMTP_URL is set: messages are sent now. Here is what was kept before."}
        </p>
      </header>
      {messages.length === 0 ? (
        <p>
          There is none yet. Buy something at{" "}
          <a className="link" href="/try">
            /try
          </a>
          .
        </p>
      ) : (
        <ul className="card flex flex-col">
          {messages.map(({ name, subject, to, date }) => (
            <li key={name} className="not-first:border-t not-first:border-line">
              <a href={`/try/mail/${name}`} className="flex flex-col gap-1 px-5 py-4 hover:bg-sunken">
                <span className="font-medium wrap-anywhere">
                  <Unbroken>{subject}</Unbroken>
                </span>
                <span className="text-caption text-muted wrap-anywhere">
                  {toText(to)} · {formatTime(new Date(date), DEFAULT_LOCALE)}
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </main>
  );
}
