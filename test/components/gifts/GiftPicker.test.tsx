import { render, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createLobby } from "../../../src/client/createLobby.js";
import { GiftPicker, type GiftPickerProps } from "../../../src/components/gifts/GiftPicker.js";
import { radioAfterKey } from "../../../src/components/gifts/radioKeys.js";
import { ar } from "../../../src/locales/ar.js";
import { elearning } from "../../../src/protocols/elearning/elearning.js";
import { SocketProvider } from "../../../src/react/SocketProvider.js";
import { type RenderWithLobbyOptions, renderWithLobby } from "../../../src/testing/renderWithLobby.js";
import { aServer } from "../chat/aServer.js";
import { aShop, catalogue } from "./support.js";

// Fetched before, so that they are there within the press that opens them.
beforeAll(async () => {
  await import("../../../src/components/gifts/GiftDialog.js");
});
afterEach(() => {
  vi.useRealTimers();
});

const room = "room:algebra";
const binh = { id: "binh", name: "Bình" };
const chi = { id: "chi", name: "Chi" };

async function renderPicker(props: Partial<GiftPickerProps> = {}, options: RenderWithLobbyOptions = {}) {
  const server = options.server ?? aShop();
  const result = await renderWithLobby(
    <GiftPicker target={{ roomId: "algebra" }} receivers={[binh]} layout="inline" {...props} />,
    { ...options, server },
  );
  const user = userEvent.setup();
  const radio = (name: RegExp) => screen.findByRole("radio", { name });
  const charged = async () => {
    const page = await server.store.page(room, null, 50);
    return page.flatMap(({ body }) => (body.kind === "gift" ? [body] : []));
  };
  const sendButton = () => screen.getByRole("button", { name: /^(Send|Choose) / });
  return { ...result, server, user, radio, charged, sendButton };
}

describe("choosing", () => {
  test("is a radio group with names and prices, of which nothing is chosen at first", async () => {
    const { radio, sendButton } = await renderPicker();
    await radio(/^Rose, 10 coins$/);
    const radios = screen.getAllByRole("radio");
    expect(radios.map((one) => one.getAttribute("aria-checked"))).toEqual(catalogue.map(() => "false"));
    expect(radios.map((one) => one.tabIndex)).toEqual([0, -1, -1, -1, -1, -1]);
    expect(sendButton()).toHaveAccessibleName("Choose a gift");
    expect(sendButton()).toHaveAttribute("aria-disabled", "true");
    expect(screen.getByText("Balance: 100 coins")).toBeInTheDocument();
  });

  test("by arrow keys: focus and choice go together, and only the chosen one is in the tab order", async () => {
    const { user, radio } = await renderPicker();
    await user.click(await radio(/^Rose/));
    await user.keyboard("{ArrowRight}{ArrowDown}");
    const crown = await radio(/^Crown/);
    expect(crown).toHaveFocus();
    expect(crown).toBeChecked();
    expect(screen.getAllByRole("radio").filter(({ tabIndex }) => tabIndex === 0)).toEqual([crown]);
  });

  test.each([
    ["ArrowRight", 3, 4],
    ["ArrowRight", 5, 0],
    ["ArrowLeft", 0, 5],
    ["ArrowDown", 1, 5],
    ["ArrowDown", 2, 2],
    ["ArrowUp", 4, 0],
    ["ArrowUp", 1, 1],
    ["Home", 4, 0],
    ["End", 0, 5],
    ["a", 1, null],
  ])("%s from %i goes to %s", (key, from, to) => {
    expect(radioAfterKey(key, from, { count: 6, columns: 4, rtl: false })).toBe(to);
  });

  test("in Arabic the right arrow goes to the gift at the right, which is the one before", () => {
    expect(radioAfterKey("ArrowRight", 3, { count: 6, columns: 4, rtl: true })).toBe(2);
    expect(radioAfterKey("ArrowLeft", 5, { count: 6, columns: 4, rtl: true })).toBe(0);
  });

  test("in one row up and down go on as well", () => {
    expect(radioAfterKey("ArrowDown", 2, { count: 3, columns: 3, rtl: false })).toBe(0);
    expect(radioAfterKey("ArrowUp", 0, { count: 3, columns: 3, rtl: false })).toBe(2);
  });
});

describe("how many", () => {
  test("by steps, by the usual numbers, and by hand between 1 and 100", async () => {
    const { user, radio, sendButton } = await renderPicker();
    await user.click(await radio(/^Coffee/));
    const number = screen.getByRole("spinbutton", { name: "Quantity" });
    expect(screen.getByRole("button", { name: "One fewer" })).toBeDisabled();
    await user.click(screen.getByRole("button", { name: "One more" }));
    expect(sendButton()).toHaveAccessibleName("Send Coffee ×2 · 10");
    await user.click(screen.getByRole("button", { name: "×50" }));
    expect(screen.getByRole("button", { name: "×50" })).toHaveAttribute("aria-pressed", "true");
    expect(number).toHaveAttribute("aria-valuenow", "50");
    await user.clear(number);
    await user.type(number, "7x");
    expect(sendButton()).toHaveAccessibleName("Send Coffee ×7 · 35");
    await user.clear(number);
    await user.type(number, "999");
    await user.tab();
    expect(number).toHaveValue("100");
    expect(screen.getByRole("button", { name: "One more" })).toBeDisabled();
    await user.click(number);
    await user.keyboard("{ArrowDown}");
    expect(number).toHaveValue("99");
    await user.clear(number);
    await user.tab();
    expect(number).toHaveValue("99");
  });
});

describe("sending", () => {
  test("charges what the button says, tells what became of it, and lowers the balance", async () => {
    const onSent = vi.fn();
    const { user, radio, sendButton, charged, advance } = await renderPicker({ onSent });
    await user.click(await radio(/^Rose/));
    await user.click(screen.getByRole("button", { name: "×5" }));
    await user.type(screen.getByRole("textbox", { name: "Note" }), "  Well done!  ");
    await user.click(sendButton());
    await advance(1_000);
    expect(await charged()).toMatchObject([{ giftId: "rose", quantity: 5, receiverId: "binh", note: "Well done!" }]);
    expect(onSent).toHaveBeenCalledOnce();
    expect(onSent.mock.calls[0]?.[0]).toMatchObject({ status: "sent", quantity: 5 });
    expect(screen.getByText("Balance: 50 coins")).toBeInTheDocument();
    expect(screen.getAllByText("Rose ×5 sent")).toHaveLength(2);
    expect(screen.getByRole("textbox", { name: "Note" })).toHaveValue("");
  });

  test("a double click is one gift; another tap after half a second is another", async () => {
    const { user, radio, sendButton, charged, advance } = await renderPicker();
    await user.click(await radio(/^Coffee/));
    vi.useFakeTimers({ toFake: ["Date"], now: 1_000_000 });
    await user.dblClick(sendButton());
    await advance(500);
    expect(await charged()).toHaveLength(1);
    vi.setSystemTime(1_000_600);
    await user.click(sendButton());
    await advance(500);
    expect(await charged()).toHaveLength(2);
  });

  test("keeps the focus on the button, so that a streak can be tapped by the keyboard", async () => {
    const { user, radio, sendButton, advance } = await renderPicker();
    await user.click(await radio(/^Coffee/));
    sendButton().focus();
    await user.keyboard("{Enter}");
    await advance(500);
    expect(sendButton()).toHaveFocus();
  });

  test("goes to whom is chosen", async () => {
    const { user, radio, sendButton, charged, advance } = await renderPicker({ receivers: [binh, chi] });
    await user.click(await radio(/^Coffee/));
    const group = screen.getByRole("radiogroup", { name: "To" });
    expect(within(group).getByRole("radio", { name: "Bình" })).toBeChecked();
    within(group).getByRole("radio", { name: "Bình" }).focus();
    await user.keyboard("{ArrowRight}");
    expect(within(group).getByRole("radio", { name: "Chi" })).toHaveFocus();
    await user.click(sendButton());
    await advance(500);
    expect(await charged()).toMatchObject([{ receiverId: "chi" }]);
  });

  test("is not possible with too little, which is explained", async () => {
    const onTopUp = vi.fn();
    const { user, radio, sendButton, charged, advance } = await renderPicker({ onTopUp });
    await user.click(await radio(/^Rocket/));
    expect(sendButton()).toHaveAccessibleDescription("You need 100 coins more for this.");
    await user.click(sendButton());
    await advance(500);
    expect(await charged()).toEqual([]);
    for (const button of screen.getAllByRole("button", { name: "Get coins" })) await user.click(button);
    expect(onTopUp).toHaveBeenCalledTimes(2);
    await user.click(await radio(/^Rose/));
    expect(sendButton()).toHaveAttribute("aria-disabled", "false");
  });

  test("is not possible without a connection, nor with nobody to give to", async () => {
    const { user, radio, sendButton, server, advance, charged, rerender } = await renderPicker();
    await user.click(await radio(/^Rose/));
    server.network.disconnect();
    await advance(100);
    expect(sendButton()).toHaveAccessibleDescription("You are offline. Nothing is charged until you send.");
    await user.click(sendButton());
    server.network.reconnect();
    await advance(30_000);
    expect(await charged()).toEqual([]);
    rerender(<GiftPicker target={{ roomId: "algebra" }} receivers={[]} layout="inline" />);
    expect(sendButton()).toHaveAccessibleDescription("There is nobody here to give to yet.");
  });

  test("that was refused stays with its reason until it is tried again or dismissed", async () => {
    let may = false;
    const server = aShop({ gifts: { catalogue, startingBalance: 100, maySend: () => may } });
    const { user, radio, sendButton, advance, charged } = await renderPicker({}, { server });
    vi.useFakeTimers({ toFake: ["Date"], now: 1_000_000 });
    await user.click(await radio(/^Coffee/));
    await user.click(sendButton());
    await advance(500);
    expect(screen.getByRole("listitem")).toHaveTextContent("Coffee was not sent · You are not allowed to do this.");
    may = true;
    await user.click(screen.getByRole("button", { name: "Retry" }));
    await advance(500);
    expect(await charged()).toHaveLength(1);
    expect(screen.queryByRole("button", { name: "Retry" })).toBeNull();
    may = false;
    await user.click(await radio(/^Rose/));
    vi.setSystemTime(1_001_000);
    await user.click(sendButton());
    await advance(500);
    await user.click(screen.getByRole("button", { name: "Dismiss" }));
    expect(screen.queryByText(/Rose was not sent ·/)).toBeNull();
  });
});

describe("the note", () => {
  test("takes 200 characters, and counts them", async () => {
    const { user, radio } = await renderPicker();
    await radio(/^Rose/);
    const note = screen.getByRole("textbox", { name: "Note" });
    await user.click(note);
    await user.paste("x".repeat(250));
    expect(note).toHaveValue("x".repeat(200));
    expect(screen.getByText("0")).toBeInTheDocument();
    expect(screen.getByText("0 characters left")).toBeInTheDocument();
  });
});

describe("in place of the gifts", () => {
  test("the shape of them, while they are on their way", async () => {
    const server = aShop();
    server.network.blackhole();
    await renderPicker({}, { server });
    expect(await screen.findByRole("status", { name: "Loading gifts" })).toBeInTheDocument();
  });

  test("what went wrong, and a way to try again", async () => {
    const server = aShop();
    server.network.failRequests(503);
    const { user, radio, advance } = await renderPicker({}, { server });
    await screen.findByText("The gifts could not be loaded");
    server.network.failRequests(null);
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await advance(1_000);
    await radio(/^Rose/);
  });

  test("that there are none", async () => {
    await renderPicker({}, { server: aShop({ gifts: { catalogue: [] } }) });
    await screen.findByText("No gifts here yet");
  });

  test("that this server knows none", async () => {
    await renderPicker({}, { server: aServer() });
    await screen.findByText("Gifts can’t be given here");
  });

  test("without a target, the shape of them", async () => {
    await renderPicker({ target: null });
    expect(screen.getByRole("status", { name: "Loading gifts" })).toBeInTheDocument();
  });
});

describe("as a popover", () => {
  test("loads nothing until somebody reaches for it, opens by a press, closes by Escape, and gives the focus back", async () => {
    const { user, lobby, advance, radio } = await renderPicker({ layout: "popover" });
    const loaded = () => lobby.store.getState().lobby.gifts?.conversations[room]?.status;
    expect(loaded()).toBeUndefined();
    const button = screen.getByRole("button", { name: "Gifts" });
    expect(button).toHaveAttribute("aria-expanded", "false");
    await user.click(button);
    await advance();
    const dialog = await screen.findByRole("dialog", { name: "Send a gift" });
    expect(dialog).toBeVisible();
    expect(loaded()).toBe("ready");
    await user.click(await radio(/^Lotus/));
    await user.keyboard("{Escape}");
    expect(button).toHaveFocus();
    expect(button).toHaveAttribute("aria-expanded", "false");
    await user.click(button);
    await advance();
    expect(await radio(/^Lotus/)).toBeChecked();
  });

  test("a press beside it closes it, one inside doesn't", async () => {
    const { user, advance } = await renderPicker({ layout: "popover" });
    const button = screen.getByRole("button", { name: "Gifts" });
    await user.click(button);
    await advance();
    const dialog = await screen.findByRole("dialog");
    await user.pointer({ keys: "[MouseLeft]", target: screen.getByText("Send a gift") });
    expect(button).toHaveAttribute("aria-expanded", "true");
    await user.pointer({ keys: "[MouseLeft]", target: dialog });
    expect(button).toHaveAttribute("aria-expanded", "false");
  });

  test("shows at its button that a gift was not sent", async () => {
    const server = aShop({ gifts: { catalogue, startingBalance: 100, maySend: () => false } });
    const { user, radio, sendButton, advance, container } = await renderPicker({ layout: "popover" }, { server });
    await user.click(screen.getByRole("button", { name: "Gifts" }));
    await advance();
    await user.click(await radio(/^Rose/));
    await user.click(sendButton());
    await advance(500);
    await user.keyboard("{Escape}");
    expect(container.querySelector(".lobby-gift-picker")).toHaveAttribute("data-trouble");
    expect(container.querySelector(".lobby-gift-picker")).not.toHaveAttribute("data-open");
  });
});

test("speaks the language of the app", async () => {
  await renderPicker({}, { locale: ar });
  expect(await screen.findByText("أرسل هدية")).toBeInTheDocument();
  expect(await screen.findByRole("button", { name: "اختر هدية" })).toBeInTheDocument();
});

test("there is no button where the server's protocol has no gifts", () => {
  const lobby = createLobby({ url: "http://school", user: null, protocol: elearning });
  const { container } = render(
    <SocketProvider lobby={lobby}>
      <GiftPicker target={{ roomId: "algebra" }} receivers={[binh]} />
    </SocketProvider>,
  );
  expect(container).toBeEmptyDOMElement();
});
