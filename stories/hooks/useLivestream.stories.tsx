import type { Meta, StoryObj } from "@storybook/react-vite";
import { useLivestream } from "lobbykit";
import { type CSSProperties, useState } from "react";
import { expect, userEvent } from "storybook/test";
import { stageOf } from "../../.storybook/stage.js";
import { roomId, withRoom } from "../room/crowd.js";

const bar: CSSProperties = { display: "flex", flexWrap: "wrap", gap: 8, alignItems: "center" };

/** A page of one's own for a livestream, everything of it from `useLivestream`. */
function OwnStreamPage() {
  const live = useLivestream(roomId);
  const { connection, room, viewers, chat, gifts, notifications, health, support } = live;
  const [text, setText] = useState("");
  return (
    <section aria-label="Stream" style={{ display: "grid", gap: 12, padding: 16, maxWidth: 640 }}>
      <header style={bar}>
        <strong>{room.info.title ?? roomId}</strong>
        <span>{room.stream?.live ? `live: ${room.stream.title}` : "not live"}</span>
        <span>{viewers.count ?? "–"} watch</span>
        <span>{room.roster.length} in the room</span>
        <span>{notifications.unreadCount} new</span>
      </header>
      <p style={{ margin: 0 }} role="status">
        {connection.status} ({connection.guarantees}) · socket {health.socket}
        {room.recent !== null && ` · ${room.recent.joinedCount} came`}
      </p>
      <ol aria-label="Chat" style={{ margin: 0 }}>
        {chat.messages.slice(-8).map(({ key, senderName, senderId, body, status }) => (
          <li key={key}>
            {senderName ?? senderId}: {body.text} <small>{status === "received" ? "" : status}</small>
          </li>
        ))}
      </ol>
      <p style={{ margin: 0 }}>
        {gifts.showing === null ? "…" : `${gifts.showing.senderName}: ${gifts.showing.name}!`}
      </p>
      <form
        style={bar}
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() === "") return;
          live.send(text);
          setText("");
        }}
      >
        <input aria-label="Message" value={text} onChange={(event) => setText(event.target.value)} />
        <button type="submit">Send</button>
        <button type="button" onClick={live.clearHistory}>
          Clear
        </button>
        <button type="button" onClick={() => live.askAdmin("Somebody is rude here", "report")}>
          Report
        </button>
      </form>
      <div style={bar}>
        {gifts.catalogue.slice(0, 3).map(({ id, name, price }) => (
          <button
            key={id}
            type="button"
            onClick={() => live.sendGift({ giftId: id, quantity: 1, receiverId: room.info.hostId ?? "binh" })}
          >
            {name}, {price}
          </button>
        ))}
        <span>{gifts.balance} coins</span>
        {support.ticket !== null && <span>report {support.ticket.status}</span>}
      </div>
    </section>
  );
}

const meta: Meta<typeof OwnStreamPage> = {
  title: "Hooks/useLivestream",
  component: OwnStreamPage,
  parameters: withRoom(),
};
export default meta;

export const PageOfYourOwn: StoryObj<typeof OwnStreamPage> = {
  play: async ({ canvas, loaded, step }) => {
    const { server } = stageOf({ loaded });
    await canvas.findByText("live: Guitar for beginners");
    await canvas.findByText("8 in the room");
    await canvas.findByText("8 watch");
    await step("Say something", async () => {
      await userEvent.type(canvas.getByRole("textbox", { name: "Message" }), "Hello!{Enter}");
      await expect(await canvas.findByText(/: Hello!/)).toHaveTextContent(/sent/);
    });
    await step("Give something", async () => {
      await userEvent.click(await canvas.findByRole("button", { name: "Coffee, 5" }));
      await canvas.findByText("1245 coins");
      await canvas.findByText(/: Coffee!/);
    });
    await step("Ask the admins", async () => {
      await userEvent.click(canvas.getByRole("button", { name: "Report" }));
      await canvas.findByText("report queued");
    });
    await step("Clear what is here; new things come", async () => {
      await userEvent.click(canvas.getByRole("button", { name: "Clear" }));
      await expect(canvas.queryByText(/: Hello!/)).toBeNull();
      await server.as("chi").send("room:live", "And now?");
      await canvas.findByText(/: And now\?/);
    });
  },
};

export const WithoutConnection: StoryObj<typeof OwnStreamPage> = {
  play: async ({ canvas, loaded }) => {
    const { server } = stageOf({ loaded });
    await canvas.findByText("8 watch");
    server.network.disconnect();
    await canvas.findByText(/socket down/);
    await userEvent.type(canvas.getByRole("textbox", { name: "Message" }), "Kept{Enter}");
    await expect(await canvas.findByText(/: Kept/)).toHaveTextContent(/queued/);
    server.network.reconnect();
    await canvas.findByText(/sent$/);
  },
};
