import type { ErrorCode } from "../contract/errors.js";
import type { Formats } from "./formats.js";

/** The words of one domain's parts, and of what all parts share. Counts come in as numbers; each language does its own plural. */
export interface SharedWords {
  readonly retry: string;
  readonly tryAgain: string;
  readonly close: string;
  readonly cancel: string;
  readonly delete: string;
  readonly minimize: string;
  readonly restore: string;
  /** A person without a name. */
  readonly someone: string;
  readonly you: string;
  readonly online: string;
  readonly away: string;
  readonly busy: string;
  readonly offline: string;
  /** Why a command or query failed, in a sentence for people. */
  readonly failure: (code: ErrorCode) => string;
}

/** Words of chat. */
export interface ChatWords {
  /** Accessible name of a chat. */
  readonly chatWith: (name: string) => string;
  readonly messages: string;
  readonly roomName: string;
  readonly members: (count: number) => string;
  /** "An is typing…", for one, two or many. */
  readonly typing: (names: readonly string[]) => string;
  /** What a screen reader hears before a message. */
  readonly said: (name: string) => string;
  readonly youSaid: string;
  readonly status: {
    readonly queued: string;
    readonly sending: string;
    readonly sent: string;
    readonly delivered: string;
    readonly read: string;
    /** The server confirms nothing. */
    readonly unconfirmed: string;
    readonly failed: string;
    /** Shown here, but no longer on the server. */
    readonly lost: string;
  };
  /** What "Sent?" means: this server tells nobody whether it has what he sent. */
  readonly unconfirmed: string;
  readonly notSent: string;
  readonly unread: string;
  readonly loadGap: string;
  readonly loading: string;
  readonly loadingOlder: string;
  readonly olderFailed: string;
  readonly beginning: string;
  readonly scrollToLatest: string;
  readonly newMessages: (count: number) => string;
  readonly jumpToUnread: string;
  /** Dense rooms, while the reader holds them. */
  readonly paused: (count: number) => string;
  /** `room`: in a room of that name, else with a person. */
  readonly emptyTitle: (name: string, room?: boolean) => string;
  readonly emptyText: string;
  readonly emptyAction: string;
  readonly errorTitle: string;
  readonly errorText: string;
  readonly signedOut: string;
  readonly photo: string;
  readonly photoFrom: (name: string) => string;
  readonly photoFailed: string;
  /** A picture of a host outside the allow-list. */
  readonly photoHidden: (host: string) => string;
  readonly photoShow: string;
  readonly photoOpen: string;
  readonly photoOriginal: string;
  readonly photoPrevious: string;
  readonly photoNext: string;
  /** Which of how many: "Photo 2 of 5". */
  readonly photoCount: (index: number, count: number) => string;
  readonly opensInNewTab: string;
  readonly placeholder: (name: string) => string;
  readonly composerLabel: (name: string) => string;
  /** Read out before what a text is about. */
  readonly about: string;
  readonly aboutRemove: (title: string) => string;
  readonly send: string;
  readonly attach: string;
  readonly attachUrl: string;
  readonly attachUrlPlaceholder: string;
  readonly attachUrlInvalid: string;
  readonly attachUrlHost: (hosts: readonly string[]) => string;
  readonly attachAdd: string;
  readonly attachFile: string;
  readonly attachRemove: string;
  readonly attachUploading: (percent: number) => string;
  readonly attachFailed: string;
  readonly attachUnsupported: string;
  readonly attachNotImage: string;
  readonly drop: string;
  /** "48 left" near the limit. */
  readonly left: (count: number) => string;
  readonly over: (count: number) => string;
  readonly rateLimited: (seconds: number) => string;
  readonly sendFailed: string;
  readonly closed: { readonly left: string; readonly kicked: string; readonly deleted: string };
}

/** Words of the conversation list. */
export interface ConversationListWords {
  readonly title: string;
  readonly search: string;
  readonly clearSearch: string;
  readonly ownPrefix: (text: string) => string;
  readonly authorPrefix: (name: string, text: string) => string;
  readonly draftPrefix: (text: string) => string;
  readonly noMessages: string;
  readonly unread: (count: number) => string;
  readonly empty: string;
  readonly emptyText: string;
  readonly nothingFound: (query: string) => string;
  readonly error: string;
  readonly loading: string;
  readonly loadMore: string;
}

/** Words of the connection's state. */
export interface ConnectionWords {
  readonly connecting: string;
  readonly reconnecting: string;
  readonly retryIn: (seconds: number) => string;
  readonly syncing: string;
  readonly offline: string;
  readonly offlineText: string;
  readonly authFailed: string;
  readonly authFailedText: string;
  readonly closed: string;
  readonly tryNow: string;
  readonly signInAgain: string;
  readonly live: string;
}

/** Words of gifts. */
export interface GiftWords {
  /** What a screen reader hears before a gift in a chat. */
  readonly gift: string;
  /** What somebody did, after his name: "sent Rose". */
  readonly gave: (gift: string) => string;
  /** For whom, after what was given. */
  readonly to: (name: string) => string;
  /** "×5". */
  readonly times: (quantity: number) => string;
  readonly coins: (count: number) => string;
  readonly open: string;
  readonly title: string;
  readonly balance: (coins: number) => string;
  readonly topUp: string;
  readonly receiver: string;
  readonly choose: string;
  readonly quantity: string;
  readonly fewer: string;
  readonly more: string;
  readonly note: string;
  readonly notePlaceholder: string;
  readonly noteLeft: (count: number) => string;
  /** What the button will do: "Send Rose ×5 · 50". */
  readonly send: (gift: string, quantity: number, coins: number) => string;
  /** On the button, and said to screen readers, once a gift has been given. */
  readonly sent: string;
  readonly sentGift: (gift: string, quantity: number) => string;
  readonly sending: (gift: string, quantity: number) => string;
  readonly notSent: (gift: string, quantity: number) => string;
  /** The answer was lost: asking again charges nothing twice. */
  readonly unknown: (gift: string, quantity: number) => string;
  readonly check: string;
  readonly dismiss: string;
  readonly short: (missing: number) => string;
  /** Why a gift was refused. */
  readonly noFunds: string;
  readonly nobody: string;
  readonly loading: string;
  readonly empty: string;
  readonly emptyText: string;
  readonly error: string;
  readonly errorText: string;
  readonly unsupported: string;
  readonly offline: string;
  readonly withOthers: (name: string, others: number) => string;
  /** Several gifts at once, for screen readers. */
  readonly several: (gifts: number, names: readonly string[]) => string;
  readonly leaders: string;
  readonly rank: (rank: number) => string;
  readonly leadersEmpty: string;
  readonly leadersError: string;
  readonly history: string;
  readonly historyEmpty: string;
  readonly historyError: string;
  readonly loadMore: string;
}

/** Words of live rooms. */
export interface RoomWords {
  /** A stream is going on. */
  readonly live: string;
  /** `time` as the language writes it. */
  readonly liveSince: (time: string) => string;
  readonly notStarted: string;
  readonly ended: string;
  readonly endedAt: (time: string) => string;
  /** Who is in the room. */
  readonly people: string;
  readonly peopleCount: (count: number) => string;
  readonly host: string;
  /** Of those who are not named in a list. */
  readonly others: (count: number) => string;
  /** "An, Bình and 12 others joined": two names at most, none where nobody is named. */
  readonly joined: (names: readonly string[], others: number) => string;
  readonly left: (names: readonly string[], others: number) => string;
  readonly entering: string;
  readonly enteringFailed: string;
  readonly refused: string;
  readonly removed: { readonly left: string; readonly kicked: string; readonly deleted: string };
  readonly comeBack: string;
  /** Accessible name of the tabs. */
  readonly tabs: string;
  readonly chatTab: string;
  readonly giversTab: string;
}

/** Words of presence. */
export interface PresenceWords {
  /** Of one who is gone; `when` is "5 minutes ago". */
  readonly lastSeen: (when: string) => string;
  /** Of one who is away. */
  readonly active: (when: string) => string;
  /** The rest of a row of people: "3 others". */
  readonly others: (count: number) => string;
}

/** Words of viewer counts. */
export interface ViewersWords {
  readonly watching: (count: number) => string;
  /** No count has come yet. */
  readonly counting: string;
  /** Of a count that is no longer live. */
  readonly asOf: (time: string) => string;
  /** Largest count so far. */
  readonly peak: (count: number) => string;
  /** Title of the list of names, and name of the button that opens it. */
  readonly who: string;
  readonly more: (count: number) => string;
  readonly loading: string;
  readonly failed: string;
}

/** Words of support: for those who ask, and for the agents who answer. */
export interface SupportWords {
  readonly title: string;
  /** What a topic is called that the app has no word for: the common ones, else the id as it is. */
  readonly topic: (topic: string) => string;
  /** The button that opens the panel of that name. */
  readonly open: (title: string) => string;
  readonly closePanel: string;
  readonly greeting: string;
  readonly greetingText: string;
  readonly starting: string;
  readonly queued: string;
  readonly queuedText: string;
  /** An agent has taken the request. */
  readonly joined: (name: string) => string;
  readonly closed: string;
  readonly closedText: string;
  readonly again: string;
  /** Before the reason. */
  readonly notStarted: string;
  readonly error: string;
  readonly signedOut: string;
  readonly unsupported: string;
  readonly queueTitle: string;
  readonly conversation: string;
  readonly show: string;
  readonly filters: {
    readonly queued: string;
    readonly mine: string;
    readonly others: string;
    readonly closed: string;
  };
  readonly none: { readonly queued: string; readonly mine: string; readonly others: string; readonly closed: string };
  readonly noneMineText: string;
  readonly topicFilter: string;
  readonly allTopics: string;
  /** How long somebody waits, in whole minutes. */
  readonly waiting: (minutes: number) => string;
  readonly waitingCount: (count: number) => string;
  readonly take: string;
  readonly takeAgain: string;
  readonly takeToAnswer: string;
  readonly takenBy: (name: string) => string;
  readonly release: string;
  readonly close: string;
  readonly about: string;
  readonly back: string;
  readonly choose: string;
  readonly chooseText: string;
  readonly forbidden: string;
  readonly stale: string;
  readonly conflict: string;
  readonly more: string;
  readonly statuses: { readonly queued: string; readonly taken: string; readonly closed: string };
  readonly factTopic: string;
  readonly factStatus: string;
  readonly factAsked: string;
  readonly factAgent: string;
  readonly factId: string;
}

/** Words of the list and the conversation side by side. */
export interface InboxWords {
  readonly choose: string;
  readonly chooseText: string;
  readonly back: string;
}

/** Words of live data: prices, ratings, comments. */
export interface LiveWords {
  /** Which way a price went, for who can't see the arrow. */
  readonly up: string;
  readonly down: string;
  readonly flat: string;
  /** Shown is what was last known: "as of 12:04". */
  readonly asOf: (time: string) => string;
  readonly notLive: string;
  readonly loadingPrice: string;
  readonly prices: string;
  readonly pricesError: string;
  readonly symbol: string;
  readonly trend: string;
  readonly price: string;
  readonly change: string;
  readonly volume: string;
  /** "4.6 of 5, 1,284 ratings", the average already written. */
  readonly ratingOf: (average: string, count: number) => string;
  readonly ratings: (count: number) => string;
  readonly noRatings: string;
  readonly loadingRating: string;
  readonly stars: (count: number) => string;
  /** "5 stars: 62%". */
  readonly share: (stars: number, percent: string) => string;
  readonly yourRating: string;
  readonly rateFailed: string;
  readonly comments: string;
  readonly noComments: string;
  readonly noCommentsText: string;
  readonly commentsError: string;
  readonly loadingComments: string;
  readonly newComments: (count: number) => string;
  readonly showEarlier: string;
  readonly writeComment: string;
  readonly post: string;
  readonly posting: string;
  readonly notPosted: string;
  /** What a comment gave: "Rated 4 of 5". */
  readonly rated: (stars: number) => string;
}

/** Words of notifications. */
export interface NotificationWords {
  readonly title: string;
  /** Accessible name of the bell, which holds what its badge shows: the number, or "99+". */
  readonly open: (unread: number) => string;
  /** Accessible name of the filters. */
  readonly filters: string;
  readonly all: string;
  readonly unread: string;
  /** What a kind is called that the app has no word for: the common ones, else the kind as it is. */
  readonly kind: (kind: string) => string;
  readonly markRead: string;
  readonly markAllRead: string;
  readonly clear: string;
  /** On the button, before it does it. */
  readonly clearSure: string;
  /** On the pill above what is being read. */
  readonly fresh: (count: number) => string;
  /** For screen readers, once they have come. */
  readonly arrived: (count: number) => string;
  /** For screen readers, before the words of a loud one. */
  readonly levels: { readonly warning: string; readonly error: string };
  readonly loading: string;
  readonly loadingMore: string;
  readonly more: string;
  readonly moreFailed: string;
  readonly error: string;
  readonly errorText: string;
  readonly empty: string;
  readonly emptyText: string;
  readonly emptyUnread: string;
  readonly emptyUnreadText: string;
  readonly emptyKind: string;
  /** What the user did was taken back; before the reason. */
  readonly takenBack: string;
  readonly signedOut: string;
  readonly unsupported: string;
}

/** Every word that the components show, in one language, with its way of writing numbers and times. Plain data and pure functions. */
export interface Locale {
  /** BCP 47. */
  readonly code: string;
  readonly dir: "ltr" | "rtl";
  readonly format: Formats;
  readonly shared: SharedWords;
  readonly chat: ChatWords;
  readonly list: ConversationListWords;
  readonly connection: ConnectionWords;
  readonly room: RoomWords;
  readonly presence: PresenceWords;
  readonly viewers: ViewersWords;
  readonly gifts: GiftWords;
  readonly support: SupportWords;
  readonly inbox: InboxWords;
  readonly live: LiveWords;
  readonly notifications: NotificationWords;
}

/** Words of the dialog that adds a photo. */
export type AttachWords = Pick<
  ChatWords,
  "attachUrl" | "attachUrlPlaceholder" | "attachUrlInvalid" | "attachUrlHost" | "attachAdd" | "attachFile"
>;

/** Words of what a text is about. */
export type AboutWords = Pick<ChatWords, "about" | "aboutRemove">;

/** Words that only the picture viewer has. */
export type ViewerWords = Pick<ChatWords, "photoOriginal" | "photoPrevious" | "photoNext" | "photoCount">;

/** Words of a gift in a chat. */
export type GiftRowWords = Pick<GiftWords, "gift" | "gave" | "to" | "times" | "coins">;

/** What a chat needs at once. The words of parts that an app may not have and of dialogs not yet opened come along with those. */
export interface FirstLocale
  extends Omit<
    Locale,
    | "chat"
    | "list"
    | "connection"
    | "gifts"
    | "room"
    | "presence"
    | "viewers"
    | "support"
    | "inbox"
    | "live"
    | "notifications"
  > {
  readonly chat: Omit<ChatWords, keyof AttachWords | keyof ViewerWords | keyof AboutWords>;
  readonly list: Pick<ConversationListWords, "unread">;
  readonly connection: Omit<
    ConnectionWords,
    "retryIn" | "offlineText" | "authFailedText" | "tryNow" | "signInAgain" | "live"
  >;
  /** There in the language of an app; English comes with the code that shows it. */
  readonly gifts?: GiftRowWords;
}

/** What a part needs: the words of a chat's first load, and its own. */
export type PartLocale<Part extends keyof Locale> = FirstLocale & Pick<Locale, Part>;
