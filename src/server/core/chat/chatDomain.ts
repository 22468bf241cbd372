import type { Domain } from "../domain.js";
import type { Services } from "../services.js";
import { headsHandler } from "./heads.js";
import { memberNews } from "./memberNews.js";
import { closeConversationHandler, openConversationHandler } from "./openConversation.js";
import { markDeliveredHandler, markReadHandler } from "./receipts.js";
import { conversationsRoute, historyRoute } from "./routes.js";
import { sendMessageHandler } from "./sendMessage.js";
import { syncHandler } from "./sync.js";
import { setTypingHandler } from "./typing.js";

/** Conversations: messages, receipts, typing, catching up. */
export function chatDomain(services: Services): Domain {
  const news = memberNews(services);
  return {
    definitions: [
      openConversationHandler(services),
      closeConversationHandler(services),
      sendMessageHandler(services),
      syncHandler(services),
      headsHandler(services),
      markReadHandler(services),
      markDeliveredHandler(services),
      setTypingHandler(services),
    ],
    routes: [conversationsRoute(services), historyRoute(services)],
    appended: ({ conversationId }) => news.appended(conversationId),
    close: news.close,
  };
}
