/** As the product is served: no compression and no name of the server. */
export default {
  poweredByHeader: false,
  compress: false,
  turbopack: { root: import.meta.dirname },
};
