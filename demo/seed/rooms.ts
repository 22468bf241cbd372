import type { Bilingual } from "../lib/words";

/** One lesson: what its film shows, in the language it is taught in. */
export interface Lesson {
  readonly title: string;
  readonly minutes: number;
  /** What the board says by and by while it plays. */
  readonly points: readonly string[];
}

/** The courses: each has a room, a page of its own, and the people who were there before. */
export interface Course {
  /** Also the id of its room. */
  readonly id: string;
  readonly title: string;
  readonly avatarUrl: string;
  readonly teacher: string;
  readonly members: readonly string[];
  readonly cover: string;
  /** Colours of the board: from, to. */
  readonly board: readonly [string, string];
  readonly about: Bilingual;
  /** Đồng; 0: free. */
  readonly price: number;
  readonly learners: number;
  /** How many gave one star, two stars … five before the first visitor. */
  readonly ratings: readonly number[];
  /** How many lessons somebody who was here before has behind him. */
  readonly done: number;
  readonly lessons: readonly Lesson[];
}

export const courses: readonly Course[] = [
  {
    id: "react-k12",
    title: "React từ đầu · K12",
    avatarUrl: "/images/rooms/react.svg",
    teacher: "lan",
    members: ["lan", "an", "binh", "chi", "dung", "ha"],
    cover: "/images/covers/react.svg",
    board: ["#182463", "#1f6f9c"],
    about: {
      en: "From the first component to an app with live data, in eight weeks.",
      vi: "Từ component đầu tiên đến một ứng dụng có dữ liệu thời gian thực, trong tám tuần.",
    },
    price: 1_290_000,
    learners: 412,
    ratings: [2, 3, 11, 58, 141],
    done: 3,
    lessons: [
      {
        title: "Component và props",
        minutes: 18,
        points: ["Component là một hàm", "Props đi xuống, không đi lên", "Tách khi phải cuộn để đọc"],
      },
      {
        title: "State và sự kiện",
        minutes: 22,
        points: ["State của lần render này là cố định", "setCount(c => c + 1)", "Cái gì tính được thì đừng lưu"],
      },
      {
        title: "useEffect, khi nào và khi nào không",
        minutes: 27,
        points: ["Đồng bộ với thế giới bên ngoài", "Dọn dẹp trước khi chạy lại", "Tính toán không cần effect"],
      },
      {
        title: "Context và custom hook",
        minutes: 24,
        points: ["Context là đường ống, không phải kho", "Một hook, một câu chuyện", "Đặt tên bằng use…"],
      },
      {
        title: "Next.js: App Router",
        minutes: 31,
        points: ["Layout giữ nguyên, trang thay đổi", "Server trước, client khi cần", "loading.tsx và Suspense"],
      },
      {
        title: "Dữ liệu thời gian thực với Socket.IO",
        minutes: 35,
        points: ["Một kết nối cho cả trang", "Mất mạng là chuyện thường", "Gửi lại, nhưng chỉ tính một lần"],
      },
    ],
  },
  {
    id: "ielts-speaking",
    title: "IELTS Speaking Club",
    avatarUrl: "/images/rooms/ielts.svg",
    teacher: "sarah",
    members: ["sarah", "an", "chi", "kenji", "dung", "ha"],
    cover: "/images/covers/ielts.svg",
    board: ["#6d1936", "#b4532f"],
    about: {
      en: "Speak every day for four weeks. Band 7 is a habit, not a talent.",
      vi: "Nói mỗi ngày trong bốn tuần. Band 7 là thói quen, không phải năng khiếu.",
    },
    price: 890_000,
    learners: 268,
    ratings: [1, 2, 7, 33, 92],
    done: 2,
    lessons: [
      {
        title: "Part 1: talk about yourself",
        minutes: 16,
        points: ["Answer, reason, example", "Three sentences are enough", "Never learn it by heart"],
      },
      {
        title: "Part 2: the long turn",
        minutes: 21,
        points: ["One minute: four words, not sentences", "Tell it as a story", "Land on how you felt"],
      },
      {
        title: "Part 3: opinions",
        minutes: 23,
        points: ["Take a side", "It depends on… two things", "Compare then with now"],
      },
      {
        title: "Pronunciation that counts",
        minutes: 19,
        points: ["Word stress first", "Finish your consonants", "Pause where the comma is"],
      },
    ],
  },
  {
    id: "portfolio",
    title: "UI/UX Portfolio Lab",
    avatarUrl: "/images/rooms/portfolio.svg",
    teacher: "minh",
    members: ["minh", "chi", "binh", "kenji", "ha"],
    cover: "/images/covers/portfolio.svg",
    board: ["#341a66", "#8a3f9a"],
    about: {
      en: "Three case studies that a hiring manager reads to the end.",
      vi: "Ba case study mà nhà tuyển dụng sẽ đọc đến cuối.",
    },
    price: 1_490_000,
    learners: 154,
    ratings: [0, 1, 5, 21, 47],
    done: 2,
    lessons: [
      {
        title: "Chọn bài để kể",
        minutes: 20,
        points: ["Ba bài, không phải mười", "Bài nào bạn từng đổi ý?", "Bỏ bài đẹp mà rỗng"],
      },
      {
        title: "Vấn đề trước, màn hình sau",
        minutes: 25,
        points: ["Ai đau, đau ở đâu", "Một câu ai cũng hiểu", "Màn hình là câu trả lời"],
      },
      {
        title: "Số liệu trung thực",
        minutes: 17,
        points: ["Không có số thì nói là không có", "Trước và sau, cùng một thước", "Cỡ mẫu đứng cạnh phần trăm"],
      },
      {
        title: "Trang chủ một màn hình",
        minutes: 22,
        points: ["Bạn là ai, trong bảy chữ", "Ba bài ngay lần cuộn đầu", "Một nút, một lời mời"],
      },
    ],
  },
  {
    id: "sen-finance",
    title: "Sen Finance: đầu tư từ số 0",
    avatarUrl: "/images/rooms/finance.svg",
    teacher: "thang",
    members: ["thang", "binh", "dung", "kenji", "an", "ha"],
    cover: "/images/covers/finance.svg",
    board: ["#0c3443", "#8a6420"],
    about: {
      en: "Read a price, a balance sheet and your own nerves. Practise on the paper market.",
      vi: "Đọc một mức giá, một bảng cân đối và chính sự nóng vội của mình. Tập trên thị trường giấy.",
    },
    price: 690_000,
    learners: 331,
    ratings: [3, 4, 14, 49, 88],
    done: 1,
    lessons: [
      {
        title: "Giá nói gì, và không nói gì",
        minutes: 19,
        points: ["Giá là lần khớp gần nhất", "Đắt rẻ so với cái gì?", "Khối lượng là lời khai thứ hai"],
      },
      {
        title: "Lãi kép và thời gian",
        minutes: 15,
        points: ["72 chia lãi suất", "Phí cũng là lãi kép", "Sớm mười năm hơn giỏi gấp đôi"],
      },
      {
        title: "Đa dạng hoá cho người bận",
        minutes: 21,
        points: ["Đừng yêu một mã", "Chỉ số trước, lựa chọn sau", "Cân lại mỗi quý"],
      },
      {
        title: "Tâm lý khi bảng đỏ",
        minutes: 24,
        points: ["Kế hoạch viết lúc bảng xanh", "Cắt lỗ là một con số", "Tắt máy cũng là quyết định"],
      },
    ],
  },
  {
    id: "sanh-chung",
    title: "Sảnh chung",
    avatarUrl: "/images/rooms/lobby.svg",
    teacher: "ha",
    members: ["ha", "lan", "sarah", "minh", "thang", "an", "binh", "chi", "dung", "kenji"],
    cover: "/images/covers/lobby.svg",
    board: ["#0f4738", "#2f7d55"],
    about: {
      en: "News, coffee and everything that belongs to no course.",
      vi: "Tin tức, cà phê và mọi chuyện không thuộc khoá nào.",
    },
    price: 0,
    learners: 1_204,
    ratings: [1, 0, 6, 24, 120],
    done: 1,
    lessons: [
      {
        title: "Bắt đầu ở đây",
        minutes: 6,
        points: ["Vào lớp từ mục Khoá học", "Hỏi giáo viên bất cứ lúc nào", "Có gì chưa ổn: Hỗ trợ"],
      },
      {
        title: "Lịch khai giảng",
        minutes: 4,
        points: ["K13: tuần đầu tháng sau", "Học thử miễn phí hai buổi", "Đăng ký sớm giữ chỗ"],
      },
    ],
  },
];

/** The course of that id; `undefined` when there is none. */
export function courseOf(id: string): Course | undefined {
  return courses.find((course) => course.id === id);
}

/** What viewer counts and presence call a lesson. */
export function lessonId(courseId: string, number: number): string {
  return `${courseId}-lesson-${number}`;
}

/** What viewer counts call a course's study hall. */
export function hallId(courseId: string): string {
  return `${courseId}-study`;
}

/** The live topic of a course's stars. */
export function ratingTopic(courseId: string): string {
  return `rating-${courseId}`;
}

/** The live topic of what is said under a course. */
export function commentsTopic(courseId: string): string {
  return `comments-${courseId}`;
}
