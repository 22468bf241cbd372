import type { NextConfig } from "next";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // Browsers ask for it whenever a page has no icon yet.
  rewrites: async () => [
    { source: "/favicon.ico", destination: "/images/sen.svg" },
    // Pages without React, as they lie in public/.
    { source: "/plain", destination: "/plain/index.html" },
    { source: "/vue", destination: "/vue/index.html" },
  ],
};

export default config;
