import type { Meta, StoryObj } from "@storybook/react-vite";
import { GiftHistory, GiftLeaderboard } from "lobbykit";
import { selectGifts } from "lobbykit/client";
import { en } from "lobbykit/locales/en";
import { expect, userEvent, waitFor } from "storybook/test";
import { live, type Stage, type StageParameters, stageOf, until } from "../../.storybook/stage.js";
import { room, withShop } from "./shop.js";

/** Who has given how much, and what. */
const meta: Meta<typeof GiftLeaderboard> = {
  title: "Gifts/Leaderboard and history",
  component: GiftLeaderboard,
  args: { target: { roomId: "live" } },
  parameters: { frame: { width: 360, padding: 8 } },
};
export default meta;

type Story = StoryObj<typeof GiftLeaderboard>;

const givers = ["chi", "binh", "an", "dung", "giang", "hoa", "khanh", "lan"];
const gifts = ["rainbow", "crown", "rocket", "star", "heart", "diamond", "lotus", "rose"];
const notes = ["What a lesson!", "", "Thank you for last week", "", "", "Chúc mừng sinh nhật!", "", ""];

const give = (rounds: number): NonNullable<StageParameters["prepare"]> => {
  return ({ server }: Stage) => {
    void (async () => {
      for (let round = 0; round < rounds; round += 1) {
        for (const [index, from] of givers.entries()) {
          await server.credit(from, 100_000);
          const note = notes[(index + round) % notes.length];
          await server.as(from).sendGift(room, gifts[index] ?? "rose", {
            receiverId: from === "binh" ? "chi" : "binh",
            quantity: 1 + ((index * 3 + round) % 5),
            ...(note ? { note } : {}),
          });
        }
      }
    })();
  };
};
const given = (rounds = 1, more: Partial<StageParameters> = {}, locale: "en" | "vi" | "ar" = "en") => ({
  ...withShop({ prepare: give(rounds), ...more }, locale),
});

/** The first three have a medal, each of its own shape; the reader's row is marked. */
export const Leaderboard: Story = {
  parameters: given(2),
  play: async ({ canvas, canvasElement }) => {
    await waitFor(() => expect(canvas.getAllByRole("listitem").length).toBeGreaterThan(3));
    await waitFor(() => expect(canvasElement.querySelector("[data-own]")).toHaveTextContent(en.shared.you));
  },
};
export const LeaderboardDark: Story = { ...Leaderboard, globals: { theme: "dark" } };
export const LeaderboardArabic: Story = {
  parameters: given(1, {}, "ar"),
  globals: { locale: "ar" },
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getAllByRole("listitem").length).toBeGreaterThan(3));
  },
};
export const LeaderboardEmpty: Story = {
  parameters: withShop(),
  play: async ({ canvas }) => {
    await canvas.findByText(en.gifts.leadersEmpty);
  },
};
export const LeaderboardLoading: Story = {
  parameters: withShop({ prepare: ({ server }) => server.network.blackhole() }),
};
export const LeaderboardFailed: Story = {
  parameters: withShop({ prepare: ({ server }) => server.network.failRequests(503) }),
  play: async ({ canvas, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage); // asks again by itself
    await until(() => selectGifts(stage.lobby.store.getState(), room).leaderboard.status === "error");
    await canvas.findByText(en.gifts.leadersError);
    stage.server.network.failRequests(null);
    await userEvent.click(canvas.getByRole("button", { name: en.shared.tryAgain }));
    await canvas.findByText(en.gifts.leadersEmpty);
  },
};

type HistoryStory = StoryObj<typeof GiftHistory>;
const render: HistoryStory["render"] = (args) => <GiftHistory {...args} timeZone="UTC" />;

export const History: HistoryStory = {
  render,
  parameters: given(1),
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getAllByRole("listitem").length).toBeGreaterThan(5));
  },
};
export const HistoryDark: HistoryStory = { ...History, globals: { theme: "dark" } };
export const HistoryVietnamese: HistoryStory = {
  ...History,
  parameters: given(1, {}, "vi"),
  globals: { locale: "vi" },
};
export const HistoryArabic: HistoryStory = { ...History, parameters: given(1, {}, "ar"), globals: { locale: "ar" } };
/** More than a page: the rest at a press. */
export const HistoryMany: HistoryStory = {
  render,
  parameters: given(12),
  play: async ({ canvas }) => {
    const more = await canvas.findByRole("button", { name: en.gifts.loadMore });
    const before = canvas.getAllByRole("listitem").length;
    await userEvent.click(more);
    await waitFor(() => expect(canvas.getAllByRole("listitem").length).toBeGreaterThan(before));
  },
};
export const HistoryEmpty: HistoryStory = {
  render,
  parameters: withShop(),
  play: async ({ canvas }) => {
    await canvas.findByText(en.gifts.historyEmpty);
  },
};
