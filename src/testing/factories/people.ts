/** Languages that the factories write. */
export type SampleLocale = "en" | "vi" | "ar";

/** Names as people there bear them, long and short. */
export const names: Readonly<Record<SampleLocale, readonly [string, ...string[]]>> = {
  en: [
    "Amelia Hart",
    "Noah Bennett",
    "Priya Raman",
    "Jonas Lindqvist",
    "Grace O’Connor",
    "Mateo Álvarez",
    "Sofia Rossi",
    "Liam Walker",
    "Chloé Dubois",
    "Maximilian Featherstonehaugh-Worthington",
    "Yuki Tanaka",
    "Bo Li",
  ],
  vi: [
    "Nguyễn Thị Minh Anh",
    "Trần Quốc Bảo",
    "Lê Hoàng Nam",
    "Phạm Thu Hà",
    "Võ Đức Thịnh",
    "Đặng Ngọc Ánh",
    "Bùi Khánh Linh",
    "Hoàng Gia Huy",
    "Đỗ Mỹ Duyên",
    "Huỳnh Tấn Phát",
    "Ngô Phương Thảo",
    "Công Tằng Tôn Nữ Ngọc Trâm",
  ],
  ar: [
    "ليلى حسن",
    "عمر الخطيب",
    "فاطمة الزهراء",
    "يوسف المنصوري",
    "نور الدين",
    "سارة العلي",
    "خالد بن سعيد",
    "مريم القاسمي",
    "أحمد زكي",
    "هالة صبري",
    "زيد",
    "عبد الرحمن آل نهيان",
  ],
};
