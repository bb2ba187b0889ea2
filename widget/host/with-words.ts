import { languageOf } from "#lib/wire/languages.ts";
import { WIDGET_LANGUAGE_FIELD, WIDGET_TEXTS_FIELD, WIDGET_WORDS_META, widgetWords } from "#lib/wire/widget/words.ts";
import type { WidgetTexts } from "#lib/wire/widget/texts/en.ts";
import { receivedTexts } from "../texts/received.ts";
import { inEnglish, readable, type Words } from "../texts/widget-texts.ts";
import { fieldsOf } from "./fields.ts";
import type { Host } from "./host.ts";
import { metaValue } from "./meta-value.ts";

/** A host with the texts of its language, which come with the results of tools (docs/decisions/0065). */
export type SpeakingHost = Host & {
  /** English until the texts of the host's language are here. */
  words(): Words;
  /** Asks for the texts of the host's language, unless they are here or were asked for. */
  askForWords(): void;
};

type Result = { readonly structured: unknown; readonly meta?: unknown } | null;

/** The same host, which learns the texts of its language from whatever tools return. */
export function withWords(host: Host): SpeakingHost {
  const tables = new Map<string, WidgetTexts>();
  const sayings = new Map<string, Map<string, string>>();
  const listeners = new Set<() => void>();
  let spoken = "en";
  let question: Question | null = null;
  const language = () => languageOf(host.look().locale) ?? "en";

  function learn(result: Result): boolean {
    question = questionAbout(result?.structured) ?? question;
    const read = widgetWords.safeParse(metaValue(result?.meta, WIDGET_WORDS_META));
    if (!read.success) return false;
    const { language: of, texts, said = {} } = read.data;
    const known = sayings.get(of) ?? new Map<string, string>();
    const isNews =
      (texts !== undefined && !tables.has(of)) ||
      Object.entries(said).some(([english, word]) => known.get(english) !== word);
    if (texts !== undefined && !tables.has(of)) tables.set(of, receivedTexts(texts));
    for (const [english, word] of Object.entries(said)) known.set(english, word);
    sayings.set(of, known);
    if (tables.has(of)) spoken = of;
    return isNews;
  }

  const learnShown = whenOther(host, learn);

  const speaking: SpeakingHost = {
    ...host,
    words() {
      learnShown();
      const { locale } = host.look();
      const [table, said] = [tables.get(language()), sayings.get(language())];
      if (table === undefined) return inEnglish(locale);
      return { ...table, locale, said: (english) => said?.get(english) ?? readable(english) };
    },
    askForWords() {
      const wanted = language();
      if (wanted === "en" || wanted === spoken || question === null || !host.canCallTools()) return;
      spoken = wanted;
      void speaking.callTool(question.tool, question.args);
    },
    async callTool(name, args) {
      const wanted = language();
      // No schema has the two, so in English a call is what the schema says and nothing more.
      const named = wanted === "en" ? {} : { [WIDGET_LANGUAGE_FIELD]: wanted };
      const asked = wanted === "en" || tables.has(wanted) ? {} : { [WIDGET_TEXTS_FIELD]: true };
      const reply = await host.callTool(name, { ...args, ...named, ...asked });
      if (reply.kind === "unreachable") return reply;
      const structured = reply.kind === "answered" ? reply.structured : null;
      if (learn({ structured, meta: reply.meta })) listeners.forEach((listener) => listener());
      return reply.kind === "refused" ? { ...reply, text: refusalSaid(reply.text, speaking.words().said) } : reply;
    },
    subscribe(listener) {
      listeners.add(listener);
      const stop = host.subscribe(listener);
      return () => {
        listeners.delete(listener);
        stop();
      };
    },
  };
  return speaking;
}

/**
 * Learns the result that the widget is shown with once, until it or its words are others: calls answer later than it, and what
 * they say replaces what it says. Hosts wrap one result again and again.
 */
function whenOther(host: Host, learn: (shown: Result) => void): () => void {
  let before: { readonly structured?: unknown; readonly words?: unknown } = {};
  return () => {
    const shown = host.shownResult();
    const now = { structured: shown?.structured, words: metaValue(shown?.meta, WIDGET_WORDS_META) };
    if (now.structured === before.structured && now.words === before.words) return;
    before = now;
    learn(shown);
  };
}

/** A refusal names each field and what is wrong with it, a line each; what is wrong is for the buyer. */
const refusalSaid = (text: string, said: Words["said"]): string =>
  text
    .split("\n")
    .map((line) => {
      const [, field = "", reason = line] = /^(- [^:]+: )(.+)$/.exec(line) ?? [];
      return `${field}${said(reason)}`;
    })
    .join("\n");

type Question = { readonly tool: string; readonly args: Readonly<Record<string, string>> };

/** A question about what is shown that changes nothing, and whose answer can bring texts. */
function questionAbout(structured: unknown): Question | null {
  const answer = fieldsOf(structured);
  const product = fieldsOf(answer["product"] ?? (Array.isArray(answer["products"]) ? answer["products"][0] : null));
  if (typeof product["id"] === "string") return { tool: "get_product", args: { id: product["id"] } };
  const id = answer["id"] ?? fieldsOf(answer["checkout"])["id"];
  return typeof id === "string" ? { tool: "get_order_status", args: { checkout_session_id: id } } : null;
}
