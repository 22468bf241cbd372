import { LobbyError } from "./lobbyError.js";

type Help = readonly [why: string, mend: string, what?: string];

/**
 * Why each mistake that an app's page can make is one, and how to mend it. Only development builds carry these sentences: an app's users would load them for
 * nothing. (Bundlers replace the condition and drop the table, as they do for React's own warnings.)
 */
const help = (
  process.env.NODE_ENV === "production"
    ? {}
    : {
        "provider-missing": [
          "It finds its connection and state through that provider.",
          'Wrap the app (in Next.js: a "use client" component in the root layout) in <SocketProvider url="…" user={…}>. If it is there, make sure that only one copy of lobbykit is installed (npm ls lobbykit).',
          "A lobbykit hook or component was used outside of <SocketProvider>.",
        ],
        "plugin-missing": [
          "It finds its connection and state through what the app, or a component above, provides.",
          "Give the app the plugin, app.use(createLobbyPlugin({ url, user, auth })), or call provideLobby({ url, user, auth }) in a component above. If it is there, make sure that only one copy of vue is installed (npm ls vue).",
          "A composable of lobbykit finds no lobby.",
        ],
        "outside-setup": [
          "What it provides belongs to a component, and ends with it: elsewhere nothing would ever stop it.",
          "Call it synchronously in <script setup>, in setup(), or in another composable that is called there; with an effectScope of your own, provide the lobby by app.runWithContext.",
          "A composable of lobbykit was called outside of setup.",
        ],
        "provider-nested": [
          "Both would share one connection and one state, so the inner one has no meaning.",
          "Remove the inner provider.",
          "A <SocketProvider> stands inside another one of the same server and user.",
        ],
        "store-mismatch": [
          "The lobby's middleware is not installed in that store, so nothing would ever reach it.",
          "Configure the store with { reducer: { ...lobbyReducers }, middleware: (gdm) => gdm().concat(lobby.middleware) }.",
          "<SocketProvider> got a store that its lobby does not work on.",
        ],
        "chat-missing": [
          "It finds its conversation and settings through it.",
          "Put it inside <ChatRoom> or <ChatRoot recipientId=… | roomId=…>.",
          "A part of a chat was rendered outside of <ChatRoot>.",
        ],
        "no-conversation": [
          "There is no conversation: no target was given, or nobody is signed in.",
          "Send only while conversationId is not null.",
          "Nothing was sent.",
        ],
        "middleware-missing": [
          "The store has lobbykit's reducers but not the lobby's middleware.",
          "Add lobby.middleware: configureStore({ reducer: { ...lobbyReducers }, middleware: (defaults) => defaults().concat(lobby.middleware) }).",
          "What a server holds can't be loaded into this store.",
        ],
        "two-lobbies": [
          "Both would write to state.lobby.",
          "Give each lobby a store of its own, or use one lobby and signIn.",
          "Two lobbies were put into one store.",
        ],
        "lobby-in-use": [
          "It already works on one: either another store has its middleware, or lobby.store was used before and made one.",
          "Configure the store right after createLobby, and make one lobby per store.",
          "A lobby's middleware was put into a second store.",
        ],
        "reducers-missing": [
          "There is no state.lobby or no state.lobbyApi.",
          "Add them: configureStore({ reducer: { ...lobbyReducers, … } }).",
          "A lobby's middleware was put into a store without its reducers.",
        ],
        "signed-out": [
          "Nobody is signed in, and everything is sent, read and named as somebody.",
          "Give createLobby a user, call signIn, or check lobby.user first.",
        ],
        "bad-id": [
          "Ids are 1 to 64 of A-Z a-z 0-9 _ -, so that they are safe in names of rooms and in URLs; a conversation is named direct:a:b (two different people in code unit order, one of them the user), room:id or support:id.",
          "Encode other ids before you give them to lobbykit, the same way on your server, and make names of conversations with lobby.conversationId.",
        ],
        "bad-body": [
          "No server would take it.",
          'Send { kind: "text", text } of 1 to 4000 characters, or { kind: "image", url } of http(s).',
        ],
        "stylesheet-missing": [
          "Without it the components have neither layout nor colours.",
          'Import it once, in the app\'s root layout: import "lobbykit/styles.css".',
          "A component of lobbykit is on the page, and lobbykit's stylesheet is not.",
        ],
        "two-copies": [
          "Each has its own React context and its own connections, so that a component of one does not see the provider of the other.",
          "Find them with npm ls lobbykit, then let one version satisfy all who depend on it (npm dedupe, or overrides in package.json).",
          "Two copies of lobbykit are on this page.",
        ],
        "unmapped-event": [
          "It was dropped, and will be each time.",
          "If the event is of use, give your protocol an entry of that name in incoming (() => null for one that is not); if it is the app's own, hear it with useSocket() and ignore this.",
        ],
        "bad-gift": [
          "No server would take it.",
          "Send { giftId, quantity, receiverId }: ids as the catalogue and the room give them, 1 to 100 of them, with a note of at most 200 characters.",
        ],
        "bad-event": [
          "Nothing would ever be told.",
          "Listen to change, status, message, messages, gift, showing, join, leave, viewers, stream, notification or error.",
        ],
        "bad-url": [
          "A connection needs an absolute address.",
          "Give the server's address with its scheme, like https://chat.example.com.",
        ],
      }
) as Readonly<Record<PageMistake, Help>>;

/** What an app's page can do wrong, by the codes of its errors. */
export type PageMistake =
  | "provider-missing"
  | "plugin-missing"
  | "outside-setup"
  | "provider-nested"
  | "store-mismatch"
  | "chat-missing"
  | "no-conversation"
  | "middleware-missing"
  | "two-lobbies"
  | "lobby-in-use"
  | "reducers-missing"
  | "signed-out"
  | "bad-id"
  | "bad-body"
  | "bad-gift"
  | "stylesheet-missing"
  | "two-copies"
  | "unmapped-event"
  | "bad-event"
  | "bad-url";

const production: Help = ["A development build says why,", "and how to mend it."];

/**
 * The error for a page's mistake. Why and how to mend it is said in development builds; `what` happened in every build, or only there where the code alone
 * tells it.
 */
export function mistake(code: PageMistake, what?: string): LobbyError {
  const [why, mend, usual = "lobbykit was used wrongly."] = (help[code] as Help | undefined) ?? production;
  return new LobbyError(code, what ?? usual, why, mend);
}
