import type { ReactNode } from "react";
import type { Runtime } from "#lib/runtime/runtime.ts";
import { DEFAULT_LOCALE } from "#lib/wire/accept-language.ts";
import { ShopPage } from "./components/shop-page.tsx";
import { PageFrame } from "./components/page-frame.tsx";
import { Cockpit } from "./start/cockpit.tsx";
import { PAYMENT_TITLES, type PaymentService } from "./components/payment-service.ts";
import { componentTexts } from "./components/texts/component-texts.ts";

/** What shows the installation is for developers and operators and is in English only. */
const SIMULATED = componentTexts(DEFAULT_LOCALE).simulated;

/** For whoever tries the installation, on its own machine; else for buyers, who learn nothing about it. */
export function StartPage({
  opened,
  locale,
  isForDevelopers,
}: {
  readonly opened: Runtime;
  readonly locale: string;
  readonly isForDevelopers: boolean;
}) {
  const { payment, publicUrl } = opened.config;
  return isForDevelopers ? (
    <Installation opened={opened} />
  ) : (
    <ShopPage name={new URL(publicUrl).host} isTest={payment.mode === "test"} locale={locale} />
  );
}

/** Shows what runs here and with which parts, so that nobody takes the sandbox for the real thing. */
function Installation({ opened }: { readonly opened: Runtime }) {
  const { config } = opened;
  return (
    <PageFrame isTest locale={DEFAULT_LOCALE} isEnglishOnly>
      <section className="grid items-center gap-10 py-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)] lg:gap-16 lg:py-10">
        <div className="flex flex-col gap-6">
          <h1 className="text-display font-semibold tracking-tight">One checkout. The right way to pay. Paid once.</h1>
          <p className="max-w-prose text-lead text-muted">
            Tillswitch is the checkout behind a ChatGPT app. For every purchase it decides whether the buyer pays on
            ChatGPT&rsquo;s payment sheet or on your own page, and it writes down why. Whatever crashes, repeats or
            races, an order is paid at most once.
          </p>
          <div className="flex flex-col gap-3 sm:flex-row">
            <a href="/try?sheet=on" className="button">
              Try the payment sheet
            </a>
            <a href="/try?sheet=off" className="button button-quiet">
              Try the checkout page
            </a>
          </div>
        </div>
        <InUse opened={opened} />
      </section>
      <Cockpit opened={opened} />
      <NextSteps publicUrl={config.publicUrl} provider={config.payment.kind} hasFeed={config.feed !== null} />
    </PageFrame>
  );
}

/** What is in use, in words. Whether the parts answer is the business of /readyz. */
async function InUse({ opened }: { readonly opened: Runtime }) {
  const { config, flags, database, catalog } = opened;
  const source = flags.source();
  const [service, simulated] = [PAYMENT_TITLES[config.payment.kind], SIMULATED[config.payment.kind]];
  return (
    <section aria-labelledby="in-use" className="card p-5 sm:p-6">
      <h2 id="in-use" className="mb-4 text-title">
        In use now
      </h2>
      <dl className="flex flex-col gap-3">
        <Part
          title="Database"
          value={database === "pglite" ? "PGlite, embedded" : "Postgres"}
          note={database === "pglite" ? "Kept in DATA_DIR; set DATABASE_URL for a server." : null}
        />
        <Part
          title="Payments"
          value={simulated === null ? `${service}, ${config.payment.mode}` : service}
          note={simulated === null ? null : "A simulation: no real money moves."}
        />
        <Part
          title="Flags"
          value={source.kind === "server" ? "Unleash server" : source.kind === "bootstrap" ? "Flags file" : "None"}
          note={source.kind === "none" ? "Without flags every purchase goes to the checkout page." : null}
        />
        <Part
          title="Products"
          value={String(await catalog.count())}
          note={config.feed === null ? "The demo feed." : null}
        />
      </dl>
    </section>
  );
}

function Part({
  title,
  value,
  note,
}: {
  readonly title: string;
  readonly value: string;
  readonly note: string | null;
}) {
  return (
    <div className="border-t border-line pt-3">
      <dt className="text-caption text-muted">{title}</dt>
      <dd className="font-medium wrap-anywhere">{value}</dd>
      {note === null ? null : <dd className="text-caption text-muted">{note}</dd>}
    </div>
  );
}

function NextSteps({
  publicUrl,
  provider,
  hasFeed,
}: {
  readonly publicUrl: string;
  readonly provider: PaymentService;
  readonly hasFeed: boolean;
}) {
  return (
    <section aria-labelledby="next" className="mt-10 border-t border-line pt-10">
      <h2 id="next" className="mb-6 text-heading">
        From here to your own shop
      </h2>
      <ol className="grid gap-6 md:grid-cols-3">
        <Step number={1} title="Load your products">
          {hasFeed ? "Your product feed is loaded." : "You see the demo feed."} Set <Code>CATALOG_FEED</Code> to your
          own feed in OpenAI&rsquo;s product format.
        </Step>
        <Step number={2} title="Take payments">
          {SIMULATED[provider] === null
            ? "Payments go through Stripe, chosen with "
            : "Payments are simulated. The payment service is chosen with "}
          <Code>PAYMENT_PROVIDER</Code>; its keys are read from the environment and never stored.
        </Step>
        <Step number={3} title="Connect ChatGPT">
          In ChatGPT, turn on developer mode, create an app and give it this address: <Code>{`${publicUrl}/mcp`}</Code>.
          ChatGPT must be able to reach it by https.
        </Step>
      </ol>
    </section>
  );
}

function Step({
  number,
  title,
  children,
}: {
  readonly number: number;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <li className="card flex flex-col gap-2 p-5">
      <span
        aria-hidden="true"
        className="mb-1 flex size-8 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent"
      >
        {number}
      </span>
      <h3 className="font-semibold">{title}</h3>
      <p className="text-muted">{children}</p>
    </li>
  );
}

function Code({ children }: { readonly children: string }) {
  return (
    <code className="rounded-control bg-sunken px-1.5 py-0.5 font-mono text-caption wrap-anywhere text-ink">
      {children}
    </code>
  );
}
