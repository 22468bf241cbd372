/** The courses: each has a room, a page of its own, and the people who were there before. */
export interface Course {
  /** Also the id of its room. */
  readonly id: string;
  readonly title: string;
  readonly avatarUrl: string;
  readonly teacher: string;
  readonly members: readonly string[];
  readonly cover: string;
  readonly about: { readonly en: string; readonly vi: string };
  readonly lessons: readonly string[];
}

export const courses: readonly Course[] = [
  {
    id: "react-k12",
    title: "React từ đầu · K12",
    avatarUrl: "/images/rooms/react.svg",
    teacher: "lan",
    members: ["lan", "an", "binh", "chi", "dung", "ha"],
    cover: "/images/covers/react.svg",
    about: {
      en: "From the first component to an app with live data, in eight weeks.",
      vi: "Từ component đầu tiên đến một ứng dụng có dữ liệu thời gian thực, trong tám tuần.",
    },
    lessons: [
      "Component và props",
      "State và sự kiện",
      "useEffect, khi nào và khi nào không",
      "Context và custom hook",
      "Next.js: App Router",
      "Dữ liệu thời gian thực với Socket.IO",
    ],
  },
  {
    id: "ielts-speaking",
    title: "IELTS Speaking Club",
    avatarUrl: "/images/rooms/ielts.svg",
    teacher: "sarah",
    members: ["sarah", "an", "chi", "kenji", "dung", "ha"],
    cover: "/images/covers/ielts.svg",
    about: {
      en: "Speak every day for four weeks. Band 7 is a habit, not a talent.",
      vi: "Nói mỗi ngày trong bốn tuần. Band 7 là thói quen, không phải năng khiếu.",
    },
    lessons: ["Part 1: talk about yourself", "Part 2: the long turn", "Part 3: opinions", "Pronunciation that counts"],
  },
  {
    id: "portfolio",
    title: "UI/UX Portfolio Lab",
    avatarUrl: "/images/rooms/portfolio.svg",
    teacher: "minh",
    members: ["minh", "chi", "binh", "kenji", "ha"],
    cover: "/images/covers/portfolio.svg",
    about: {
      en: "Three case studies that a hiring manager reads to the end.",
      vi: "Ba case study mà nhà tuyển dụng sẽ đọc đến cuối.",
    },
    lessons: ["Chọn bài để kể", "Vấn đề trước, màn hình sau", "Số liệu trung thực", "Trang chủ một màn hình"],
  },
  {
    id: "sanh-chung",
    title: "Sảnh chung",
    avatarUrl: "/images/rooms/lobby.svg",
    teacher: "ha",
    members: ["ha", "lan", "sarah", "minh", "an", "binh", "chi", "dung", "kenji"],
    cover: "/images/covers/lobby.svg",
    about: {
      en: "News, coffee and everything that belongs to no course.",
      vi: "Tin tức, cà phê và mọi chuyện không thuộc khoá nào.",
    },
    lessons: ["Bắt đầu ở đây", "Lịch khai giảng"],
  },
];
