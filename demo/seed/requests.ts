/** Who was waiting at the support desk before the first visitor came: who, about what, and what they said. */
export const requests: readonly (readonly [userId: string, topic: string, text: string])[] = [
  ["dung", "billing", "Chị ơi em chuyển khoản hai lần cho khoá IELTS, bên mình hoàn lại giúp em với ạ."],
  ["kenji", "certificate", "Hi! My certificate says “Kenji Moru”. Could you correct the name?"],
];
