import { shopVocabulary } from "#lib/http/recording/vocabulary.ts";
import { TOOLS } from "./tool-list.ts";
import { WIDGET_URI } from "./tool-meta.ts";

export const RECORDING_VOCABULARY = shopVocabulary([...TOOLS.map((tool) => tool.name), WIDGET_URI]);
