import type { Notification } from "../../contract/notifications.js";
import type { SampleLocale } from "./people.js";

type Notice = Pick<Notification, "kind" | "level" | "title" | "message"> & { readonly href?: string };

/** What apps tell people: one of each kind, short and long. */
export const notices: Readonly<Record<SampleLocale, readonly [Notice, ...Notice[]]>> = {
  en: [
    {
      kind: "reply",
      level: "info",
      title: "Priya Raman replied to you",
      message: "That’s floating point. Keep the amounts as whole cents and divide once, when you show them.",
      href: "/courses/algebra/lessons/3#comment-12",
    },
    {
      kind: "purchase",
      level: "success",
      title: "Payment received",
      message: "“Linear algebra in pictures” is yours. Have fun!",
      href: "/orders/7",
    },
    {
      kind: "comment",
      level: "info",
      title: "Jonas Lindqvist commented on lesson 4",
      message: "The recording stops at 32:10 for me, does anybody else see that?",
      href: "/courses/algebra/lessons/4",
    },
    {
      kind: "system",
      level: "warning",
      title: "Maintenance tonight",
      message: "From 23:00 to 23:20 lessons can’t be played.",
    },
    {
      kind: "system",
      level: "error",
      title: "Upload failed",
      message: "homework-3.pdf is larger than 20 MB.",
      href: "/uploads",
    },
    { kind: "certificate", level: "success", title: "Your certificate is ready", message: "", href: "/certificates/3" },
  ],
  vi: [
    {
      kind: "reply",
      level: "info",
      title: "Trần Thị Bình đã trả lời bạn",
      message:
        "Đó là lỗi số thực dấu phẩy động. Em giữ số tiền theo đơn vị nhỏ nhất rồi chỉ chia một lần khi hiển thị nhé.",
      href: "/courses/algebra/lessons/3#comment-12",
    },
    {
      kind: "purchase",
      level: "success",
      title: "Thanh toán thành công",
      message: "Khoá học “Đại số tuyến tính qua hình vẽ” đã là của bạn.",
      href: "/orders/7",
    },
    {
      kind: "comment",
      level: "info",
      title: "Phạm Văn Dũng bình luận về bài 4",
      message: "Video của mình dừng ở 32:10, có ai bị giống vậy không ạ?",
      href: "/courses/algebra/lessons/4",
    },
    {
      kind: "system",
      level: "warning",
      title: "Bảo trì tối nay",
      message: "Từ 23:00 đến 23:20 sẽ không xem được bài học.",
    },
    {
      kind: "system",
      level: "error",
      title: "Tải lên không thành công",
      message: "bai-tap-3.pdf lớn hơn 20 MB.",
      href: "/uploads",
    },
    {
      kind: "certificate",
      level: "success",
      title: "Chứng chỉ của bạn đã sẵn sàng",
      message: "",
      href: "/certificates/3",
    },
  ],
  ar: [
    {
      kind: "reply",
      level: "info",
      title: "ردّت ليلى حدّاد عليك",
      message: "هذا بسبب الفاصلة العائمة. احتفظ بالمبالغ بوحدات صحيحة واقسم مرة واحدة عند العرض.",
      href: "/courses/algebra/lessons/3#comment-12",
    },
    {
      kind: "purchase",
      level: "success",
      title: "تم استلام الدفعة",
      message: "أصبحت دورة «الجبر الخطي بالصور» لك.",
      href: "/orders/7",
    },
    {
      kind: "comment",
      level: "info",
      title: "علّق يوسف منصور على الدرس 4",
      message: "يتوقف التسجيل عندي عند 32:10، هل يحدث ذلك لأحد غيري؟",
      href: "/courses/algebra/lessons/4",
    },
    { kind: "system", level: "warning", title: "صيانة الليلة", message: "لا يمكن تشغيل الدروس من 23:00 إلى 23:20." },
    {
      kind: "system",
      level: "error",
      title: "فشل الرفع",
      message: "حجم homework-3.pdf أكبر من 20 ميغابايت.",
      href: "/uploads",
    },
    { kind: "certificate", level: "success", title: "شهادتك جاهزة", message: "", href: "/certificates/3" },
  ],
};
