const minute = 60_000;

/** What the bell knows of before the first visitor: for whom, how many minutes ago, and what. */
export interface PastNotification {
  readonly userId: string;
  readonly minutesAgo: number;
  readonly kind: string;
  readonly level: "info" | "success" | "warning" | "error";
  readonly title: string;
  readonly message: string;
  readonly href: string;
  readonly isRead?: boolean;
}

export const notifications: readonly PastNotification[] = [
  {
    userId: "an",
    minutesAgo: 12,
    kind: "reply",
    level: "info",
    title: "Phạm Ngọc Lan",
    message: "Cô đã trả lời câu hỏi của em ở bài 3: dọn dẹp trước khi chạy lại.",
    href: "/courses/react-k12",
  },
  {
    userId: "an",
    minutesAgo: 55,
    kind: "comment",
    level: "info",
    title: "Trần Gia Bình",
    message: "“Câu hỏi của An trúng chỗ mình đang kẹt.”",
    href: "/courses/react-k12",
  },
  {
    userId: "an",
    minutesAgo: 26 * 60,
    kind: "purchase",
    level: "success",
    title: "IELTS Speaking Club",
    message: "Thanh toán thành công. Chúc bạn học vui!",
    href: "/courses/ielts-speaking",
    isRead: true,
  },
  {
    userId: "an",
    minutesAgo: 3 * 1_440,
    kind: "system",
    level: "warning",
    title: "Bảo trì đêm chủ nhật",
    message: "Hệ thống nghỉ 15 phút lúc 2:00 sáng. Bài làm của bạn vẫn được giữ.",
    href: "/support",
    isRead: true,
  },
  {
    userId: "binh",
    minutesAgo: 31,
    kind: "reply",
    level: "info",
    title: "Phạm Ngọc Lan",
    message: "Bài 5 của em rất tốt.",
    href: "/chat/with/lan",
  },
  {
    userId: "chi",
    minutesAgo: 44,
    kind: "comment",
    level: "info",
    title: "Đỗ Quang Minh",
    message: "“Case study thứ hai của Chi kể hay hơn bản đầu nhiều.”",
    href: "/courses/portfolio",
  },
  {
    userId: "lan",
    minutesAgo: 18,
    kind: "purchase",
    level: "success",
    title: "Kenji Mori",
    message: "React từ đầu · K12",
    href: "/courses/react-k12",
  },
  {
    userId: "lan",
    minutesAgo: 70,
    kind: "comment",
    level: "info",
    title: "Phan Quốc Dũng",
    message: "“Nhờ bài này mà em hết render vô hạn.”",
    href: "/courses/react-k12",
  },
  {
    userId: "ha",
    minutesAgo: 18,
    kind: "purchase",
    level: "success",
    title: "Kenji Mori",
    message: "React từ đầu · K12",
    href: "/courses/react-k12",
  },
];

/** When it was, for a server whose clock says `now`. */
export function timeOf({ minutesAgo }: PastNotification, now: number): number {
  return now - minutesAgo * minute;
}
