import type { Bilingual } from "../lib/words";

/** A company of the paper market. None of them exists. */
export interface Company {
  readonly symbol: string;
  readonly name: string;
  readonly sector: keyof typeof sectors;
  /** Thousand đồng, at the opening. */
  readonly opening: number;
}

/** What companies do, in the order of the filter. */
export const sectors = {
  food: { en: "Food", vi: "Thực phẩm" },
  tech: { en: "Technology", vi: "Công nghệ" },
  bank: { en: "Finance", vi: "Tài chính" },
  energy: { en: "Energy", vi: "Năng lượng" },
  build: { en: "Building", vi: "Xây dựng" },
  move: { en: "Transport", vi: "Vận tải" },
  edu: { en: "Learning", vi: "Giáo dục" },
  craft: { en: "Crafts", vi: "Thủ công" },
  care: { en: "Care", vi: "Sức khoẻ" },
} as const satisfies Record<string, Bilingual>;

export const companies: readonly Company[] = [
  { symbol: "SEN", name: "Sen Academy", sector: "edu", opening: 48.2 },
  { symbol: "PHO", name: "Phở Holdings", sector: "food", opening: 31.75 },
  { symbol: "BMI", name: "Bánh Mì 24", sector: "food", opening: 18.4 },
  { symbol: "CFE", name: "Cà Phê Sương", sector: "food", opening: 62.1 },
  { symbol: "TRA", name: "Trà Shan Tuyết", sector: "food", opening: 27.35 },
  { symbol: "LUA", name: "Lúa Vàng", sector: "food", opening: 22.9 },
  { symbol: "DUA", name: "Dừa Bến Tre", sector: "food", opening: 14.85 },
  { symbol: "NMA", name: "Nước Mắm Xưa", sector: "food", opening: 39.6 },
  { symbol: "XOI", name: "Xôi Sáng", sector: "food", opening: 11.2 },
  { symbol: "MIA", name: "Mía Đường Tây", sector: "food", opening: 16.05 },
  { symbol: "TOM", name: "Tôm Cà Mau", sector: "food", opening: 44.3 },
  { symbol: "CAM", name: "Cam Hà Giang", sector: "food", opening: 13.7 },
  { symbol: "LUX", name: "Lụa Vạn Phúc", sector: "craft", opening: 35.9 },
  { symbol: "GOM", name: "Gốm Bát Tràng", sector: "craft", opening: 29.15 },
  { symbol: "NON", name: "Nón Lá Huế", sector: "craft", opening: 12.6 },
  { symbol: "MAY", name: "Mây Tre Việt", sector: "craft", opening: 19.8 },
  { symbol: "TRE", name: "Tre Xanh Build", sector: "build", opening: 24.55 },
  { symbol: "GACH", name: "Gạch Đồng Nai", sector: "build", opening: 17.3 },
  { symbol: "CAU", name: "Cầu Đường 5", sector: "build", opening: 26.8 },
  { symbol: "XMG", name: "Xi Măng Gió", sector: "build", opening: 15.45 },
  { symbol: "THEP", name: "Thép Sông Hồng", sector: "build", opening: 28.7 },
  { symbol: "NHA", name: "Nhà Phố Nhỏ", sector: "build", opening: 33.2 },
  { symbol: "DIEN", name: "Điện Gió Bạc Liêu", sector: "energy", opening: 41.05 },
  { symbol: "MTR", name: "Mặt Trời Ninh Thuận", sector: "energy", opening: 36.4 },
  { symbol: "PIN", name: "Pin Lá Sen", sector: "energy", opening: 58.9 },
  { symbol: "SONG", name: "Thuỷ Điện Sông Đà", sector: "energy", opening: 47.6 },
  { symbol: "GAS", name: "Gas Nhà Bếp", sector: "energy", opening: 52.35 },
  { symbol: "XEB", name: "Xe Buýt Xanh", sector: "move", opening: 21.7 },
  { symbol: "XDP", name: "Xe Đạp Phố", sector: "move", opening: 16.9 },
  { symbol: "TAU", name: "Tàu Thống Nhất", sector: "move", opening: 30.25 },
  { symbol: "BAY", name: "Bay Đêm", sector: "move", opening: 45.8 },
  { symbol: "CANG", name: "Cảng Cát Lái", sector: "move", opening: 54.1 },
  { symbol: "SHIP", name: "Ship Trong Ngày", sector: "move", opening: 38.65 },
  { symbol: "MAP", name: "Bản Đồ Số", sector: "tech", opening: 72.4 },
  { symbol: "CHAT", name: "Sảnh Chat", sector: "tech", opening: 88.15 },
  { symbol: "VIX", name: "Ví Xu", sector: "tech", opening: 65.3 },
  { symbol: "AIV", name: "Trợ Lý Việt", sector: "tech", opening: 93.7 },
  { symbol: "GAM", name: "Game Ô Ăn Quan", sector: "tech", opening: 57.2 },
  { symbol: "CAMR", name: "Máy Ảnh Phố Cổ", sector: "tech", opening: 34.5 },
  { symbol: "SIM", name: "Sim Số Đẹp", sector: "tech", opening: 25.6 },
  { symbol: "SACH", name: "Sách Cũ Đinh Lễ", sector: "edu", opening: 20.35 },
  { symbol: "VIET", name: "Viết Chì", sector: "edu", opening: 15.9 },
  { symbol: "TOAN", name: "Toán Vui", sector: "edu", opening: 23.45 },
  { symbol: "NGA", name: "Ngân Hàng Gạo", sector: "bank", opening: 40.2 },
  { symbol: "HEO", name: "Heo Đất", sector: "bank", opening: 37.15 },
  { symbol: "VANG", name: "Vàng Một Chỉ", sector: "bank", opening: 81.6 },
  { symbol: "BHX", name: "Bảo Hiểm Xanh", sector: "bank", opening: 32.8 },
  { symbol: "YTE", name: "Y Tế Phường", sector: "care", opening: 43.9 },
  { symbol: "THUO", name: "Thuốc Nam", sector: "care", opening: 27.05 },
  { symbol: "YOGA", name: "Yoga Sáng Sớm", sector: "care", opening: 18.75 },
];
