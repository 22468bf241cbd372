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

/** The channels by the name they have in Redis. */
export function channelsByName(prefix: string, names: BridgeChannelNames): ReadonlyMap<string, BridgeChannel> {
  const byName = new Map<string, BridgeChannel>();
  for (const channel of bridgeChannels) {
    const name = names[channel];
    if (name !== null) byName.set(prefix + (name ?? channel), channel);
  }
  return byName;
}
