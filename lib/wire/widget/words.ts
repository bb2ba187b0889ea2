import { z } from "zod";

/** Where a result's `_meta` has the words of a widget in the reader's language; the model does not read it. */
export const WIDGET_WORDS_META = "tillswitch/words";
/** The argument in which a widget names the language that it speaks. It is in no schema: it means nothing to a tool. */
export const WIDGET_LANGUAGE_FIELD = "widget_language";
/** True where the widget has not got the texts of that language yet. */
export const WIDGET_TEXTS_FIELD = "widget_texts";

export const widgetWords = z.object({
  language: z.string(),
  /** The widget's own texts, in the shape of the English ones. */
  texts: z.record(z.string(), z.unknown()).optional(),
  /** The sentences of this answer: as they are in it, and in the reader's language. */
  said: z.record(z.string(), z.string()).optional(),
});
export type WidgetWords = z.infer<typeof widgetWords>;
