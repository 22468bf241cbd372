import type { Meta, StoryObj } from "@storybook/react-vite";
import { ChatRoom } from "lobbykit";
import { en } from "lobbykit/locales/en";
import type { SeedMessage } from "lobbykit/testing";
import { useState } from "react";
import { expect, fireEvent, fn, userEvent, waitFor } from "storybook/test";
import { live, type Stage, type StageParameters, stageOf, until } from "../../.storybook/stage.js";

const direct = "direct:an:binh";
const onStage = (lobby: StageParameters, frame?: { width?: number; height?: number }) => ({
  lobby: { conversations: [direct], ...lobby },
  frame: { height: 600, ...frame },
});

const meta: Meta<typeof ChatRoom> = {
  title: "Chat/ChatRoom",
  component: ChatRoom,
  args: { recipientId: "binh", style: { height: "100%" } },
  parameters: onStage({}),
};
export default meta;

type Story = StoryObj<typeof ChatRoom>;

/** Two people in the middle of a conversation. Write; the other one types and answers. */
export const Direct: Story = {
  parameters: onStage({
    act: ({ server, lobby }) => {
      let seen = 0;
      const timers = new Set<ReturnType<typeof setTimeout>>();
      const later = (ms: number, run: () => void) => timers.add(setTimeout(run, ms));
      const stop = lobby.store.subscribe(() => {
        const own = lobby.store.getState().lobby.chat.conversations[direct]?.messages.filter((one) => one.own) ?? [];
        if (seen === 0 || own.length <= seen) {
          seen = own.length;
          return;
        }
        seen = own.length;
        later(700, () => void server.as("binh").read("an"));
        later(1_200, () => void server.as("binh").type("an"));
        later(3_200, () => void server.as("binh").send("an", "Got it, thanks 🙏"));
      });
      return () => {
        stop();
        for (const timer of timers) clearTimeout(timer);
      };
    },
  }),
};

/** The first page is on its way. */
export const Loading: Story = { parameters: onStage({ prepare: ({ server }) => server.network.blackhole() }) };

/** Nobody has written yet. */
export const Empty: Story = {
  parameters: onStage({ history: { count: 0 } }),
  play: async ({ canvas }) => {
    await canvas.findByText(en.chat.emptyText);
  },
};

/** The history can't be had. The button tries again. */
export const HistoryFailed: Story = {
  parameters: onStage({ prepare: ({ server }) => server.network.failRequests(503) }),
  play: async ({ canvas, canvasElement, loaded, step }) => {
    const { server } = stageOf({ loaded });
    const retry = await canvas.findByRole("button", { name: en.shared.tryAgain });
    await step("Try again once the server is back", async () => {
      server.network.failRequests(null);
      await userEvent.click(retry);
      await waitFor(() => expect(canvas.queryByText(en.chat.errorTitle)).toBeNull());
      await rows(canvasElement, 3);
    });
    server.network.failRequests(503);
  },
};

/** The error as it stays. */
export const HistoryError: Story = {
  parameters: onStage({ prepare: ({ server }) => server.network.failRequests(503) }),
  play: async ({ canvas }) => {
    await canvas.findByText(en.chat.errorTitle);
  },
};

/** Resolves when more than so many messages are drawn. */
async function rows(canvasElement: HTMLElement, more = 0) {
  await waitFor(() => expect(canvasElement.querySelectorAll(".lobby-row").length).toBeGreaterThan(more));
}

/** Written before the first page was there: the message stands below what is still missing, and that can be asked for again. */
export const WrittenBeforeHistory: Story = {
  parameters: onStage({ prepare: ({ server }) => server.network.failRequests(503) }),
  play: async ({ canvas, canvasElement, loaded, step }) => {
    await canvas.findByText(en.chat.errorTitle);
    await userEvent.type(canvas.getByRole("textbox"), "I write all the same{enter}");
    await canvas.findByText("I write all the same");
    await expect(canvas.queryByText(en.chat.beginning)).toBeNull();
    await step("Try again", async () => {
      stageOf({ loaded }).server.network.failRequests(null);
      await userEvent.click(await canvas.findByRole("button", { name: en.shared.tryAgain }));
      await rows(canvasElement, 10);
      await expect(canvas.getAllByText("I write all the same")).toHaveLength(1);
    });
  },
};

async function loseConnection(stage: Stage, canvasElement: HTMLElement) {
  await live(stage);
  await rows(canvasElement, 3);
  stage.server.network.disconnect();
}

/** The connection is lost; what is written waits, and goes out by itself. */
export const Reconnecting: Story = {
  play: async ({ canvas, canvasElement, loaded }) => {
    const stage = stageOf({ loaded });
    await loseConnection(stage, canvasElement);
    await userEvent.type(await canvas.findByRole("textbox"), "Written while the line was down{enter}");
    await canvas.findByText("Written while the line was down");
    // A short loss is not worth a word.
    await canvas.findByText(en.connection.connecting);
  },
};

/** It comes back: the waiting message is stored once, and what others wrote meanwhile is there. */
export const CatchesUp: Story = {
  parameters: onStage({ options: { timings: { retryMinMs: 50, retryMaxMs: 100 } } }),
  play: async ({ canvas, canvasElement, loaded, step }) => {
    const stage = stageOf({ loaded });
    const { server, lobby } = stage;
    await loseConnection(stage, canvasElement);
    await userEvent.type(await canvas.findByRole("textbox"), "Are you still there?{enter}");
    await server.as("binh").send("an", "Yes, lost you for a moment");
    await step("Back again", async () => {
      server.network.reconnect();
      await live(stage);
      await canvas.findByText("Yes, lost you for a moment");
      await until(() => lobby.store.getState().lobby.chat.conversations[direct]?.messages.at(-1)?.status !== undefined);
      const log = await server.store.page(direct, null, 5);
      expect(log.filter(({ body }) => body.kind === "text" && body.text === "Are you still there?")).toHaveLength(1);
    });
  },
};

/** Every message's clock shows while the server takes its time. */
export const Sending: Story = {
  play: async ({ canvas, canvasElement, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await rows(canvasElement);
    stage.server.network.blackhole();
    await userEvent.type(canvas.getByRole("textbox"), "This one takes a while{enter}");
    await canvas.findByText("This one takes a while");
  },
};

/** Refused by the server: the text stays, with a reason and a way out. */
export const FailedMessage: Story = {
  parameters: onStage({ authorize: (user, action) => (action.kind === "send" ? user.id !== "an" : undefined) }),
  play: async ({ canvas, loaded }) => {
    await live(stageOf({ loaded }));
    await userEvent.type(await canvas.findByRole("textbox"), "You will not let this through{enter}");
    await canvas.findByRole("button", { name: en.shared.retry });
  },
};

let allowed = false;
/** Retry sends the same message again, under its old id. */
export const RetryAfterFailure: Story = {
  parameters: onStage({
    prepare: () => {
      allowed = false;
    },
    authorize: (_user, action) => (action.kind === "send" ? allowed : undefined),
  }),
  play: async ({ canvas, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await userEvent.type(await canvas.findByRole("textbox"), "Second time lucky{enter}");
    const retry = await canvas.findByRole("button", { name: en.shared.retry });
    allowed = true;
    await userEvent.click(retry);
    await waitFor(() => expect(canvas.queryByRole("button", { name: en.shared.retry })).toBeNull());
    await until(
      () => stage.lobby.store.getState().lobby.chat.conversations[direct]?.messages.at(-1)?.status === "sent",
    );
    await expect(canvas.getAllByText("Second time lucky")).toHaveLength(1);
  },
};

/** Too fast: the send button says when it goes on. The message waits and is not lost. */
export const RateLimited: Story = {
  parameters: onStage({ prepare: ({ server }) => server.network.rateLimit(8_000) }),
  play: async ({ canvas, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await userEvent.type(await canvas.findByRole("textbox"), "One too many{enter}");
    await until(() => stage.lobby.store.getState().lobby.chat.conversations[direct]?.rateLimitedUntil !== null);
  },
};

const longTexts = [
  { from: "binh", body: "x".repeat(4_000) },
  { from: "an", body: `https://example.com/${"very-long-path/".repeat(40)}?and=${"q".repeat(300)}` },
  { from: "binh", body: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" },
  { from: "an", body: "A paragraph that is simply long. ".repeat(40) },
  { from: "binh", body: "One\nline\nafter\nthe\nother\n\n\nand a gap" },
  { from: "an", body: "<b>not bold</b> <script>alert(1)</script> javascript:alert(1) https://example.com/<i>" },
  { from: "binh", body: "👩‍👩‍👧‍👦🎉" },
];

/** Nothing breaks the layout, nothing is read as markup. */
export const LongTexts: Story = {
  parameters: onStage({ conversations: [{ id: direct, messages: longTexts }] }),
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByText(/not bold/);
    const list = canvasElement.querySelector(".lobby-chat");
    expect(list?.scrollWidth).toBeLessThanOrEqual(list?.clientWidth ?? 0);
    expect(canvasElement.querySelector("script, b, i")).toBeNull();
  },
};

/** Ten thousand messages: the page is a window on them. Scroll up to load older ones. */
export const TenThousand: Story = {
  parameters: onStage({ conversations: [{ id: direct, messages: 10_000 }] }),
  play: async ({ canvas, canvasElement, loaded, step }) => {
    const { lobby } = stageOf({ loaded });
    await rows(canvasElement, 5);
    const count = () => lobby.store.getState().lobby.chat.conversations[direct]?.messages.length ?? 0;
    const before = count();
    await step("Scrolling to the top loads older ones", async () => {
      const scroller = canvas.getByRole("log");
      fireEvent.wheel(scroller, { deltaY: -400 });
      scroller.scrollTop = 0;
      await until(() => count() > before);
    });
    expect(canvasElement.querySelectorAll(".lobby-row").length).toBeLessThan(250);
  },
};

/** Away from the end, new messages are counted and do not move what is read; the button leads to them. */
export const ScrollToLatest: Story = {
  parameters: onStage({ conversations: [{ id: direct, messages: 60 }] }),
  play: async ({ canvas, canvasElement, loaded, step }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await rows(canvasElement, 5);
    const scroller = canvas.getByRole("log");
    fireEvent.wheel(scroller, { deltaY: -1_200 });
    scroller.scrollTop = Math.max(0, scroller.scrollTop - 1_200);
    await waitFor(() =>
      expect(scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop).toBeGreaterThan(600),
    );
    await step("Two arrive", async () => {
      await stage.server.as("binh").send("an", "Are you reading this?");
      await stage.server.as("binh").send("an", "Down here");
    });
    const button = await canvas.findByRole("button", { name: new RegExp(`${en.chat.scrollToLatest}|2`) });
    await step("Down to them", async () => {
      await userEvent.click(button);
      await canvas.findByText("Down here");
      await waitFor(() => expect(scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop).toBeLessThan(40));
    });
  },
};

/** Enter sends, Shift+Enter breaks the line, and Enter that ends a composition (Vietnamese, Japanese, …) does neither. */
export const Writing: Story = {
  parameters: onStage({ history: { count: 4 } }),
  play: async ({ canvas, loaded, step }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    const box = await canvas.findByRole<HTMLTextAreaElement>("textbox");
    await step("Enter in a composition sends nothing", async () => {
      await userEvent.type(box, "Tiếng Việt");
      fireEvent.compositionStart(box);
      fireEvent.keyDown(box, { key: "Enter", code: "Enter", keyCode: 229, isComposing: true });
      fireEvent.compositionEnd(box, { data: "Việt" });
      expect(box.value).toBe("Tiếng Việt");
      expect(canvas.queryByText("Tiếng Việt", { selector: ".lobby-row *" })).toBeNull();
    });
    await step("Shift+Enter makes a line", async () => {
      await userEvent.keyboard("{Shift>}{Enter}{/Shift}hai dòng");
      expect(box.value).toBe("Tiếng Việt\nhai dòng");
    });
    await step("Enter sends", async () => {
      // The Enter that ended the composition is over by now, also for browsers that report it late.
      await new Promise((resolve) => setTimeout(resolve, 150));
      await userEvent.keyboard("{Enter}");
      await waitFor(() => expect(box.value).toBe(""));
      await until(
        () => stage.lobby.store.getState().lobby.chat.conversations[direct]?.messages.at(-1)?.status === "sent",
      );
    });
  },
};

/** In Vietnamese. */
export const Vietnamese: Story = { globals: { locale: "vi" } };

/** In Arabic: everything is mirrored, Latin words stay as they are. */
export const Arabic: Story = { globals: { locale: "ar" } };

export const Dark: Story = { globals: { theme: "dark" } };

export const Compact: Story = { globals: { density: "compact" } };

/** The narrowest phone. */
export const Phone320: Story = { parameters: onStage({}, { width: 320, height: 560 }) };

export const Phone390: Story = { parameters: onStage({}, { width: 390, height: 700 }) };

/** The other person is writing. */
export const Typing: Story = {
  parameters: onStage({
    act: ({ server }) => {
      const type = () => void server.as("binh").type("an");
      const first = setTimeout(type, 300);
      const timer = setInterval(type, 3_000);
      return () => {
        clearTimeout(first);
        clearInterval(timer);
      };
    },
  }),
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getAllByText(/is typing/).length).toBeGreaterThan(0));
  },
};

/** It opens where reading stopped. */
export const Unread: Story = {
  parameters: onStage({ conversations: [{ id: direct, messages: 60, unread: 30 }] }),
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector("[data-unread-first]")).not.toBeNull());
  },
};

/** Delivered and read, seen at the ticks. */
export const Receipts: Story = {
  parameters: onStage({ history: { count: 3 } }),
  play: async ({ canvas, loaded }) => {
    const stage = stageOf({ loaded });
    const { server, lobby } = stage;
    await live(stage);
    const last = () => lobby.store.getState().lobby.chat.conversations[direct]?.messages.at(-1);
    const box = await canvas.findByRole("textbox");
    await userEvent.type(box, "First{enter}");
    await until(() => last()?.status === "sent");
    await server.as("binh").read("an");
    await until(() => last()?.status === "read");
    await userEvent.type(box, "Second{enter}");
    await until(() => last()?.status === "sent");
    await server.as("binh").receive("an");
    await until(() => last()?.status === "delivered");
    await userEvent.type(box, "Third{enter}");
    await until(() => last()?.status === "sent");
  },
};

const pictures: readonly SeedMessage[] = [
  { from: "binh", body: "Here is the slide" },
  {
    from: "binh",
    body: {
      kind: "image",
      url: `${location.origin}/lecture.svg`,
      width: 1200,
      height: 800,
      text: "A hut at night",
    },
  },
  { from: "an", body: { kind: "image", url: `${location.origin}/lecture.svg` } },
  { from: "binh", body: { kind: "image", url: "https://tracker.example/pixel.png", text: "From elsewhere" } },
  {
    from: "an",
    body: { kind: "image", url: `${location.origin}/no-such-picture.png`, width: 600, height: 300 },
  },
];

/** Pictures: of an allowed host at once, of others when asked for, and one that is broken. */
export const Images: Story = {
  args: { imageHosts: ["localhost"] },
  parameters: onStage({ conversations: [{ id: direct, messages: pictures }] }),
  play: async ({ canvas }) => {
    await canvas.findByText(en.chat.photoHidden("tracker.example"));
    await waitFor(() => expect(canvas.getAllByRole("img", { name: "A hut at night" }).length).toBe(1));
    await canvas.findByText(en.chat.photoFailed);
  },
};

/** Turned out by a moderator. What was said stays, nothing can be added. */
export const Kicked: Story = {
  args: { recipientId: undefined, roomId: "algebra", name: "Algebra II" },
  parameters: onStage({ conversations: [{ id: "room:algebra", title: "Algebra II" }] }),
  play: async ({ canvas, canvasElement, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await rows(canvasElement, 3);
    await stage.server.core.closeConversation("room:algebra", "an", "kicked");
    await canvas.findByText(en.chat.closed.kicked);
  },
};

let mayOpen = true;

/** It was open, and may not be opened again when the connection is back. What was said stays, nothing can be added. */
export const RefusedAgain: Story = {
  parameters: onStage({
    authorize: () => mayOpen,
    prepare: () => {
      mayOpen = true;
    },
  }),
  play: async ({ canvas, canvasElement, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await rows(canvasElement, 3);
    mayOpen = false;
    stage.server.network.disconnect();
    stage.server.network.reconnect();
    await canvas.findByText(en.shared.failure("FORBIDDEN"));
    await expect(canvas.queryByRole("textbox")).toBeNull();
  },
};

/** The server wants a new token and none can be had. */
export const AuthFailed: Story = {
  parameters: onStage({ prepare: ({ server }) => server.network.refuse("UNAUTHENTICATED") }),
};

/** A room, with names and pictures. */
export const Room: Story = {
  args: { recipientId: undefined, roomId: "algebra", name: "Algebra II" },
  parameters: onStage({ conversations: [{ id: "room:algebra", title: "Algebra II" }], history: { count: 60 } }),
};

/** In a corner of the window. The button minimises it and restores it; the draft is kept. */
export const Floating: Story = {
  args: { layout: "floating", style: {}, onClose: fn() },
  parameters: { lobby: { conversations: [direct] }, frame: { height: 0 } },
  render: function FloatingChat(args) {
    const [minimized, setMinimized] = useState(false);
    return <ChatRoom {...args} minimized={minimized} onMinimize={setMinimized} />;
  },
  play: async ({ canvas, args, loaded }) => {
    await live(stageOf({ loaded }));
    await userEvent.type(await canvas.findByRole("textbox"), "A draft");
    await userEvent.click(canvas.getByRole("button", { name: en.shared.minimize }));
    await waitFor(() => expect(canvas.queryByRole("textbox")).toBeNull());
    await userEvent.click(canvas.getByRole("button", { name: en.shared.restore }));
    await expect(await canvas.findByRole("textbox")).toHaveValue("A draft");
    await userEvent.click(canvas.getByRole("button", { name: en.shared.close }));
    await expect(args.onClose).toHaveBeenCalledOnce();
  },
};

/** Minimised, with unread messages. */
export const Minimized: Story = {
  args: { layout: "floating", style: {}, minimized: true, onMinimize: fn(), onClose: fn() },
  parameters: {
    lobby: { conversations: [{ id: direct, messages: 12, unread: 3 }] },
    frame: { height: 0 },
  },
};

/** An own look for single parts, by slots. */
export const Slots: Story = {
  args: {
    components: {
      TypingIndicator: () => null,
      MessageBody: ({ message }) => <em>{message.body.kind === "text" ? message.body.text : "🖼"}</em>,
    },
  },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelectorAll("em").length).toBeGreaterThan(3));
  },
};
