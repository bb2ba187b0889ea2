import { render, type ComponentChild, type ContainerNode } from "preact";

/** React's way to draw into an element, as far as a widget goes it. */
export const createRoot = (element: ContainerNode) => ({
  render: (drawn: ComponentChild) => render(drawn, element),
});
