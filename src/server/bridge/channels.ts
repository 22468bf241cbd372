import { LobbyError } from "../../contract/lobbyError.js";

/** The channels that are forwarded, by the names that backends of live streams use. */
export const bridgeChannels = [
  "chat.message",
  "gift.send",
  "viewer.join",
  "viewer.leave",
  "admin.chat",
  "room.update",
  "notification",
  "stream.start",
  "stream.end",
] as const;
/** A channel that is forwarded. */
export type BridgeChannel = (typeof bridgeChannels)[number];

/** Other names for channels; `null`: it is not forwarded. */
export type BridgeChannelNames = { readonly [C in BridgeChannel]?: string | null };

/**
 * The channels by the name they have in Redis.
 *
 * @throws LobbyError `bridge-channels` where two have the same
 */
export function channelsByName(prefix: string, names: BridgeChannelNames): ReadonlyMap<string, BridgeChannel> {
  const byName = new Map<string, BridgeChannel>();
  for (const channel of bridgeChannels) {
    const name = names[channel];
    if (name === null) continue;
    const own = prefix + (name ?? channel);
    const other = byName.get(own);
    if (other !== undefined) throw oneName(own, other, channel);
    byName.set(own, channel);
  }
  return byName;
}

function oneName(name: string, one: BridgeChannel, other: BridgeChannel): LobbyError {
  return new LobbyError(
    "bridge-channels",
    `redisBridge was told to hear ${one} and ${other} on ${JSON.stringify(name)}.`,
    "What comes there could be either.",
    "Give each channel its own name, or null to leave it out.",
  );
}
