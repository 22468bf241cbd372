import type { Preview } from "@storybook/react-vite";
import "lobbykit/styles.css";
import { configure } from "storybook/test";
import { StageFrame, type Toolbar } from "./StageFrame.js";
import { closeStage, patienceMs, type Stage, stageIn } from "./stage.js";

configure({ asyncUtilTimeout: patienceMs });

const items = (values: Record<string, string>) => Object.entries(values).map(([value, title]) => ({ value, title }));

const preview: Preview = {
  parameters: {
    // An accessibility violation fails the story's test.
    a11y: { test: "error" },
    layout: "fullscreen",
    options: {
      storySort: {
        method: "alphabetical",
        order: [
          "Introduction",
          "Chat",
          ["ChatRoom"],
          "Inbox",
          "Room",
          ["LiveRoom"],
          "Support",
          "Notifications",
          "Presence",
          "Viewers",
          "Gifts",
          "Live",
          "Connection",
          ["ConnectionStatus"],
          "Avatar",
          "Hooks",
        ],
      },
    },
  },
  initialGlobals: { theme: "light", direction: "auto", locale: "en", density: "comfortable", network: "live" },
  globalTypes: {
    theme: {
      description: "Theme",
      toolbar: { icon: "contrast", dynamicTitle: true, items: items({ light: "Light", dark: "Dark" }) },
    },
    locale: {
      description: "Language",
      toolbar: { icon: "globe", dynamicTitle: true, items: items({ en: "English", vi: "Tiếng Việt", ar: "العربية" }) },
    },
    direction: {
      description: "Direction",
      toolbar: {
        icon: "paragraph",
        dynamicTitle: true,
        items: items({ auto: "Direction of the language", ltr: "Left to right", rtl: "Right to left" }),
      },
    },
    density: {
      description: "Density",
      toolbar: {
        icon: "component",
        dynamicTitle: true,
        items: items({ comfortable: "Comfortable", compact: "Compact" }),
      },
    },
    network: {
      description: "Network",
      toolbar: {
        icon: "lightning",
        dynamicTitle: true,
        items: items({ live: "Live", slow: "Slow (800 ms)", offline: "Offline", flapping: "Flapping" }),
      },
    },
  },
  loaders: [
    ({ canvasElement, id, globals, parameters }) => ({
      ...stageIn(canvasElement, id, (globals as unknown as Toolbar).locale, parameters.lobby),
    }),
  ],
  beforeEach:
    ({ canvasElement }) =>
    () =>
      closeStage(canvasElement),
  decorators: [
    (Story, { loaded, globals, parameters, id }) => (
      <StageFrame
        key={`${id} ${globals.locale}`}
        stage={loaded as unknown as Stage}
        toolbar={globals as unknown as Toolbar}
        frame={parameters.frame}
        act={parameters.lobby?.act}
      >
        <Story />
      </StageFrame>
    ),
  ],
};

export default preview;
