import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PurchaseEvent } from "#widget/purchase/purchase-phase.ts";
import { chatGptHost } from "#widget/host/chatgpt-host.ts";
import { stepTeller } from "#widget/purchase/step-teller.ts";
import { aCheckout } from "./a-checkout.ts";

const checkout = aCheckout();
const { id } = checkout;
beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A teller at a host whose tools answer as told, and all that it said. */
function tellerAt(answer: (call: number) => unknown) {
  const said: unknown[] = [];
  const openai = {
    callTool: async (name: string, args: unknown) => {
      said.push({ name, args });
      return answer(said.length);
    },
  };
  return { teller: stepTeller(chatGptHost(Object.assign(new EventTarget(), { openai }))), said };
}
const chosen = (isInExperiment: boolean): PurchaseEvent => ({
  type: "route_chosen",
  turn: 1,
  route: { way: "external", label: "Continue to checkout", isInExperiment, checkout },
});
const said = (step: string, sessionId: string = id) => ({
  name: "record_widget_step",
  args: { checkout_session_id: sessionId, step },
});

describe("telling the server what the buyer saw", () => {
  it("says each step once for each session, however often the widget passes it", async () => {
    const { teller, said: heard } = tellerAt(() => ({ structuredContent: { step: "shown" } }));
    teller.learn(chosen(true));
    for (const step of ["shown", "shown", "clicked", "sheet_opened", "clicked"] as const) teller.tell(id, step);
    teller.tell("cs_another", "shown");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(heard).toEqual([said("shown"), said("clicked"), said("sheet_opened"), said("shown", "cs_another")]);
  });

  it("says nothing where the server decided for another reason, and does say it where no answer came", async () => {
    const { teller, said: heard } = tellerAt(() => ({ structuredContent: { step: "shown" } }));
    teller.learn(chosen(false));
    teller.tell(id, "shown");
    teller.learn({ type: "route_unknown", turn: 1 });
    teller.tell("cs_unanswered", "shown");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(heard).toEqual([said("shown", "cs_unanswered")]);
  });

  it.each([
    ["refused", { isError: true, content: [] }],
    ["lost", null],
    ["never answered", new Promise(() => undefined)],
  ])("tries a step once more that was %s, and then gives it up in silence", async (_how, answer) => {
    const { teller, said: heard } = tellerAt(() => answer);
    teller.tell(id, "shown");
    await vi.advanceTimersByTimeAsync(600_000);
    expect(heard).toEqual([said("shown"), said("shown")]);
  });

  it("does not try again what arrived at the second try", async () => {
    const { teller, said: heard } = tellerAt((call) => (call === 1 ? null : { structuredContent: { step: "shown" } }));
    teller.tell(id, "shown");
    await vi.advanceTimersByTimeAsync(600_000);
    expect(heard).toHaveLength(2);
  });
});
