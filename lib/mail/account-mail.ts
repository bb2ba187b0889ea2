import type { MailContent } from "../orders/mail.ts";
import { kindOfWanted, reasonOfRestriction } from "../sellers/wanted.ts";
import type { Chosen } from "../wire/text-tables.ts";
import type { MailDocument } from "./document.ts";
import { formatTime } from "./order-blocks.ts";
import type { AccountTexts } from "./texts/account/en.ts";

type Requirements = Extract<MailContent, { kind: "seller_requirements" }>;

/** What the payment provider wants to know of a seller, in words; what asks for the same by the same time is one line. */
export function accountMail(
  { requirements, disabledReason }: Requirements,
  texts: Chosen<AccountTexts>,
): Pick<MailDocument, "subject" | "blocks"> {
  const lines = requirements.map(({ what, dueAt, isPastDue = false }) => {
    const kind = kindOfWanted(what);
    const wanted = kind === null ? texts.question(inWords(what)) : texts.kinds[kind];
    if (isPastDue) return texts.overdue(wanted);
    return dueAt === null ? wanted : texts.until(wanted, formatTime(new Date(dueAt), texts.locale));
  });
  return {
    subject: texts.subject,
    blocks: [
      { kind: "heading", text: texts.subject },
      ...(disabledReason === null
        ? []
        : [
            {
              kind: "notice",
              title: texts.restricted,
              text: texts.reasons[reasonOfRestriction(disabledReason)],
            } as const,
          ]),
      ...(lines.length === 0
        ? []
        : [
            { kind: "paragraph", text: disabledReason === null ? texts.text : texts.textRestricted } as const,
            { kind: "facts", title: texts.wanted, lines: [...new Set(lines)] } as const,
          ]),
      { kind: "paragraph", text: texts.where },
    ],
  };
}

/** The last of a code's names, as words: "company.export_license_id" → "export license id". */
const inWords = (code: string): string => (code.split(".").at(-1) ?? code).replaceAll("_", " ");
