/** The demo's own words. lobbykit's come from `lobbykit/locales/*`. */
export type Language = "en" | "vi";

const en = {
  tagline: "A small school that talks.",
  pitch:
    "Join a course, ask your teacher, chat with the class. Everything here is live: open a second window and write to yourself.",
  signInAs: "Continue as",
  orName: "Or come as yourself",
  yourName: "Your name",
  enter: "Come in",
  noPassword: "No password: this is a demo. The same name is the same person.",
  messages: "Messages",
  courses: "Courses",
  newChat: "New chat",
  newChatText: "Write to anyone who has ever signed in, or join a room.",
  findPeople: "Find people and rooms",
  peopleTitle: "People",
  roomsTitle: "Rooms",
  nobodyFound: "Nobody by that name has been here yet.",
  pickTitle: "Pick a conversation",
  pickText: "Or start one with anybody who has signed in.",
  theme: { light: "Light", dark: "Dark", system: "System" },
  themeLabel: "Appearance",
  languageLabel: "Language",
  account: "Account",
  signOut: "Sign out",
  rush: "Rush through 50 pages",
  rushing: (done: number) => `Page ${done} of 50…`,
  secondWindow: "Open as somebody else",
  back: "Back to the list",
  close: "Close",
  loading: "Loading…",
  teacher: "Teacher",
  lessons: "Lessons",
  enterCourse: "Open course",
  classroom: "Classroom",
  askTeacher: (name: string) => `Ask ${name}`,
  members: (count: number) => `${count} in the room`,
  notFound: "There is nothing here.",
  backHome: "Back to messages",
};

export type Words = typeof en;

const vi: Words = {
  tagline: "Ngôi trường nhỏ biết trò chuyện.",
  pitch:
    "Vào lớp, hỏi giáo viên, trò chuyện cùng bạn học. Mọi thứ ở đây đều tức thời: mở thêm một cửa sổ và tự nhắn cho mình.",
  signInAs: "Tiếp tục với vai",
  orName: "Hoặc là chính bạn",
  yourName: "Tên của bạn",
  enter: "Vào lớp",
  noPassword: "Không cần mật khẩu: đây là bản demo. Cùng tên là cùng một người.",
  messages: "Tin nhắn",
  courses: "Khoá học",
  newChat: "Trò chuyện mới",
  newChatText: "Nhắn cho bất kỳ ai từng đăng nhập, hoặc vào một phòng.",
  findPeople: "Tìm người và phòng",
  peopleTitle: "Mọi người",
  roomsTitle: "Phòng",
  nobodyFound: "Chưa có ai tên như vậy ghé qua.",
  pickTitle: "Chọn một cuộc trò chuyện",
  pickText: "Hoặc bắt đầu với bất kỳ ai từng đăng nhập.",
  theme: { light: "Sáng", dark: "Tối", system: "Theo máy" },
  themeLabel: "Giao diện",
  languageLabel: "Ngôn ngữ",
  account: "Tài khoản",
  signOut: "Đăng xuất",
  rush: "Lướt nhanh 50 trang",
  rushing: (done: number) => `Trang ${done} trên 50…`,
  secondWindow: "Mở với vai khác",
  back: "Về danh sách",
  close: "Đóng",
  loading: "Đang tải…",
  teacher: "Giáo viên",
  lessons: "Bài học",
  enterCourse: "Vào khoá học",
  classroom: "Phòng học",
  askTeacher: (name: string) => `Hỏi ${name}`,
  members: (count: number) => `${count} người trong phòng`,
  notFound: "Không có gì ở đây cả.",
  backHome: "Về tin nhắn",
};

const all: Readonly<Record<Language, Words>> = { en, vi };

export function wordsOf(language: Language): Words {
  return all[language];
}
