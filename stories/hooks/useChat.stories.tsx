import type { Meta, StoryObj } from "@storybook/react-vite";
import { useChat, useConnection } from "lobbykit";
import type { FormEvent } from "react";
import { expect, userEvent } from "storybook/test";

/** A chat of one's own making: no component of lobbykit, only `useChat`. */
function PlainChat({ recipientId }: { readonly recipientId: string }) {
  const { messages, send, typing, status, hasOlder, older, loadOlder, setTyping, retry } = useChat(recipientId);
  const connection = useConnection();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const text = String(new FormData(form).get("text")).trim();
    if (text === "") return;
    send({ kind: "text", text });
    form.reset();
  };
  return (
    <section aria-label="Chat" style={{ display: "grid", gap: 8, padding: 16 }}>
      <p>
        {connection.status} · {status} · {messages.length} messages
      </p>
      {hasOlder && (
        <button type="button" disabled={older === "loading"} onClick={() => loadOlder()}>
          Older messages
        </button>
      )}
      <ol style={{ margin: 0 }}>
        {messages.map((message) => (
          <li key={message.key}>
            <b>{message.own ? "Me" : message.senderName}</b>{" "}
            {message.body.kind === "image" ? message.body.url : message.body.text} <small>({message.status})</small>
            {message.status === "failed" && (
              <button type="button" onClick={() => retry(message.key)}>
                Retry
              </button>
            )}
          </li>
        ))}
      </ol>
      <p role="status">{typing.length > 0 && "The other one is typing…"}</p>
      <form onSubmit={submit} style={{ display: "flex", gap: 8 }}>
        <label>
          Message{" "}
          <input name="text" onInput={() => setTyping(true)} onBlur={() => setTyping(false)} autoComplete="off" />
        </label>
        <button type="submit">Send</button>
      </form>
    </section>
  );
}

const meta: Meta<typeof PlainChat> = {
  title: "Hooks/useChat",
  component: PlainChat,
  args: { recipientId: "binh" },
  parameters: { lobby: { conversations: [{ id: "direct:an:binh", messages: 70 }] } },
};
export default meta;

export const FromHooksOnly: StoryObj<typeof PlainChat> = {
  play: async ({ canvas }) => {
    await canvas.findByText(/live · ready · 50 messages/);
    await userEvent.type(canvas.getByRole("textbox"), "From my own field{enter}");
    await canvas.findByText(/live · ready · 51 messages/);
    await canvas.findByText("(sent)");
    await userEvent.click(canvas.getByRole("button", { name: "Older messages" }));
    await canvas.findByText(/live · ready · 71 messages/);
    await expect(canvas.queryByRole("button", { name: "Older messages" })).toBeNull();
  },
};
