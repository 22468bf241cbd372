import type { Plugin } from "vue";
import { lobbyKey } from "./lobbyKey.js";
import { holdLobby, type LobbySource, lobbyOfSource } from "./lobbySource.js";

/**
 * Makes the plugin that gives a whole app its connection and state: made of what `createLobby` takes, or with a lobby of the app's own. Connects when the app is mounted in a browser, never on
 * a server, and lets go when it is unmounted. One plugin for each app: on a server one for each request, so that two of them never share state.
 *
 * @example
 * createApp(App)
 *   .use(createLobbyPlugin({ url: "https://chat.example.com", user: { id: "an" }, auth: fetchToken }))
 *   .mount("#app");
 */
export function createLobbyPlugin(source: LobbySource): Plugin<[]> {
  return {
    install: (app) => {
      const lobby = lobbyOfSource(source);
      app.provide(lobbyKey, lobby);
      const mount = app.mount.bind(app);
      const unmount = app.unmount.bind(app);
      let release = () => {};
      app.mount = (...args) => {
        const page = mount(...args);
        // Afterwards: what a server has rendered hydrates as it was, before anything connects.
        release = holdLobby(lobby, source);
        return page;
      };
      app.unmount = () => {
        unmount();
        release();
        release = () => {};
      };
    },
  };
}
