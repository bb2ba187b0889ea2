import { FORM_TEXTS, type FormTexts } from "../texts/details.ts";

const MAX = 254;
const LOCAL_MAX = 64;
/** A part before the @ has no dot at its ends and no two together, in any script: RFC 5321 §4.1.2, RFC 6531 §3.3. */
const LOCAL = /^[^\s@<>()[\]\\,;:".]+(?:\.[^\s@<>()[\]\\,;:".]+)*$/u;
/** At least two names of letters, digits and inner hyphens; the last has a letter: nobody has mail at `gmial` alone. */
const DOMAIN =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+(?=[^.]*\p{L})[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}]$/u;

export type EmailReading =
  | { readonly kind: "email"; readonly email: string }
  | { readonly kind: "problem"; readonly code: "missing" | "invalid"; readonly message: string };

/** An e-mail address as a person types it. Whether there is such a mailbox cannot be seen from its form. */
export function readEmail(text: string, texts: FormTexts = FORM_TEXTS): EmailReading {
  // As mail programs and links have it, with a Japanese keyboard's signs, and with the dot that ends a sentence.
  const email = text
    .replaceAll("＠", "@")
    .replaceAll("。", ".")
    .trim()
    .replace(/^mailto:/i, "")
    .replace(/^[^<>@]*<([^<>]*)>$/, "$1")
    .replace(/(?<=\w)\.$/, "");
  if (email === "") return { kind: "problem", code: "missing", message: texts.emailMissing };
  const cut = email.lastIndexOf("@");
  const [local, domain] = [email.slice(0, Math.max(cut, 0)), email.slice(cut + 1)];
  const isOne = email.length <= MAX && local.length <= LOCAL_MAX && LOCAL.test(local) && DOMAIN.test(domain);
  if (!isOne || /[\p{Cc}\p{Cs}]/u.test(email)) return { kind: "problem", code: "invalid", message: texts.email };
  // Stripe refuses it when the payment starts, and few mail servers deliver to it (docs/stripe/proof.md, RFC 6531).
  if (/[^\x21-\x7e]/.test(local)) return { kind: "problem", code: "invalid", message: texts.emailLetters };
  return { kind: "email", email };
}

/** Providers that most buyers have their mail at, and the endings that are written for theirs by mistake. */
const USUAL = [
  "gmail.com",
  "googlemail.com",
  "hotmail.com",
  "hotmail.co.uk",
  "outlook.com",
  "yahoo.com",
  "yahoo.co.uk",
  "icloud.com",
  "live.com",
  "aol.com",
  "mail.com",
  "ymail.com",
  "email.com",
  "gmx.de",
  "gmx.net",
  "web.de",
  "orange.fr",
  "libero.it",
] as const;
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/\.(?:con|cmo|ocm|vom|xom|comm|cpm|cim)$/, ".com"],
  [/\.(?:nte|ner|nett)$/, ".net"],
  [/\.(?:ogr|orgg)$/, ".org"],
  [/^(gmail|googlemail|hotmail|outlook|icloud)\.(?:co|cm|om)$/, "$1.com"],
];

/** The address that was probably meant, where a domain is a slip away from a usual one; null where nothing looks wrong. A question, never a refusal. */
export function likelyEmail(email: string): string | null {
  const cut = email.lastIndexOf("@") + 1;
  const domain = email.slice(cut).toLowerCase();
  if (cut === 0 || USUAL.some((usual) => usual === domain)) return null;
  const ended = ENDINGS.reduce((text, [wrong, right]) => text.replace(wrong, right), domain);
  const usual = USUAL.find((one) => isSlip(ended, one)) ?? ended;
  return usual === domain ? null : `${email.slice(0, cut)}${usual}`;
}

/** One letter more, less or another, or two that changed places. Short names are left alone: gmx.de is not gmx.at. */
function isSlip(typed: string, usual: string): boolean {
  if (typed === usual) return true;
  const [name, ending] = [usual.slice(0, usual.indexOf(".")), usual.slice(usual.indexOf("."))];
  if (name.length < 4 || !typed.endsWith(ending)) return false;
  const wrong = typed.slice(0, -ending.length);
  if (wrong === name) return true;
  let start = 0;
  while (start < Math.min(wrong.length, name.length) && wrong[start] === name[start]) start += 1;
  let end = 0;
  while (end < Math.min(wrong.length, name.length) - start && wrong.at(-1 - end) === name.at(-1 - end)) end += 1;
  const [left, right] = [wrong.slice(start, wrong.length - end), name.slice(start, name.length - end)];
  const isSwap = left.length === 2 && left === [...right].reverse().join("");
  return isSwap || (left.length <= 1 && right.length <= 1);
}
