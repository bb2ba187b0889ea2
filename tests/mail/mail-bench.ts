import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sellerId } from "#lib/ids.ts";
import { openMailFolder, type MailFolder } from "#lib/mail/mail-folder.ts";
import { createMailer, type MailerParts } from "#lib/mail/mailer.ts";
import type { Mailer } from "#lib/orders/mail.ts";
import { runJob } from "#lib/purchase/run-job.ts";
import type { TestShop } from "../fixtures/test-shop.ts";
import { PUBLIC_URL, SENDER } from "./mail-cases.ts";

export const OPERATOR = "shop@example.com";
export const KUMO = "orders@kumo.example.com";

export type MailBench = {
  readonly mailer: Mailer;
  readonly folder: MailFolder;
  readonly path: string;
  close(): void;
};

/** The mailer of production; without `send` it keeps messages in a folder of the test's own. */
export function openMailBench(changes: Partial<MailerParts> = {}): MailBench {
  const path = mkdtempSync(join(tmpdir(), "mail-"));
  const folder = openMailFolder(join(path, "mail"), () => new Date());
  const mailer = createMailer({
    publicUrl: PUBLIC_URL,
    sender: SENDER,
    operator: [OPERATOR],
    sellers: new Map([[sellerId("kumo"), [KUMO]]]),
    summary: { hour: 7, timeZone: "UTC" },
    send: null,
    folder,
    ...changes,
  });
  return { mailer, folder, path, close: () => rmSync(path, { recursive: true, force: true }) };
}

/** Does the jobs about messages that are waiting, as a running server does; the queue itself has tests of its own. */
export async function sendWaiting(shop: TestShop, ids: readonly string[]): Promise<void> {
  for (const mailId of ids) await runJob(shop.context, { kind: "send_mail", mailId });
}

/** Whom the kept messages were for and what they said, without test marks and numbers of orders; oldest first. */
export async function kept({ folder }: MailBench): Promise<readonly string[]> {
  const messages = (await folder.list()).toReversed();
  return messages.map(
    ({ to, subject }) => `${to.join()}: ${subject.replace("[Test] ", "").replace(/T-[0-9A-Z]{4}-[0-9A-Z]{4}/, "T-")}`,
  );
}
