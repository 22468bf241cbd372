import { ownValue } from "../contract/ownValue.js";
import { createFormats } from "./formats.js";
import type { Locale } from "./locale.js";

const format = /* @__PURE__ */ createFormats("ar", { today: "اليوم", yesterday: "أمس" });
const { number } = format;

/** The six plural forms; zero, one and two are said without the number. */
function many(
  count: number,
  forms: { zero: string; one: string; two: string; few: string; many: string; other: string },
): string {
  const rest = Math.abs(count) % 100;
  if (count === 0) return forms.zero;
  if (count === 1) return forms.one;
  if (count === 2) return forms.two;
  if (rest >= 3 && rest <= 10) return `${number(count)} ${forms.few}`;
  return `${number(count)} ${rest >= 11 ? forms.many : forms.other}`;
}

/** Keeps a name or address in another script from turning the sentence around it. */
const isolate = (text: string | undefined) => `\u2068${text ?? ""}\u2069`;

const coins = (count: number) =>
  many(count, {
    zero: "لا عملات",
    one: "عملة واحدة",
    two: "عملتان",
    few: "عملات",
    many: "عملة",
    other: "عملة",
  });
/** "×5", also in the midst of Arabic. */
const times = (quantity: number) => `\u2066×${number(quantity)}\u2069`;
const giftTimes = (gift: string, quantity: number) =>
  quantity > 1 ? `${isolate(gift)} ${times(quantity)}` : isolate(gift);

/** Arabic, written from right to left. */
export const ar: Locale = {
  code: "ar",
  dir: "rtl",
  format,
  shared: {
    retry: "إعادة المحاولة",
    tryAgain: "حاول مرة أخرى",
    close: "إغلاق",
    cancel: "إلغاء",
    delete: "حذف",
    minimize: "تصغير",
    restore: "استعادة",
    someone: "شخص ما",
    you: "أنت",
    online: "متصل",
    away: "بعيد",
    busy: "مشغول",
    offline: "غير متصل",
    failure: (code) => {
      switch (code) {
        case "RATE_LIMITED":
          return "محاولات كثيرة. انتظر لحظة.";
        case "FORBIDDEN":
          return "لا يُسمح لك بذلك.";
        case "NOT_FOUND":
          return "لم يعد موجودًا.";
        case "TOO_LARGE":
          return "الحجم كبير جدًا.";
        case "UNAUTHENTICATED":
          return "عليك تسجيل الدخول مرة أخرى.";
        case "EXPIRED":
          return "طال الانتظار.";
        case "STALE":
          return "هذه الصفحة قديمة. أعد تحميلها ثم حاول مرة أخرى.";
        case "UNSUPPORTED":
          return "لا يدعم الخادم ذلك.";
        case "TIMEOUT":
        case "UNAVAILABLE":
          return "لم يستجب الخادم.";
        default:
          return "رفض الخادم الطلب.";
      }
    },
  },
  chat: {
    chatWith: (name) => `محادثة مع ${isolate(name)}`,
    messages: "الرسائل",
    roomName: "غرفة",
    members: (count) =>
      many(count, {
        zero: "لا أعضاء",
        one: "عضو واحد",
        two: "عضوان",
        few: "أعضاء",
        many: "عضوًا",
        other: "عضو",
      }),
    typing: (names) => {
      const [first, second] = names;
      if (names.length === 1) return `${isolate(first)} يكتب…`;
      if (names.length === 2) return `${isolate(first)} و${isolate(second)} يكتبان…`;
      return "عدة أشخاص يكتبون…";
    },
    said: (name) => `قال ${isolate(name)}:`,
    youSaid: "قلت:",
    status: {
      queued: "في الانتظار",
      sending: "جارٍ الإرسال",
      sent: "أُرسلت",
      delivered: "وصلت",
      read: "قُرئت",
      unconfirmed: "أُرسلت؟",
      failed: "لم تُرسل",
      lost: "لم تعد على الخادم",
    },
    unconfirmed: "أُرسلت. لا يُخبر هذا الخادم هل وصلت.",
    notSent: "لم تُرسل",
    unread: "جديد",
    loadGap: "عرض الرسائل الناقصة",
    loading: "جارٍ تحميل الرسائل",
    loadingOlder: "جارٍ تحميل الرسائل الأقدم",
    olderFailed: "تعذّر تحميل الرسائل الأقدم.",
    beginning: "هنا بدأت المحادثة",
    scrollToLatest: "الانتقال إلى أحدث رسالة",
    newMessages: (count) =>
      many(count, {
        zero: "لا رسائل جديدة",
        one: "رسالة جديدة",
        two: "رسالتان جديدتان",
        few: "رسائل جديدة",
        many: "رسالة جديدة",
        other: "رسالة جديدة",
      }),
    jumpToUnread: "إلى أول رسالة غير مقروءة",
    paused: (count) => `متوقف · ${number(count)} جديد`,
    emptyTitle: (name, room) => `لا رسائل ${room ? "في" : "مع"} ${isolate(name)} بعد`,
    emptyText: "أول ما تكتبه سيظهر هنا.",
    emptyAction: "ألقِ التحية",
    errorTitle: "تعذّر تحميل الرسائل",
    errorText: "تحقق من اتصالك ثم حاول مرة أخرى. لم يضع شيء مما كتبت.",
    signedOut: "سجّل الدخول لتبدأ المحادثة",
    photo: "صورة",
    photoFrom: (name) => `صورة من ${isolate(name)}`,
    photoFailed: "تعذّر تحميل الصورة",
    photoHidden: (host) => `صورة من ${isolate(host)}`,
    photoShow: "عرض الصورة",
    photoOpen: "فتح الصورة",
    photoOriginal: "فتح الصورة الأصلية",
    photoPrevious: "الصورة السابقة",
    photoNext: "الصورة التالية",
    photoCount: (index, count) => `الصورة ${number(index)} من ${number(count)}`,
    opensInNewTab: "يُفتح في علامة تبويب جديدة",
    placeholder: () => "رسالة",
    composerLabel: (name) => `رسالة إلى ${isolate(name)}`,
    send: "إرسال",
    attach: "إضافة صورة",
    attachUrl: "عنوان الصورة",
    attachUrlPlaceholder: "https://",
    attachUrlInvalid: "هذا ليس عنوان صورة. يبدأ العنوان بـ https://",
    attachUrlHost: (hosts) => `تُقبل الصور من ${hosts.map(isolate).join("، ")} فقط.`,
    attachAdd: "إضافة",
    attachFile: "اختيار ملف",
    about: "بخصوص:",
    aboutRemove: (title) => `عدم السؤال عن ${title}`,
    attachRemove: "إزالة الصورة",
    attachUploading: (percent) => `جارٍ الرفع، ${number(percent)}٪`,
    attachFailed: "تعذّر رفع الصورة",
    attachUnsupported: "لا يمكن رفع الصور هنا",
    attachNotImage: "يمكن إضافة الصور فقط",
    drop: "أفلت الصورة هنا",
    left: (count) =>
      many(count, {
        zero: "لم يبقَ أي حرف",
        one: "بقي حرف واحد",
        two: "بقي حرفان",
        few: "أحرف متبقية",
        many: "حرفًا متبقيًا",
        other: "حرف متبقٍ",
      }),
    over: (count) =>
      many(count, {
        zero: "لا زيادة",
        one: "حرف واحد زائد",
        two: "حرفان زائدان",
        few: "أحرف زائدة",
        many: "حرفًا زائدًا",
        other: "حرف زائد",
      }),
    rateLimited: (seconds) =>
      `يمكنك الإرسال مجددًا بعد ${many(seconds, {
        zero: "لحظة",
        one: "ثانية",
        two: "ثانيتين",
        few: "ثوانٍ",
        many: "ثانية",
        other: "ثانية",
      })}`,
    sendFailed: "تعذّر الإرسال. نصك ما زال هنا.",
    closed: {
      left: "لقد غادرت هذه المحادثة",
      kicked: "أُخرجت من هذه المحادثة",
      deleted: "حُذفت هذه المحادثة",
    },
  },
  list: {
    title: "المحادثات",
    search: "بحث",
    clearSearch: "مسح البحث",
    ownPrefix: (text) => `أنت: ${text}`,
    authorPrefix: (name, text) => `${isolate(name)}: ${text}`,
    draftPrefix: (text) => `مسودة: ${text}`,
    noMessages: "لا رسائل بعد",
    unread: (count) =>
      many(count, {
        zero: "لا رسائل غير مقروءة",
        one: "رسالة غير مقروءة",
        two: "رسالتان غير مقروءتين",
        few: "رسائل غير مقروءة",
        many: "رسالة غير مقروءة",
        other: "رسالة غير مقروءة",
      }),
    empty: "لا محادثات بعد",
    emptyText: "تظهر المحادثات هنا حالما يكتب أحد.",
    nothingFound: (query) => `لا نتائج لـ «${isolate(query)}»`,
    error: "تعذّر تحميل المحادثات",
    loading: "جارٍ تحميل المحادثات",
    loadMore: "عرض المزيد",
  },
  room: {
    live: "مباشر",
    liveSince: (time) => `مباشر منذ ${time}`,
    notStarted: "لم يبدأ البث بعد",
    ended: "انتهى البث",
    endedAt: (time) => `انتهى البث عند ${time}`,
    people: "من في الغرفة",
    peopleCount: persons,
    host: "المضيف",
    others: (count) => `و${others(count)}`,
    joined: (names, rest) => `انضم ${crowd(names, rest)}`,
    left: (names, rest) => `غادر ${crowd(names, rest)}`,
    entering: "جارٍ دخول الغرفة",
    enteringFailed: "تعذّر تحميل قائمة من في الغرفة.",
    refused: "لا يمكنك دخول هذه الغرفة",
    removed: {
      left: "لقد غادرت هذه الغرفة",
      kicked: "تمت إزالتك من هذه الغرفة",
      deleted: "أُغلقت هذه الغرفة",
    },
    comeBack: "العودة إلى الغرفة",
    tabs: "أقسام الغرفة",
    chatTab: "المحادثة",
    giversTab: "أكثر المُهدين",
  },
  connection: {
    connecting: "جارٍ الاتصال…",
    reconnecting: "انقطع الاتصال. جارٍ إعادة الاتصال…",
    retryIn: (seconds) => `انقطع الاتصال. المحاولة التالية بعد ${number(seconds)}\u00a0ث`,
    syncing: "جارٍ التحديث…",
    offline: "أنت غير متصل بالإنترنت",
    offlineText: "سيُرسل ما تكتبه عند عودة الاتصال.",
    authFailed: "تم تسجيل خروجك",
    authFailedText: "سجّل الدخول مرة أخرى للمتابعة. لم يضع شيء مما كتبت.",
    closed: "تم قطع الاتصال",
    tryNow: "حاول الآن",
    signInAgain: "تسجيل الدخول",
    live: "عاد الاتصال",
  },
  presence: {
    lastSeen: (when) => `آخر ظهور ${when}`,
    active: (when) => `نشط ${when}`,
    others: (count) =>
      many(count, {
        zero: "لا أحد غيرهم",
        one: "شخص آخر",
        two: "شخصان آخران",
        few: "آخرين",
        many: "آخر",
        other: "آخر",
      }),
  },
  viewers: {
    watching: (count) =>
      many(count, {
        zero: "لا أحد يشاهد",
        one: "مشاهد واحد",
        two: "مشاهدان",
        few: "مشاهدين",
        many: "مشاهدًا",
        other: "مشاهد",
      }),
    counting: "جارٍ عدّ المشاهدين",
    asOf: (time) => `حتى ${time}`,
    peak: (count) => `الحد الأقصى: ${number(count)}`,
    who: "من يشاهد الآن",
    more: (count) => `و${number(count)} غيرهم`,
    loading: "جارٍ تحميل الأسماء",
    failed: "تعذّر تحميل الأسماء.",
  },
  gifts: {
    gift: "هدية:",
    gave: (gift) => `أهدى ${isolate(gift)}`,
    to: (name) => `إلى ${isolate(name)}`,
    times,
    coins,
    open: "الهدايا",
    title: "أرسل هدية",
    balance: (count) => `الرصيد: ${coins(count)}`,
    topUp: "اشترِ عملات",
    receiver: "إلى",
    choose: "اختر هدية",
    quantity: "الكمية",
    fewer: "أقل بواحدة",
    more: "أكثر بواحدة",
    note: "ملاحظة",
    notePlaceholder: "أضف كلمة",
    noteLeft: (count) =>
      many(count, {
        zero: "لم يبق أي حرف",
        one: "بقي حرف واحد",
        two: "بقي حرفان",
        few: "أحرف متبقية",
        many: "حرفًا متبقيًا",
        other: "حرف متبقٍ",
      }),
    send: (gift, quantity, count) => `أرسل ${giftTimes(gift, quantity)} · ${number(count)}`,
    sent: "تم الإرسال",
    sentGift: (gift, quantity) => `تم إرسال ${giftTimes(gift, quantity)}`,
    sending: (gift, quantity) => `جارٍ إرسال ${giftTimes(gift, quantity)}…`,
    notSent: (gift, quantity) => `لم تُرسل ${giftTimes(gift, quantity)}`,
    unknown: (gift, quantity) => `لا نعرف بعد إن كانت ${giftTimes(gift, quantity)} قد أُرسلت`,
    check: "تحقّق",
    dismiss: "تجاهل",
    short: (missing) => `تحتاج إلى ${coins(missing)} أكثر.`,
    noFunds: "العملات لا تكفي.",
    nobody: "لا أحد هنا لتهديه بعد.",
    loading: "جارٍ تحميل الهدايا",
    empty: "لا هدايا هنا بعد",
    emptyText: "تظهر الهدايا حالما تتوفر.",
    error: "تعذّر تحميل الهدايا",
    errorText: "لم يُخصم منك شيء.",
    unsupported: "لا يمكن إرسال الهدايا هنا",
    offline: "أنت غير متصل بالإنترنت. لا يُخصم شيء قبل الإرسال.",
    withOthers: (name, others) =>
      `${isolate(name)} و${many(others, {
        zero: "لا أحد آخر",
        one: "شخص آخر",
        two: "شخصان آخران",
        few: "آخرون",
        many: "آخرون",
        other: "آخرون",
      })}`,
    several: (gifts, names) =>
      `${many(gifts, {
        zero: "لا هدايا",
        one: "هدية",
        two: "هديتان",
        few: "هدايا",
        many: "هدية",
        other: "هدية",
      })} من ${names.length > 2 ? `${names.slice(0, 2).map(isolate).join("، ")} وآخرين` : names.map(isolate).join(" و")}`,
    leaders: "أكثر المهدين سخاءً",
    rank: (rank) => `المرتبة ${number(rank)}`,
    leadersEmpty: "لم يهدِ أحد شيئًا بعد",
    leadersError: "تعذّر تحميل القائمة",
    history: "الهدايا المرسلة",
    historyEmpty: "لا هدايا بعد",
    historyError: "تعذّر تحميل الهدايا",
    loadMore: "عرض المزيد",
  },
  support: {
    title: "الدعم",
    topic: (topic) =>
      ownValue({ general: "سؤال عام", billing: "الفواتير", technical: "مشكلة تقنية", account: "حسابي" }, topic) ??
      topic,
    open: (title) => `فتح ${isolate(title)}`,
    closePanel: "إغلاق",
    greeting: "كيف يمكننا مساعدتك؟",
    greetingText: "اختر الموضوع ثم اكتب إلينا.",
    starting: "جارٍ إرسال طلبك…",
    queued: "بانتظار أحد أفراد فريقنا",
    queuedText: "يمكنك الكتابة الآن: نقرأ كل شيء ولا يضيع شيء.",
    joined: (name) => `انضم ${isolate(name)}`,
    closed: "أُغلق هذا الطلب",
    closedText: "أُغلق هذا الطلب.",
    again: "البدء من جديد",
    notStarted: "لم يُرسل طلبك.",
    error: "تعذّر الوصول إلى الدعم",
    signedOut: "سجّل الدخول للكتابة إلينا",
    unsupported: "لا يتوفر الدعم هنا",
    queueTitle: "الطلبات",
    conversation: "المحادثة",
    show: "عرض",
    filters: { queued: "بالانتظار", mine: "طلباتي", others: "لدى غيري", closed: "مغلقة" },
    none: {
      queued: "لا أحد بالانتظار",
      mine: "ليست لديك طلبات",
      others: "لا طلبات لدى غيرك",
      closed: "لا طلبات مغلقة بعد",
    },
    noneMineText: "خذ طلبًا من المنتظرين.",
    topicFilter: "الموضوع",
    allTopics: "كل المواضيع",
    waiting: (minutes) => {
      if (minutes < 1) return "الآن";
      if (minutes < 60) return `${number(minutes)} د`;
      return minutes < 1_440 ? `${number(Math.floor(minutes / 60))} س` : `${number(Math.floor(minutes / 1_440))} ي`;
    },
    waitingCount: (count) =>
      many(count, {
        zero: "لا أحد بالانتظار",
        one: "شخص واحد بالانتظار",
        two: "شخصان بالانتظار",
        few: "أشخاص بالانتظار",
        many: "شخصًا بالانتظار",
        other: "شخص بالانتظار",
      }),
    take: "استلام",
    takeAgain: "استلام من جديد",
    takeToAnswer: "استلم هذا الطلب للرد عليه.",
    takenBy: (name) => `لدى ${isolate(name)}`,
    release: "إعادة إلى قائمة الانتظار",
    close: "إغلاق",
    about: "عن هذا الطلب",
    back: "رجوع",
    choose: "اختر طلبًا",
    chooseText: "من طال انتظاره يأتي أولًا.",
    forbidden: "للموظفين فقط",
    stale: "انقطع الاتصال. قد يكون ما تراه قديمًا.",
    conflict: "سبقك موظف آخر.",
    more: "هناك طلبات أكثر من المعروضة.",
    statuses: { queued: "بالانتظار", taken: "قيد المعالجة", closed: "مغلق" },
    factTopic: "الموضوع",
    factStatus: "الحالة",
    factAsked: "وقت الطلب",
    factAgent: "الموظف",
    factId: "المعرّف",
  },
  inbox: {
    choose: "اختر محادثة",
    chooseText: "يظهر هنا ما تقرؤه وما تكتبه.",
    back: "العودة إلى القائمة",
  },
  notifications: {
    title: "الإشعارات",
    open: (unread) =>
      unread === 0 ? "الإشعارات" : `الإشعارات، غير المقروءة: ${unread > 99 ? `${number(99)}+` : number(unread)}`,
    filters: "أي إشعارات",
    all: "الكل",
    unread: "غير المقروءة",
    kind: (kind) =>
      ownValue({ purchase: "المشتريات", comment: "التعليقات", reply: "الردود", system: "النظام" }, kind) ??
      isolate(kind),
    markRead: "تعليم كمقروء",
    markAllRead: "تعليم الكل كمقروء",
    clear: "مسح الكل",
    clearSure: "مسح الكل؟",
    fresh: (count) =>
      many(count, { zero: "لا جديد", one: "جديد واحد", two: "جديدان", few: "جديدة", many: "جديدًا", other: "جديد" }),
    arrived: (count) =>
      many(count, {
        zero: "لا إشعارات جديدة",
        one: "إشعار جديد واحد",
        two: "إشعاران جديدان",
        few: "إشعارات جديدة",
        many: "إشعارًا جديدًا",
        other: "إشعار جديد",
      }),
    levels: { warning: "تحذير:", error: "خطأ:" },
    loading: "جارٍ تحميل الإشعارات",
    loadingMore: "جارٍ تحميل الإشعارات الأقدم",
    more: "عرض الأقدم",
    moreFailed: "تعذّر تحميل الإشعارات الأقدم.",
    error: "تعذّر تحميل الإشعارات",
    errorText: "تحقّق من الاتصال ثم حاول مجددًا.",
    empty: "لا شيء هنا بعد",
    emptyText: "حين يحدث ما يخصّك ستُخبَر به هنا.",
    emptyUnread: "قُرئت كلها",
    emptyUnreadText: "لقد اطّلعت على كل شيء.",
    emptyKind: "لا شيء من هذا النوع",
    takenBack: "لم ينجح ذلك.",
    signedOut: "سجّل الدخول لرؤية إشعاراتك",
    unsupported: "لا توجد إشعارات على هذا الخادم",
  },
  live: {
    up: "ارتفاع",
    down: "انخفاض",
    flat: "دون تغيير",
    asOf: (time) => `حتى ${time}`,
    notLive: "انقطع الاتصال. هذه آخر حالة معروفة.",
    loadingPrice: "جارٍ تحميل السعر",
    prices: "الأسعار",
    pricesError: "تعذّر عرض الأسعار.",
    symbol: "الرمز",
    trend: "المسار",
    price: "السعر",
    change: "التغيّر",
    volume: "الحجم",
    ratingOf: (average, count) => `${average} من 5، ${ratings(count)}`,
    ratings,
    noRatings: "لا تقييمات بعد",
    loadingRating: "جارٍ تحميل التقييم",
    stars,
    share: (count, percent) => `${stars(count)}: ${percent}`,
    yourRating: "تقييمك",
    rateFailed: "لم يُحفظ تقييمك. حاول مرة أخرى.",
    comments: "التعليقات",
    noComments: "لا تعليقات بعد",
    noCommentsText: "كن أول من يعلّق.",
    commentsError: "تعذّر تحميل التعليقات",
    loadingComments: "جارٍ تحميل التعليقات",
    newComments: (count) =>
      many(count, {
        zero: "لا تعليقات جديدة",
        one: "تعليق جديد",
        two: "تعليقان جديدان",
        few: "تعليقات جديدة",
        many: "تعليقًا جديدًا",
        other: "تعليق جديد",
      }),
    showEarlier: "عرض تعليقات أقدم",
    writeComment: "اكتب تعليقًا",
    post: "نشر",
    posting: "جارٍ النشر…",
    notPosted: "لم يُنشر.",
    rated: (count) => `التقييم ${number(count)} من 5`,
  },
};

function persons(count: number): string {
  return many(count, {
    zero: "لا أحد",
    one: "شخص واحد",
    two: "شخصان",
    few: "أشخاص",
    many: "شخصًا",
    other: "شخص",
  });
}

function others(count: number): string {
  return many(count, {
    zero: "لا أحد غيرهم",
    one: "شخص آخر",
    two: "شخصان آخران",
    few: "آخرون",
    many: "آخرون",
    other: "آخرون",
  });
}

/** The people of a sentence: two names at most, then how many more. */
function crowd(names: readonly string[], rest: number): string {
  if (names.length === 0) return persons(rest);
  const named = names.map(isolate).join(" و");
  return rest === 0 ? named : `${named} و${others(rest)}`;
}

function ratings(count: number): string {
  return many(count, {
    zero: "لا تقييمات",
    one: "تقييم واحد",
    two: "تقييمان",
    few: "تقييمات",
    many: "تقييمًا",
    other: "تقييم",
  });
}

function stars(count: number): string {
  return many(count, {
    zero: "بلا نجوم",
    one: "نجمة واحدة",
    two: "نجمتان",
    few: "نجوم",
    many: "نجمة",
    other: "نجمة",
  });
}
