import type { CatalogueGift, ChatMessage } from "lobbykit/client";
import { createLobbyPlugin, useLivestream } from "lobbykit/vue";
import { computed, createApp, defineComponent, nextTick, ref, watch } from "vue";

// A livestream's page in Vue: public/vue/index.html is the template, everything live comes from one composable.

interface Visitor {
  readonly user: { readonly id: string; readonly name: string };
  readonly token: string;
}

const visitor = async (): Promise<Visitor> => (await fetch("/api/visitor")).json();
const { user } = await visitor();

const states = {
  idle: "Not connected",
  connecting: "Connecting…",
  syncing: "Connecting…",
  live: "Connected",
  reconnecting: "Connection lost, trying again…",
  offline: "No network",
  "auth-failed": "Not let in",
  closed: "Closed",
};
const becomings: Readonly<Record<string, string>> = {
  queued: "waits",
  sending: "sending…",
  unconfirmed: "sent?",
  failed: "not sent",
  lost: "lost",
};
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

const Page = defineComponent({
  setup() {
    const live = useLivestream("live-react", { notifications: false });
    const { connection, room, viewers, chat, gifts, support } = live;

    const state = computed(() => states[connection.value.status]);
    const title = computed(() => room.value.stream?.title ?? room.value.info.title ?? "Sen");
    const people = computed(() => {
      const { roster, memberCount } = room.value;
      const some = roster.slice(0, 3).map(({ id, name }) => name ?? id);
      const more = (memberCount ?? roster.length) - some.length;
      return some.length === 0 ? "" : `Here: ${some.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
    });
    const typing = computed(() => {
      const [one, another] = chat.value.typing;
      if (one === undefined) return "";
      return another === undefined ? `${one.userName ?? one.userId} is typing…` : "Several people are typing…";
    });

    const kindOf = ({ body, own }: ChatMessage) =>
      body.kind === "gift" || body.kind === "system" ? "line" : own ? "own" : "theirs";
    const textOf = ({ body }: ChatMessage) => body.text ?? ("url" in body ? body.url : "");
    const becameOf = ({ status, createdAt }: ChatMessage) => becomings[status] ?? clock.format(createdAt);

    // The end of the list stays in sight for who was there; for others nothing moves.
    const list = ref<HTMLElement | null>(null);
    watch(
      () => chat.value.messages,
      async () => {
        const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = list.value ?? {};
        const fromEnd = scrollHeight - scrollTop;
        await nextTick();
        const shown = list.value;
        if (shown !== null)
          shown.scrollTop = fromEnd - clientHeight < 80 ? shown.scrollHeight : shown.scrollHeight - fromEnd;
        live.markRead();
      },
    );

    // The server takes no more for a moment: the button says for how long. What is sent all the same waits, and goes by itself.
    const wait = ref(0);
    watch(
      () => chat.value.nextMessageAt,
      (at, _before, onCleanup) => {
        const tick = () => {
          wait.value = at === null ? 0 : Math.max(0, Math.ceil((at - Date.now()) / 1_000));
        };
        tick();
        const timer = at === null ? undefined : setInterval(tick, 250);
        onCleanup(() => clearInterval(timer));
      },
      { immediate: true },
    );

    const text = ref("");
    watch(text, (now) => live.setTyping(now !== ""));
    const say = () => {
      if (text.value.trim() !== "") live.send(text.value);
      text.value = "";
    };

    const hostId = computed(() => room.value.info.hostId);
    const cannot = ({ price }: CatalogueGift) => {
      const { balance } = gifts.value;
      return hostId.value === undefined || hostId.value === user.id || (balance !== null && price > balance);
    };
    const give = ({ id }: CatalogueGift) => {
      if (hostId.value !== undefined) live.sendGift({ giftId: id, quantity: 1, receiverId: hostId.value });
    };
    const purse = computed(() => {
      const { balance, pending } = gifts.value;
      const failed = pending.at(-1)?.status === "failed";
      return balance === null ? "" : `${balance} coins${failed ? " · the last gift was not charged" : ""}`;
    });

    const desk = ref<HTMLDialogElement | null>(null);
    const question = ref("");
    const ask = () => {
      if (question.value.trim() !== "") live.askAdmin(question.value, "livestream");
      question.value = "";
    };
    const deskState = computed(() => {
      const { ticket } = support.value;
      if (ticket?.status === "queued") return "Somebody will be with you soon.";
      if (ticket?.status === "taken") return `${ticket.agent?.name ?? "Somebody"} is here.`;
      return "They answer here. Nobody else reads it.";
    });
    const isOpen = computed(() => support.value.ticket !== null && support.value.ticket.status !== "closed");

    const { retry, discard, loadOlder, clearHistory } = live;
    return {
      ...{ connection, room, viewers, chat, gifts, support },
      ...{ state, title, people, typing, kindOf, textOf, becameOf, list, wait, text, say },
      ...{ cannot, give, purse, desk, question, ask, deskState, isOpen },
      ...{ retry, discard, loadOlder, clearHistory },
    };
  },
});

createApp(Page)
  .use(createLobbyPlugin({ url: location.origin, user, auth: async () => (await visitor()).token }))
  .mount("#page");
