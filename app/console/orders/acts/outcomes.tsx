import { Notice } from "../../../components/notice.tsx";

type Said = { readonly tone: "positive" | "neutral" | "warning"; readonly text: string };

const REFUNDS: Readonly<Record<string, Said>> = {
  done: { tone: "positive", text: "The money was given back." },
  accepted: { tone: "positive", text: "The payment service is giving the money back." },
  requires_action: { tone: "neutral", text: "The payment service asks the buyer where the money goes." },
  repeated: { tone: "neutral", text: "This refund was made before, and nothing more was given back." },
  unknown: {
    tone: "warning",
    text: "The payment service gave no answer. It is asked again by itself; npm run reconcile shows it.",
  },
  refused: {
    tone: "warning",
    text: "The payment service refused. npm run reconcile shows whether it is asked again by itself.",
  },
  failed: {
    tone: "warning",
    text: "The refund failed, and the money is with you again. npm run reconcile shows it.",
  },
};
const SHIPMENTS: Readonly<Record<string, Said>> = {
  recorded: { tone: "positive", text: "The shipment is recorded, and the buyer gets an e-mail." },
  added: { tone: "positive", text: "It was added to the shipment, which had been recorded before." },
  already_recorded: {
    tone: "neutral",
    text: "This shipment was recorded before with these goods and details, so nothing changed.",
  },
};

/** What became of the act that led here; nothing for words that no act leads with. */
export function Outcome({ refund, shipment }: { readonly refund: string; readonly shipment: string }) {
  const said = find(REFUNDS, refund) ?? find(SHIPMENTS, shipment);
  return said === undefined ? null : (
    <output className="block">
      <Notice tone={said.tone}>{said.text}</Notice>
    </output>
  );
}

const find = (texts: Readonly<Record<string, Said>>, name: string): Said | undefined =>
  Object.hasOwn(texts, name) ? texts[name] : undefined;
