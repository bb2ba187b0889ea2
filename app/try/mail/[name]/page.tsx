import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { openMailForTest } from "../open-mail.ts";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  await openMailForTest();
  return { title: "A message that was not sent", robots: { index: false } };
}

/** One message: its header, as HTML in a frame that can run nothing, and as plain text. */
export default async function MessagePage({ params }: { readonly params: Promise<{ name: string }> }) {
  const { mailFolder } = await openMailForTest();
  const { name } = await params;
  const message = await mailFolder.read(name);
  if (message === null) notFound();
  const { subject, from, replyTo, to, text } = message;
  const header = [
    ["From", `${from.name} <${from.address}>`],
    ["To", to.join(", ")],
    ...(replyTo === null ? [] : [["Reply-To", replyTo]]),
  ];
  return (
    <main className="mx-auto flex max-w-3xl flex-col gap-6 px-4 py-8 sm:px-6">
      <p>
        <a className="link" href="/try/mail">
          All messages
        </a>
      </p>
      <header className="flex flex-col gap-3">
        <h1 className="text-title wrap-anywhere">{subject}</h1>
        <p className="rounded-card bg-warning-soft px-4 py-3 text-caption text-warning">
          This message was not sent: it is a file in DATA_DIR/mail.
        </p>
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-caption">
          {header.map(([label, value]) => (
            <div key={label} className="contents">
              <dt className="text-muted">{label}</dt>
              <dd className="wrap-anywhere">{value}</dd>
            </div>
          ))}
        </dl>
      </header>
      <iframe
        title="The message as HTML"
        src={`/try/mail/${name}/message`}
        sandbox=""
        className="h-[46rem] w-full rounded-card border border-line"
      />
      <section aria-labelledby="as-text" className="flex flex-col gap-2">
        <h2 id="as-text" className="text-body font-semibold">
          As plain text
        </h2>
        <pre className="card overflow-x-auto p-5 text-caption whitespace-pre-wrap wrap-anywhere">{text}</pre>
      </section>
    </main>
  );
}
