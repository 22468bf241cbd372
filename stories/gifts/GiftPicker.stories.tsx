import type { Meta, StoryObj } from "@storybook/react-vite";
import { GiftPicker } from "lobbykit";
import { selectGifts } from "lobbykit/client";
import { en } from "lobbykit/locales/en";
import { expect, fireEvent, fn, screen, userEvent, waitFor, within } from "storybook/test";
import { live, people, seen, stageOf, until } from "../../.storybook/stage.js";
import { room, shopOf, withShop } from "./shop.js";

const [, binh, chi, dung, giang] = people("en");
const host = binh ? [binh] : [];
const several = [binh, chi, dung, giang].filter((person) => person !== undefined);

/** Chooses and sends gifts. Behind it is a server with a ledger: what is sent here is charged. */
const meta: Meta<typeof GiftPicker> = {
  title: "Gifts/GiftPicker",
  component: GiftPicker,
  args: { target: { roomId: "live" }, receivers: host, layout: "inline", onSent: fn(), onTopUp: fn() },
  parameters: { frame: { width: 376, padding: 8 } },
};
export default meta;

type Story = StoryObj<typeof GiftPicker>;

const balanceOf = (canvasElement: HTMLElement) => canvasElement.querySelector(".lobby-gift-balance")?.textContent ?? "";

/** Choose, say how many, send: the button says what it will do, one press is one gift, and the balance follows. */
export const Inline: Story = {
  parameters: withShop(),
  play: async ({ args, canvas, canvasElement, loaded, step }) => {
    await live(stageOf({ loaded }));
    const rose = await canvas.findByRole("radio", { name: "Rose, 1 coin" });
    await expect(canvas.getByRole("button", { name: en.gifts.choose })).toHaveAttribute("aria-disabled", "true");
    await step("Arrow keys go through the gifts, down to the next row", async () => {
      await userEvent.click(rose);
      await userEvent.keyboard("{ArrowRight}{ArrowRight}{ArrowDown}");
      const heart = canvas.getByRole("radio", { name: /^Heart/ });
      await expect(heart).toHaveAttribute("aria-checked", "true");
      await expect(heart).toHaveFocus();
      await userEvent.keyboard("{Home}");
    });
    await step("The button says what it will do", async () => {
      await userEvent.click(canvas.getByRole("button", { name: "×5" }));
      await seen(() => canvas.getByRole("button", { name: "Send Rose ×5 · 5" }));
      await userEvent.click(canvas.getByRole("button", { name: en.gifts.more }));
      await expect(canvas.getByRole("spinbutton")).toHaveValue("6");
    });
    await step("A double click sends one gift", async () => {
      await userEvent.dblClick(canvas.getByRole("button", { name: "Send Rose ×6 · 6" }));
      await waitFor(() => expect(args.onSent).toHaveBeenCalledTimes(1));
      await waitFor(() => expect(balanceOf(canvasElement)).toContain("1,244"));
    });
  },
};

/** At a button; on phones it is a sheet. Escape closes it, and the focus is back on the button. */
export const Popover: Story = {
  args: { layout: "popover", style: { position: "absolute", insetBlockEnd: 16, insetInlineStart: 160 } },
  parameters: { ...withShop(), frame: { width: "100%", height: 620, padding: 0 } },
  play: async ({ canvas, canvasElement, loaded, step }) => {
    await live(stageOf({ loaded }));
    const button = canvas.getByRole("button", { name: en.gifts.open });
    await step("It opens with the gifts, the first of them in focus", async () => {
      await userEvent.click(button);
      await canvas.findByRole("dialog", { name: en.gifts.title });
      await canvas.findByRole("radio", { name: /^Rose/ });
    });
    await step("Escape closes it", async () => {
      await userEvent.keyboard("{Escape}");
      await waitFor(() => expect(canvas.queryByRole("dialog")).toBeNull());
      await expect(button).toHaveFocus();
    });
    await userEvent.click(button);
    await canvas.findByRole("radio", { name: /^Rose/ });
    await waitFor(() => expect(canvasElement.querySelector("dialog")?.getAnimations()).toEqual([]));
  },
};

/** As on a phone: from below. */
export const Sheet: Story = { ...Popover, globals: { viewport: { value: "mobile1", isRotated: false } } };

export const SeveralReceivers: Story = {
  parameters: withShop(),
  args: { receivers: several },
  play: async ({ canvas, loaded }) => {
    await live(stageOf({ loaded }));
    const group = await canvas.findByRole("radiogroup", { name: en.gifts.receiver });
    const [first, second] = within(group).getAllByRole("radio");
    await expect(first).toHaveAttribute("aria-checked", "true");
    await userEvent.click(canvas.getByRole("radio", { name: /^Lotus/ }));
    await userEvent.click(second ?? group);
    await userEvent.click(canvas.getByRole("button", { name: "Send Lotus · 10" }));
    await waitFor(async () => {
      const [message] = await stageOf({ loaded }).server.store.page(room, null, 1);
      expect(message?.body).toMatchObject({ kind: "gift", giftId: "lotus", receiverId: "chi" });
    });
  },
};

/** Too little balance: what is missing, and the way to more. Nothing is sent. */
export const TooLittle: Story = {
  parameters: withShop({ gifts: { catalogue: shopOf(), startingBalance: 20 } }),
  play: async ({ args, canvas, loaded }) => {
    await live(stageOf({ loaded }));
    await userEvent.click(await canvas.findByRole("radio", { name: /^Coffee/ }));
    await userEvent.click(canvas.getByRole("button", { name: "×10" }));
    await canvas.findByText("You need 30 coins more for this.");
    const send = canvas.getByRole("button", { name: "Send Coffee ×10 · 50" });
    await expect(send).toHaveAttribute("aria-disabled", "true");
    await expect(send).toHaveAccessibleDescription("You need 30 coins more for this.");
    await userEvent.click(send);
    await expect(args.onSent).not.toHaveBeenCalled();
    const [, topUp] = canvas.getAllByRole("button", { name: en.gifts.topUp });
    await userEvent.click(topUp ?? send);
    await expect(args.onTopUp).toHaveBeenCalled();
  },
};

/** The server refuses: the gift stays, with its reason, Retry and a way to be rid of it. */
export const NotSent: Story = {
  parameters: withShop({ gifts: { catalogue: shopOf(), startingBalance: 1_250, maySend: () => false } }),
  play: async ({ canvas, loaded }) => {
    await live(stageOf({ loaded }));
    await userEvent.click(await canvas.findByRole("radio", { name: /^Lantern/ }));
    await userEvent.click(canvas.getByRole("button", { name: "Send Lantern · 15" }));
    await canvas.findByText("Lantern was not sent", { exact: false, selector: ".lobby-gift-outcome-text" });
    await canvas.findByRole("button", { name: en.shared.retry });
    await waitFor(() => expect(canvas.getAllByText("Lantern was not sent", { exact: false })).toHaveLength(2));
  },
};

/** On its way: the network has gone dead, which nobody knows yet. */
export const Sending: Story = {
  parameters: withShop(),
  play: async ({ canvas, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await userEvent.click(await canvas.findByRole("radio", { name: /^Cake/ }));
    await userEvent.type(canvas.getByRole("textbox", { name: en.gifts.note }), "Happy birthday, and many more!");
    stage.server.network.blackhole();
    await userEvent.click(canvas.getByRole("button", { name: "Send Cake · 25" }));
    await canvas.findByText("Sending Cake…");
  },
};

export const Note: Story = {
  parameters: withShop(),
  play: async ({ canvas, loaded }) => {
    await live(stageOf({ loaded }));
    await userEvent.click(await canvas.findByRole("radio", { name: /^Heart/ }));
    await userEvent.click(canvas.getByRole("textbox", { name: en.gifts.note }));
    await userEvent.paste("What a lesson! ".repeat(11));
    await canvas.findByText("35");
  },
};

export const Offline: Story = {
  parameters: withShop(),
  play: async ({ canvas, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage);
    await userEvent.click(await canvas.findByRole("radio", { name: /^Star/ }));
    stage.server.network.disconnect();
    await canvas.findByText(en.gifts.offline);
    await expect(canvas.getByRole("button", { name: /^Send Star/ })).toHaveAttribute("aria-disabled", "true");
  },
};

export const Loading: Story = { parameters: withShop({ prepare: ({ server }) => server.network.blackhole() }) };

export const Failed: Story = {
  parameters: withShop({ prepare: ({ server }) => server.network.failRequests(503) }),
  play: async ({ canvas, loaded }) => {
    const stage = stageOf({ loaded });
    await live(stage); // asks again by itself
    await until(() => selectGifts(stage.lobby.store.getState(), room).status === "error");
    await canvas.findByText(en.gifts.error);
    stage.server.network.failRequests(null);
    await userEvent.click(canvas.getByRole("button", { name: en.shared.tryAgain }));
    await canvas.findByRole("radio", { name: /^Rose/ });
    fireEvent.blur(canvas.getByRole("spinbutton"));
  },
};

/** The server has a shop with nothing in it. */
export const Empty: Story = {
  parameters: withShop({ gifts: { catalogue: [] } }),
  play: async ({ canvas }) => {
    await canvas.findByText(en.gifts.empty);
  },
};

/** The server knows no gifts. */
export const Unsupported: Story = {
  parameters: { lobby: { conversations: [room] } },
  play: async ({ canvas }) => {
    await canvas.findByText(en.gifts.unsupported);
  },
};

/** Sixty gifts, long names, and a receiver whose name is long. */
export const Many: Story = {
  args: {
    receivers: [{ id: "max", name: "Maximilian Alexander Featherstonehaugh-Worthington of Upper Slaughter" }],
  },
  parameters: withShop({
    gifts: {
      catalogue: Array.from({ length: 5 }, () => shopOf())
        .flat()
        .map((gift, index) => ({
          ...gift,
          id: `${gift.id}-${index}`,
          name: index % 7 === 2 ? `${gift.name} of the seven very long rivers` : gift.name,
          price: gift.price * (index > 40 ? 1_000 : 1),
        })),
      startingBalance: 1_234_567,
    },
  }),
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole("radio", { name: /^Lotus of the seven.*, 10 coins/ }));
  },
};

export const Narrow: Story = { ...SeveralReceivers, parameters: { ...withShop(), frame: { width: 304, padding: 8 } } };

export const Dark: Story = { ...Inline, globals: { theme: "dark" } };

export const Vietnamese: Story = {
  args: { receivers: several },
  parameters: withShop({}, "vi"),
  globals: { locale: "vi" },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole("radio", { name: /^Hoa sen/ }));
    await userEvent.click(canvas.getByRole("button", { name: "×50" }));
    await canvas.findByRole("button", { name: "Tặng Hoa sen ×50 · 500" });
  },
};

/** From right to left: the right arrow key goes to the gift on the right. */
export const Arabic: Story = {
  args: { receivers: several },
  parameters: withShop({}, "ar"),
  globals: { locale: "ar" },
  play: async ({ canvas }) => {
    const coffee = await canvas.findByRole("radio", { name: /^قهوة/ });
    await userEvent.click(coffee);
    await userEvent.keyboard("{ArrowRight}");
    await expect(canvas.getByRole("radio", { name: /^وردة/ })).toHaveFocus();
    await userEvent.click(canvas.getByRole("radio", { name: /^لوتس/ }));
    await expect(screen.getAllByRole("radio").length).toBeGreaterThan(10);
  },
};
