import type { Bilingual } from "../lib/words";

/** A place for lessons as they happen. */
export interface Stream {
  /** Also the id of its room. */
  readonly id: string;
  readonly host: string;
  readonly course: string;
  readonly title: Bilingual;
  readonly about: Bilingual;
  /** What the drawn camera shows. */
  readonly scene: "code" | "talk" | "chart";
  /** Whether it is on air when the demo is first opened. */
  readonly onAir: boolean;
}

export const streams: readonly Stream[] = [
  {
    id: "live-react",
    host: "lan",
    course: "react-k12",
    title: { en: "Fixing your homework, live", vi: "Sửa bài tập K12 trực tiếp" },
    about: {
      en: "Bring the bug you are stuck on. We read the code together and leave with a test.",
      vi: "Mang đến lỗi bạn đang kẹt. Mình cùng đọc code và ra về với một bài test.",
    },
    scene: "code",
    onAir: true,
  },
  {
    id: "live-market",
    host: "thang",
    course: "sen-finance",
    title: { en: "The morning bell", vi: "Phiên sáng cùng Sen Finance" },
    about: {
      en: "Fifteen minutes with the paper market: what moved, and what we would have done.",
      vi: "Mười lăm phút cùng thị trường giấy: mã nào chạy, và nếu là mình thì sao.",
    },
    scene: "chart",
    onAir: true,
  },
  {
    id: "live-ielts",
    host: "sarah",
    course: "ielts-speaking",
    title: { en: "Speaking mock test, one volunteer", vi: "Thi thử Speaking, một bạn xung phong" },
    about: {
      en: "A full Part 2 and 3 with somebody brave, then the band, criterion by criterion.",
      vi: "Trọn Part 2 và 3 với một bạn can đảm, rồi chấm từng tiêu chí.",
    },
    scene: "talk",
    onAir: false,
  },
];

/** The stream of that id; `undefined` when there is none. */
export function streamOf(id: string): Stream | undefined {
  return streams.find((stream) => stream.id === id);
}
