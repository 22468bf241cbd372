import "../../src/styles/index.css";
import { createRoot } from "react-dom/client";
import type { ChatMessage } from "../../src/client/chat/chatState.js";
import { ChatContext, type ChatContextValue } from "../../src/components/chat/ChatContext.js";
import { MessageRow } from "../../src/components/chat/MessageRow.js";
import { MessageListView } from "../../src/components/chat/message-list/MessageListView.js";

/** How long the list takes, with that many messages in memory, from the first render to the first frame after which nothing changes any more. */

declare global {
  interface Window {
    firstPaint: Promise<number>;
  }
}

const count = Number(new URLSearchParams(location.search).get("count") ?? 100);
const messages: ChatMessage[] = Array.from({ length: count }, (_, index) => ({
  id: `m${index}`,
  key: `m${index}`,
  conversationId: "room:bench",
  seq: index + 1,
  senderId: `user-${index % 7}`,
  senderName: `Person ${index % 7}`,
  createdAt: 1_750_000_000_000 + index * 90_000,
  body: { kind: "text", text: `Message ${index}: ${"some words that wrap ".repeat(index % 6)}` },
  status: "received",
  own: false,
}));
const context: ChatContextValue = {
  conversationId: "room:bench",
  kind: "room",
  title: "Bench",
  avatarUrl: null,
  peer: null,
  people: new Map(),
  variant: "bubbles",
  about: null,
  setAbout: () => {},
  imageHosts: [],
  uploadImage: undefined,
  maxLength: 500,
  timeZone: "UTC",
  components: {},
};
const nothing = () => {};

window.firstPaint = new Promise((resolve) => {
  const root = document.getElementById("root");
  if (root === null) return;
  let changed = 0;
  new MutationObserver(() => {
    changed = performance.now();
  }).observe(root, { childList: true, subtree: true, attributes: true, characterData: true });
  const begun = performance.now();
  createRoot(root).render(
    <ChatContext.Provider value={context}>
      <div className="lobby-chat">
        <MessageListView
          messages={messages}
          gaps={[]}
          hasOlder={false}
          older="idle"
          ready={true}
          readSeq={count}
          firstVisit={false}
          variant="bubbles"
          timeZone="UTC"
          loadOlder={() => Promise.resolve()}
          markRead={nothing}
          setReading={nothing}
          markReadOnView={true}
          Row={MessageRow}
          Latest={undefined}
          placeholder={null}
          start={undefined}
          handle={undefined}
        />
      </div>
    </ChatContext.Provider>,
  );
  let painted = 0;
  let still = 0;
  let seen = -1;
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const position = (document.querySelector(".lobby-list-scroller")?.scrollTop ?? 0) + changed;
    if (changed > 0 && position !== seen) {
      seen = position;
      painted = performance.now();
      still = 0;
    } else if (changed > 0) still++;
    if (still > 15) resolve(painted - begun);
    else frame();
  };
  const frame = () => requestAnimationFrame(() => channel.port2.postMessage(null));
  frame();
});
