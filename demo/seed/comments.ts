/** What was said under the courses before the first visitor: who, how many minutes ago, how many stars, what. */
export const comments: Readonly<
  Record<string, readonly (readonly [userId: string, minutesAgo: number, rating: number, text: string])[]>
> = {
  "react-k12": [
    ["binh", 55, 5, "Câu hỏi của An ở bài 3 trúng chỗ mình đang kẹt. Xem lại đoạn 12:40 là hiểu liền."],
    ["dung", 70, 5, "Nhờ bài useEffect mà em hết render vô hạn. Cảm ơn cô Lan!"],
    ["kenji", 1_500, 4, "Great pace. I read the Vietnamese slides with a dictionary and still kept up."],
    ["chi", 4_300, 5, "Mình dân thiết kế mà giờ tự dựng được trang cá nhân rồi 🥹"],
  ],
  "ielts-speaking": [
    ["an", 340, 5, "Bốn từ trong một phút chuẩn bị: nghe đơn giản mà hiệu quả thật."],
    ["chi", 2_900, 5, "6.0 to 6.5 in three weeks. The bus recordings work!"],
    ["kenji", 6_100, 4, "Sarah corrects one thing at a time. That is why it stays."],
  ],
  portfolio: [
    ["chi", 44, 5, "Phần số liệu trung thực nên là bài bắt buộc cho mọi nhà thiết kế."],
    ["kenji", 1_900, 4, "I deleted seven projects after lesson one. It felt wonderful."],
  ],
  "sen-finance": [
    ["binh", 130, 5, "Lần đầu có người dạy mình cách… không mua."],
    ["kenji", 900, 4, "The paper market is dangerously fun."],
    ["dung", 5_200, 5, "72 chia lãi suất, nhớ suốt đời."],
  ],
  "sanh-chung": [["an", 2_000, 5, "Sảnh chung vui như căng tin trường ☕"]],
};
