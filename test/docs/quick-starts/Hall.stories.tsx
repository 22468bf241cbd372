import { type StoryLobby, withLobby } from "lobbykit/testing";
import { Hall } from "./Hall.js";

export default { component: Hall, decorators: [withLobby({ users: [{ id: "an" }, { id: "binh", name: "Bình" }] })] };

const story = (lobby: StoryLobby) => ({ parameters: { lobby } });

export const Busy = story({ conversations: [{ id: "room:hall", messages: 40 }] });
export const Offline = story({
  act: ({ server }) => {
    server.network.disconnect();
    return undefined;
  },
});
