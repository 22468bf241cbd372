import {
  ConnectionStatus,
  Inbox,
  SocketProvider,
  useLobby,
  useMessageAlerts,
  useTotalUnread,
  useUnreadTitle,
} from "lobbykit";
import { type ShopRoom, shop } from "lobbykit/protocols";
import type { Screen } from "../main.js";

// As the shop's own page has them: the rooms in a list, the token against forged requests in its head.
const protocol = shop({ rooms: () => fetch("/rooms.json").then((answer) => answer.json() as Promise<ShopRoom[]>) });
const product = { id: "p7", title: "Áo dài lụa", url: "https://shop.example.com/products/7" };

/** A shop's page: a product to ask about, and the chats. */
export const Shop: Screen = ({ visitor, locale }) => (
  <SocketProvider
    url={visitor.url}
    apiUrl={visitor.apiUrl}
    user={visitor.user}
    auth={visitor.token}
    protocol={protocol}
    locale={locale}
  >
    <Chats seller={visitor.say("seller")} />
  </SocketProvider>
);

function Chats({ seller }: { readonly seller: string }) {
  useUnreadTitle();
  useMessageAlerts({
    sound: () => {
      document.documentElement.dataset.sounds = String(Number(document.documentElement.dataset.sounds ?? 0) + 1);
    },
  });
  const unread = useTotalUnread();
  return (
    <div className="page">
      <header className="bar">
        <h1>Lụa & Nhung</h1>
        {seller !== "" && <Ask seller={seller} />}
        <span data-testid="unread">{unread}</span>
      </header>
      <ConnectionStatus />
      <main className="whole frame">
        <Inbox />
      </main>
    </div>
  );
}

function Ask({ seller }: { readonly seller: string }) {
  const { conversationId, sendMessage } = useLobby();
  return (
    <button
      type="button"
      className="plain"
      onClick={() =>
        sendMessage(conversationId({ kind: "direct", userId: seller }), {
          kind: "text",
          text: "Áo này còn cỡ M không?",
          about: product,
        })
      }
    >
      Ask about this product
    </button>
  );
}
