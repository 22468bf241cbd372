import { createFormats } from "./formats.js";
import type { Locale } from "./locale.js";

const format = /* @__PURE__ */ createFormats("vi", { today: "Hôm nay", yesterday: "Hôm qua" });
const { number } = format;

const giftTimes = (gift: string, quantity: number) => (quantity > 1 ? `${gift} ×${number(quantity)}` : gift);

/** Vietnamese. It has no plural forms. */
export const vi: Locale = {
  code: "vi",
  dir: "ltr",
  format,
  shared: {
    retry: "Thử lại",
    tryAgain: "Thử lại",
    close: "Đóng",
    cancel: "Huỷ",
    delete: "Xoá",
    minimize: "Thu nhỏ",
    restore: "Mở lại",
    someone: "Ai đó",
    you: "Bạn",
    online: "Đang hoạt động",
    away: "Vắng mặt",
    busy: "Đang bận",
    offline: "Ngoại tuyến",
    failure: (code) => {
      switch (code) {
        case "RATE_LIMITED":
          return "Quá nhiều yêu cầu. Vui lòng đợi một chút.";
        case "FORBIDDEN":
          return "Bạn không có quyền làm việc này.";
        case "NOT_FOUND":
          return "Nội dung này không còn nữa.";
        case "TOO_LARGE":
          return "Nội dung quá lớn.";
        case "UNAUTHENTICATED":
          return "Bạn cần đăng nhập lại.";
        case "EXPIRED":
          return "Đã chờ quá lâu.";
        case "UNSUPPORTED":
          return "Máy chủ không hỗ trợ việc này.";
        case "TIMEOUT":
        case "UNAVAILABLE":
          return "Máy chủ không trả lời.";
        default:
          return "Máy chủ đã từ chối.";
      }
    },
  },
  chat: {
    chatWith: (name) => `Trò chuyện với ${name}`,
    messages: "Tin nhắn",
    roomName: "Phòng",
    members: (count) => `${number(count)} thành viên`,
    typing: (names) => {
      const [first, second] = names;
      if (names.length === 1) return `${first} đang nhập…`;
      if (names.length === 2) return `${first} và ${second} đang nhập…`;
      return "Nhiều người đang nhập…";
    },
    said: (name) => `${name} nói:`,
    youSaid: "Bạn nói:",
    status: {
      queued: "Đang chờ",
      sending: "Đang gửi",
      sent: "Đã gửi",
      delivered: "Đã nhận",
      read: "Đã xem",
      unconfirmed: "Đã gửi?",
      failed: "Chưa gửi được",
      lost: "Không còn trên máy chủ",
    },
    notSent: "Chưa gửi được",
    unread: "Mới",
    loadGap: "Hiện các tin nhắn còn thiếu",
    loading: "Đang tải tin nhắn",
    loadingOlder: "Đang tải tin nhắn cũ hơn",
    olderFailed: "Không tải được tin nhắn cũ hơn.",
    beginning: "Cuộc trò chuyện bắt đầu từ đây",
    scrollToLatest: "Cuộn đến tin nhắn mới nhất",
    newMessages: (count) => `${number(count)} tin nhắn mới`,
    jumpToUnread: "Đến tin chưa đọc",
    paused: (count) => `Tạm dừng · ${number(count)} tin mới`,
    emptyTitle: (name) => `Chưa có tin nhắn nào với ${name}`,
    emptyText: "Điều đầu tiên bạn viết sẽ hiện ở đây.",
    emptyAction: "Gửi lời chào",
    errorTitle: "Không tải được tin nhắn",
    errorText: "Hãy kiểm tra kết nối rồi thử lại. Những gì bạn viết vẫn còn nguyên.",
    signedOut: "Đăng nhập để trò chuyện",
    photo: "Ảnh",
    photoFrom: (name) => `Ảnh của ${name}`,
    photoFailed: "Không tải được ảnh",
    photoHidden: (host) => `Ảnh từ ${host}`,
    photoShow: "Hiện ảnh",
    photoOpen: "Mở ảnh",
    photoOriginal: "Mở ảnh gốc",
    photoPrevious: "Ảnh trước",
    photoNext: "Ảnh sau",
    photoCount: (index, count) => `Ảnh ${number(index)} trên ${number(count)}`,
    opensInNewTab: "mở trong thẻ mới",
    placeholder: () => "Tin nhắn",
    composerLabel: (name) => `Tin nhắn gửi ${name}`,
    send: "Gửi",
    attach: "Thêm ảnh",
    attachUrl: "Địa chỉ ảnh",
    attachUrlPlaceholder: "https://",
    attachUrlInvalid: "Đây không phải địa chỉ ảnh. Địa chỉ bắt đầu bằng https://",
    attachUrlHost: (hosts) => `Chỉ nhận ảnh từ ${hosts.join(", ")}.`,
    attachAdd: "Thêm",
    attachFile: "Chọn tệp",
    attachRemove: "Bỏ ảnh",
    attachUploading: (percent) => `Đang tải lên, ${number(percent)} %`,
    attachFailed: "Không tải ảnh lên được",
    attachUnsupported: "Không thể tải ảnh lên ở đây",
    attachNotImage: "Chỉ có thể thêm ảnh",
    drop: "Thả ảnh vào đây",
    left: (count) => `Còn ${number(count)} ký tự`,
    over: (count) => `Thừa ${number(count)} ký tự`,
    rateLimited: (seconds) => `Bạn có thể gửi tiếp sau ${number(seconds)} giây`,
    sendFailed: "Không gửi được. Nội dung của bạn vẫn còn đây.",
    closed: {
      left: "Bạn đã rời cuộc trò chuyện này",
      kicked: "Bạn đã bị đưa ra khỏi cuộc trò chuyện này",
      deleted: "Cuộc trò chuyện này đã bị xoá",
    },
  },
  list: {
    title: "Trò chuyện",
    search: "Tìm kiếm",
    clearSearch: "Xoá tìm kiếm",
    ownPrefix: (text) => `Bạn: ${text}`,
    authorPrefix: (name, text) => `${name}: ${text}`,
    draftPrefix: (text) => `Nháp: ${text}`,
    noMessages: "Chưa có tin nhắn",
    unread: (count) => `${number(count)} tin chưa đọc`,
    empty: "Chưa có cuộc trò chuyện nào",
    emptyText: "Cuộc trò chuyện sẽ hiện ở đây khi có người nhắn tin.",
    nothingFound: (query) => `Không tìm thấy “${query}”`,
    error: "Không tải được các cuộc trò chuyện",
    loading: "Đang tải các cuộc trò chuyện",
    loadMore: "Xem thêm",
  },
  room: {
    live: "Trực tiếp",
    liveSince: (time) => `Phát trực tiếp từ ${time}`,
    notStarted: "Buổi phát chưa bắt đầu",
    ended: "Buổi phát đã kết thúc",
    endedAt: (time) => `Buổi phát đã kết thúc lúc ${time}`,
    people: "Người trong phòng",
    peopleCount: (count) => `${number(count)} người`,
    host: "Chủ phòng",
    others: (count) => `và ${number(count)} người khác`,
    joined: (names, others) => `${crowd(names, others)} đã vào phòng`,
    left: (names, others) => `${crowd(names, others)} đã rời phòng`,
    entering: "Đang vào phòng",
    enteringFailed: "Không tải được danh sách người trong phòng.",
    refused: "Bạn không thể vào phòng này",
    removed: {
      left: "Bạn đã rời phòng này",
      kicked: "Bạn đã bị mời ra khỏi phòng",
      deleted: "Phòng này đã đóng",
    },
    comeBack: "Vào lại phòng",
    tabs: "Các mục của phòng",
    chatTab: "Trò chuyện",
    giversTab: "Người tặng nhiều nhất",
  },
  connection: {
    connecting: "Đang kết nối…",
    reconnecting: "Mất kết nối. Đang kết nối lại…",
    retryIn: (seconds) => `Mất kết nối. Thử lại sau ${number(seconds)}\u00a0giây`,
    syncing: "Đang cập nhật…",
    offline: "Bạn đang ngoại tuyến",
    offlineText: "Tin bạn viết sẽ được gửi khi có mạng trở lại.",
    authFailed: "Bạn đã bị đăng xuất",
    authFailedText: "Hãy đăng nhập lại để tiếp tục. Những gì bạn viết vẫn còn nguyên.",
    closed: "Đã ngắt kết nối",
    tryNow: "Thử ngay",
    signInAgain: "Đăng nhập",
    live: "Đã kết nối lại",
  },
  presence: {
    lastSeen: (when) => `Truy cập lần cuối ${when}`,
    active: (when) => `Hoạt động ${when}`,
    others: (count) => `${number(count)} người khác`,
  },
  viewers: {
    watching: (count) => `${number(count)} người đang xem`,
    counting: "Đang đếm người xem",
    asOf: (time) => `lúc ${time}`,
    peak: (count) => `Nhiều nhất ${number(count)} người`,
    who: "Ai đang xem",
    more: (count) => `và ${number(count)} người khác`,
    loading: "Đang tải danh sách người xem",
    failed: "Không tải được danh sách người xem",
  },
  gifts: {
    gift: "Quà:",
    gave: (gift) => `đã tặng ${gift}`,
    to: (name) => `cho ${name}`,
    times: (quantity) => `×${number(quantity)}`,
    coins: (count) => `${number(count)} xu`,
    open: "Quà tặng",
    title: "Tặng quà",
    balance: (coins) => `Số dư: ${number(coins)} xu`,
    topUp: "Nạp xu",
    receiver: "Tặng cho",
    choose: "Chọn một món quà",
    quantity: "Số lượng",
    fewer: "Bớt một",
    more: "Thêm một",
    note: "Lời nhắn",
    notePlaceholder: "Thêm lời nhắn",
    noteLeft: (count) => `Còn ${number(count)} ký tự`,
    send: (gift, quantity, coins) => `Tặng ${giftTimes(gift, quantity)} · ${number(coins)}`,
    sent: "Đã tặng",
    sentGift: (gift, quantity) => `Đã tặng ${giftTimes(gift, quantity)}`,
    sending: (gift, quantity) => `Đang tặng ${giftTimes(gift, quantity)}…`,
    notSent: (gift, quantity) => `Chưa tặng được ${giftTimes(gift, quantity)}`,
    unknown: (gift, quantity) => `Chưa rõ ${giftTimes(gift, quantity)} đã được tặng hay chưa`,
    check: "Kiểm tra",
    dismiss: "Bỏ qua",
    short: (missing) => `Bạn cần thêm ${number(missing)} xu.`,
    noFunds: "Không đủ xu.",
    nobody: "Chưa có ai ở đây để tặng.",
    loading: "Đang tải quà",
    empty: "Chưa có quà nào",
    emptyText: "Quà sẽ hiện ở đây khi có thể tặng.",
    error: "Không tải được quà",
    errorText: "Bạn chưa bị trừ xu.",
    unsupported: "Không thể tặng quà ở đây",
    offline: "Bạn đang ngoại tuyến. Chỉ khi tặng bạn mới bị trừ xu.",
    withOthers: (name, others) => `${name} và ${number(others)} người khác`,
    several: (gifts, names) =>
      `${number(gifts)} món quà từ ${names.length > 2 ? `${names.slice(0, 2).join(", ")} và những người khác` : names.join(" và ")}`,
    leaders: "Người tặng nhiều nhất",
    rank: (rank) => `Hạng ${number(rank)}`,
    leadersEmpty: "Chưa ai tặng quà",
    leadersError: "Không tải được bảng xếp hạng",
    history: "Quà đã tặng",
    historyEmpty: "Chưa có món quà nào",
    historyError: "Không tải được danh sách quà",
    loadMore: "Xem thêm",
  },
};

/** "An", "An và Bình", "An, Bình và 12 người khác", "12 người". */
function crowd(names: readonly string[], others: number): string {
  if (names.length === 0) return `${number(others)} người`;
  return others === 0 ? names.join(" và ") : `${names.join(", ")} và ${number(others)} người khác`;
}
