"use client";
import { useChat } from "lobbykit";

export function Hall() {
  const { messages, send, retry } = useChat({ roomId: "hall" });
  return (
    <>
      {messages.map(({ key, body, senderName, status }) => (
        <p key={key} data-status={status}>
          {senderName}: {body.text}{" "}
          {status === "failed" && (
            <button type="button" onClick={() => retry(key)}>
              Retry
            </button>
          )}
        </p>
      ))}
      <button type="button" onClick={() => send("Hello!")}>
        Say hello
      </button>
    </>
  );
}
