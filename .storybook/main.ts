import { fileURLToPath } from "node:url";
import type { StorybookConfig } from "@storybook/react-vite";
import react from "@vitejs/plugin-react";
import { mergeConfig } from "vite";
import { sourceAliases } from "../scripts/sourceAliases.mjs";

const config: StorybookConfig = {
  framework: "@storybook/react-vite",
  stories: ["../stories/**/*.mdx", "../stories/**/*.stories.tsx"],
  staticDirs: ["./public"],
  addons: ["@storybook/addon-docs", "@storybook/addon-a11y", "@storybook/addon-vitest"],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, enableCrashReports: false },
  viteFinal: (viteConfig) =>
    mergeConfig(viteConfig, {
      plugins: [react()],
      resolve: { alias: sourceAliases() },
      // Named, because a dependency that is found only while tests run makes Vite reload the page in their midst.
      optimizeDeps: {
        include: [
          "@reduxjs/toolkit",
          "@reduxjs/toolkit/query",
          "@testing-library/react",
          "framer-motion",
          "framer-motion/dom",
          "framer-motion/dom/mini",
          "react-hot-toast/headless",
          "react-icons/lu",
          "react-redux",
          "socket.io-client",
        ],
      },
      cacheDir: fileURLToPath(new URL("../node_modules/.cache/storybook-vite", import.meta.url)),
    }),
};

export default config;
