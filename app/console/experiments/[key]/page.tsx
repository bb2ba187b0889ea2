import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { namesOfSellers } from "../seller-names.ts";
import { NO_DAYS, readDays } from "#lib/experiment/report/range.ts";
import type { Runtime } from "#lib/runtime/runtime.ts";
import { askedInAddress, textIn, type AddressQuery, type Asked } from "../../asked.ts";
import { ConsoleFrame } from "../../console-frame.tsx";
import { enterConsole } from "../../sign-in/access.ts";
import { CALCULATOR_FIELDS, calculate, prefilled, type CalculatorTexts } from "../parts/calculator-form.ts";
import { CalculatorPart } from "../parts/calculator-part.tsx";
import { ReportTools, type MadeLink } from "../parts/report-tools.tsx";
import { ReportView } from "../report-view.tsx";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Instant against external", robots: { index: false, follow: false } };

/** The report on an experiment, and how long the next one would take. */
export default async function ExperimentPage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ readonly key: string }>;
  readonly searchParams: Promise<AddressQuery>;
}) {
  const { opened, isOpenToAll } = await enterConsole();
  const { key } = await params;
  const asked = askedInAddress(await searchParams);
  const days = readDays(textIn(asked, "from"), textIn(asked, "to"));
  const answer = await opened.experimentReports.experimentReport({
    key,
    phase: textIn(asked, "phase", MAX_FIELD) || null,
    days: days ?? NO_DAYS,
  });
  if (answer.kind === "not_found") notFound();
  const { report, phases, phase } = answer;
  const sellers = await namesOfSellers(opened, report);
  const address = `/console/experiments/${report.experiment}`;
  const texts = calculatorTexts(asked, prefilled(report));
  return (
    <ConsoleFrame
      title="Instant against external"
      isOpenToAll={isOpenToAll}
      isTest={opened.config.payment.mode === "test"}
    >
      <ReportView
        report={report}
        phases={phases}
        phase={phase}
        sellers={sellers}
        notes={opened.experimentNotes}
        question={{ address, days: days ?? "wrong" }}
        tools={
          <ReportTools
            address={address}
            phase={phase?.phase ?? null}
            days={days ?? NO_DAYS}
            made={madeLink(opened, textIn(asked, "shared"))}
            canShare={opened.consoleSignIn !== null}
          />
        }
      />
      <CalculatorPart
        texts={texts}
        calculation={calculate(texts)}
        address={address}
        phase={phase?.phase ?? null}
        days={days ?? NO_DAYS}
        isAsked={CALCULATOR_FIELDS.some((field) => isGiven(asked, field))}
      />
    </ConsoleFrame>
  );
}

const MAX_FIELD = 200;
const isGiven = (asked: Asked, name: string): boolean => typeof asked.get(name) === "string";

/** The link that the form has led back with; no other text is shown as one. */
function madeLink({ config, consoleSignIn }: Runtime, token: string): MadeLink | null {
  const shared = token === "" ? null : (consoleSignIn?.sharedReport(token) ?? null);
  return shared?.kind === "open"
    ? { address: `${config.publicUrl}/console/reports/${token}`, endsAt: shared.endsAt }
    : null;
}

/** What was asked, and what the report says where nothing was. */
function calculatorTexts(asked: Asked, usual: CalculatorTexts): CalculatorTexts {
  const given = CALCULATOR_FIELDS.filter((field) => isGiven(asked, field));
  return { ...usual, ...Object.fromEntries(given.map((field) => [field, textIn(asked, field, MAX_FIELD)])) };
}
