import type { ChatMessage } from "lobbykit/client";
import { livestream, livestreamAuth } from "lobbykit/protocols";
import { createLobbyPlugin, useLivestream } from "lobbykit/vue";
import { createApp, defineComponent, h, ref, watch } from "vue";
import { visitorOf } from "./visitor.js";

const visitor = visitorOf(location.search);

/** A page for a livestream, in Vue. */
const Page = defineComponent({
  setup() {
    const roomId = ref(visitor.say("room"));
    const live = useLivestream(roomId);
    const { connection, room, viewers, chat, gifts, notifications, health, support } = live;
    const text = ref("");
    const heard = ref<string[]>([]);
    watch(
      () => chat.value.messages.at(-1)?.key,
      () => {
        heard.value.push(chat.value.messages.at(-1)?.body.text ?? "");
      },
    );
    const row = ({ key, status, senderName, senderId, body }: ChatMessage) =>
      h(
        "li",
        { key, "data-status": status, ...(status === "failed" ? { onClick: () => live.retry(key) } : {}) },
        `${senderName ?? senderId}: ${body.text ?? ""}`,
      );
    const button = (id: string, label: string, run: () => unknown) =>
      h("button", { id, type: "button", onClick: () => void run() }, label);
    return () => [
      h("p", [
        h("span", { id: "status" }, connection.value.status),
        " ",
        h("span", { id: "room" }, room.value.status),
        " ",
        h("span", { id: "viewers" }, `${viewers.value.count} watching`),
        " ",
        h("span", { id: "unread" }, `${notifications.value.unreadCount} unread`),
        " ",
        h("span", { id: "health" }, `socket ${health.value.socket}, API ${health.value.api}`),
      ]),
      h(
        "p",
        { id: "showing" },
        gifts.value.showing === null ? "" : `${gifts.value.showing.senderName}: ${gifts.value.showing.name}`,
      ),
      h("ol", { id: "messages" }, chat.value.messages.map(row)),
      h(
        "form",
        {
          id: "composer",
          onSubmit: (event: Event) => {
            event.preventDefault();
            live.send(text.value);
            text.value = "";
          },
        },
        [
          h("input", {
            id: "text",
            "aria-label": "Message",
            value: text.value,
            onInput: (event: Event) => {
              text.value = (event.target as HTMLInputElement).value;
            },
          }),
          h("button", "Send"),
          h("span", { id: "wait" }, chat.value.nextMessageAt === null ? "" : "wait"),
        ],
      ),
      h("p", [
        button("rose", "Rose", () => live.sendGift({ giftId: "rose", quantity: 1, receiverId: "host" })),
        button("ask", "Ask", () => live.askAdmin("Không có tiếng", "sound")),
        button("check", "Check", live.checkHealth),
        button("move", "Move", () => {
          roomId.value = "attic";
        }),
      ]),
      h("ol", { id: "told" }, support.value.messages.map(row)),
      h(
        "ol",
        { id: "heard" },
        heard.value.map((one) => h("li", one)),
      ),
    ];
  },
});

createApp(Page)
  .use(
    createLobbyPlugin({
      url: visitor.url,
      apiUrl: visitor.apiUrl,
      user: visitor.user,
      auth: livestreamAuth({
        apiUrl: visitor.apiUrl,
        accessToken: visitor.token,
        refreshToken: visitor.say("refresh"),
      }),
      protocol: livestream({
        gifts: [{ id: "rose", name: "Rose", price: 10, animation: "hearts" }],
        imageHosts: ["images.example.com"],
      }),
    }),
  )
  .mount("#root");
