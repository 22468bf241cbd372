import { useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { type BareMessage, onBareMessage } from "./bareSocket.js";
import { measure, typingField } from "./measure.js";

/** What is usually written: all messages in useState, mapped to rows, a smooth scroll after each. */
function StateList() {
  const [messages, setMessages] = useState<BareMessage[]>([]);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    onBareMessage((message) => setMessages((before) => [...before, message]));
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls for every message, as is usually written.
  useEffect(() => {
    end.current?.scrollIntoView({ behavior: "smooth" });
  }, [messages]);
  return (
    <div className="plain-list" style={{ overflowY: "auto" }}>
      {messages.map((message) => (
        <div key={message.id} className="row">
          <strong>{message.senderName}</strong> <span className="text">{message.body.text}</span>{" "}
          <time>{new Date(message.createdAt).toLocaleTimeString()}</time>
        </div>
      ))}
      <div ref={end} />
    </div>
  );
}

measure({
  newest: () => {
    const rows = document.querySelectorAll(".text");
    return rows[rows.length - 1]?.textContent ?? "";
  },
});
typingField();
const root = document.getElementById("root");
if (root !== null) createRoot(root).render(<StateList />);
