import { draftBodySchema } from "../../contract/chat.js";
import { defined } from "../../contract/defined.js";
import { giftAnimationSchema } from "../../contract/giftAnimation.js";
import { conversationIdOf } from "../../contract/ids.js";
import { notificationDraftSchema, notificationLevelSchema } from "../../contract/notifications.js";
import { bad, type Parsed, parse } from "../../contract/schema.js";
import type { BridgeChannel } from "./channels.js";
import { type Form, published } from "./forms.js";
import { digest, type Identified, isIdentified, keyOf } from "./identity.js";
import type { Deed, Publication } from "./publication.js";

type Reader<C extends BridgeChannel> = (form: Form<C>) => Parsed<Publication>;

/** Reads a publication, whatever it is. Never throws. */
export function readPublication(channel: BridgeChannel, payload: unknown): Parsed<Publication> {
  // The table is keyed by the same names; the compiler does not follow a generic name into it.
  const reader = readers[channel] as Reader<BridgeChannel>;
  return parse((input) => {
    const form = published(channel)(input);
    return form.ok ? reader(form.value as Form<BridgeChannel>) : form;
  }, payload);
}

const about = (subject: string, form: Identified, deed: Deed): Parsed<Publication> => ({
  ok: true,
  value: { ...deed, subject, known: isIdentified(form) },
});

const personOf = ({ userId, username, avatar }: { userId: string; username?: string; avatar?: string }) =>
  defined({ id: userId, name: username, avatarUrl: avatar });

const readers: { readonly [C in BridgeChannel]: Reader<C> } = {
  "chat.message": (form) => {
    const { roomId, userId, imageUrl } = form;
    const text = form.message?.trim() || undefined;
    const body = draftBodySchema(
      imageUrl === undefined ? { kind: "text", text } : defined({ kind: "image", url: imageUrl, text }),
      "message",
    );
    if (!body.ok) return body;
    const conversationId = conversationIdOf({ kind: "room", roomId }, userId);
    const clientId = keyOf(form, roomId, userId, text ?? "", imageUrl ?? "");
    const deed = defined({ conversationId, sender: personOf(form), body: body.value, clientId });
    return about(conversationId, form, { do: "post", ...deed });
  },
  "gift.send": (form) => {
    const { roomId, senderId, senderName, receiverId, receiverName, giftId, giftName, giftValue, quantity = 1 } = form;
    const conversationId = conversationIdOf({ kind: "room", roomId }, senderId);
    const animation = giftAnimationSchema(form.animation);
    // Apart from the keys of taps on this server's own gifts.
    const clientId = digest("gift", keyOf(form, roomId, senderId, receiverId, giftId, quantity));
    const gift = defined({
      clientId,
      conversationId,
      giftId,
      name: giftName,
      price: Math.round(giftValue),
      quantity,
      animation: animation.ok ? animation.value : ("default" as const),
      senderId,
      senderName,
      receiverId,
      receiverName,
      note: form.message,
    });
    return about(conversationId, form, { do: "gift", gift });
  },
  "viewer.join": (form) =>
    about(`room:${form.roomId}`, form, { do: "enter", roomId: form.roomId, user: personOf(form) }),
  "viewer.leave": (form) =>
    about(`room:${form.roomId}`, form, { do: "leave", roomId: form.roomId, userId: form.userId }),
  "admin.chat": (form) => {
    const { userId, adminId, adminName } = form;
    const conversationId = conversationIdOf({ kind: "support", visitorId: userId }, userId);
    const text = form.message.trim();
    if (text === "") return bad("message", "a text");
    const sender = adminId === undefined ? personOf(form) : defined({ id: adminId, name: adminName });
    const clientId = keyOf(form, userId, sender.id, text);
    const deed = defined({ conversationId, sender, body: { kind: "text" as const, text }, clientId });
    return about(conversationId, form, { do: "post", ...deed });
  },
  "room.update": ({ roomId, title, name, description, avatar: avatarUrl, hostId, timestamp }) => {
    const said = defined({ title: title ?? name, description, avatarUrl, hostId });
    return about(`room:${roomId}`, { timestamp }, { do: "describe", roomId, description: said });
  },
  notification: (form) => {
    const { userId, userIds, toAdmin, type, title, message, href, imageUrl, data } = form;
    const level = notificationLevelSchema(type);
    // A list also for one: he may be called `admins`.
    const to = toAdmin === true ? "admins" : (userIds ?? (userId === undefined ? null : [userId]));
    const clientId = keyOf(form, title, message ?? "", String(to));
    const draft = notificationDraftSchema(
      defined({
        clientId,
        kind: level.ok || !type ? undefined : type,
        level: level.ok ? level.value : undefined,
        title,
        message,
        href,
        imageUrl,
        data,
      }),
      "notification",
    );
    if (!draft.ok) return draft;
    return about(`to:${String(to)}`, form, { do: "notify", to, draft: draft.value });
  },
  "stream.start": (form) => {
    const { roomId, title } = form;
    return about(`room:${roomId}`, form, { do: "startStream", ...defined({ roomId, title }) });
  },
  "stream.end": (form) => about(`room:${form.roomId}`, form, { do: "endStream", roomId: form.roomId }),
};
