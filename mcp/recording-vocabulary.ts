import { shopVocabulary } from "#lib/http/recording/vocabulary.ts";
import { TOOLS } from "./tool-list.ts";
import { WIDGETS } from "./widget-resource.ts";

export const RECORDING_VOCABULARY = shopVocabulary([
  ...TOOLS.map((tool) => tool.name),
  ...WIDGETS.map((widget) => widget.uri),
]);
