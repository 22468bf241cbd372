import type { Bilingual } from "../lib/words";

/** Who was here before the first visitor. Their ids are names of users in every conversation below. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly avatarUrl?: string;
  /** What they do here, in both languages of the demo. */
  readonly role: Bilingual;
  /** Answers at the support desk and hears of every purchase. */
  readonly isAdmin?: boolean;
}

const student = { en: "Student", vi: "Học viên" };
const portrait = (id: string) => `/images/people/${id}.svg`;

export const people: readonly Person[] = [
  {
    id: "lan",
    name: "Phạm Ngọc Lan",
    avatarUrl: portrait("lan"),
    role: { en: "React instructor", vi: "Giảng viên React" },
  },
  {
    id: "sarah",
    name: "Sarah Collins",
    avatarUrl: portrait("sarah"),
    role: { en: "IELTS coach", vi: "Giáo viên IELTS" },
  },
  {
    id: "minh",
    name: "Đỗ Quang Minh",
    avatarUrl: portrait("minh"),
    role: { en: "Design mentor", vi: "Mentor thiết kế" },
  },
  {
    id: "thang",
    name: "Đặng Đức Thắng",
    avatarUrl: portrait("thang"),
    role: { en: "Finance teacher", vi: "Giảng viên tài chính" },
  },
  { id: "an", name: "Nguyễn Hoài An", avatarUrl: portrait("an"), role: student },
  { id: "binh", name: "Trần Gia Bình", avatarUrl: portrait("binh"), role: student },
  { id: "chi", name: "Lê Khánh Chi", avatarUrl: portrait("chi"), role: student },
  { id: "dung", name: "Phan Quốc Dũng", role: student },
  { id: "kenji", name: "Kenji Mori", avatarUrl: portrait("kenji"), role: student },
  { id: "ha", name: "Vũ Thu Hà", role: { en: "Learner support", vi: "Hỗ trợ học viên" }, isAdmin: true },
];

/** Whether somebody belongs to the team that answers at the support desk. */
export function isAdmin(userId: string): boolean {
  return people.some((person) => person.id === userId && person.isAdmin === true);
}
