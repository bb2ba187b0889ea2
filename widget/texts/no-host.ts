/** Where nothing around a widget answers. In English alone, because the texts of other languages come through a host. */
export const NO_HOST = {
  checkout: {
    title: "This checkout opens inside a chat",
    text: "This page isn’t connected to a chat. Go back to the conversation and ask for the checkout again.",
  },
  products: {
    title: "These products are shown inside a chat",
    text: "This page isn’t connected to a chat. Go back to the conversation and ask for the products again.",
  },
};
