/**
 * What was said before the first visitor came, as plain scripts:
 * `# -21 20:02` begins a thread so many days ago at that time, `who: text` is a message,
 * `who: ![caption](name 1200x800)` a picture of the demo's own.
 */
export const scripts: Readonly<Record<string, string>> = {
  "room:react-k12": `
# -24 19:58
lan: Chào cả lớp K12! Cô là Lan, tám tuần tới cô đồng hành cùng các em 👋
lan: Lịch học: tối thứ 3 và thứ 5, 20:00. Bài tập nộp trước 22:00 chủ nhật.
an: Em chào cô ạ!
binh: Chào cô, chào mọi người. Em là Bình, đang làm PHP, muốn chuyển sang frontend
chi: Em là Chi, em học thiết kế nên code còn yếu lắm ạ 😅
lan: Không sao Chi, tuần đầu mình đi rất chậm. Ai biết HTML là theo được.
dung: Dạ em Dũng, năm cuối Bách Khoa
ha: Chị Hà bên hỗ trợ nha. Ai chưa vào được tài khoản cứ nhắn chị.
lan: Tối nay cài Node bản 20 trở lên giúp cô: https://nodejs.org/en/download
binh: Bản 22 được không cô?
lan: Được em, 20 trở lên là được.
# -23 20:41
chi: Cô ơi em chạy npm create vite bị lỗi EACCES ạ
lan: Em đang mở terminal ở thư mục nào vậy?
chi: Ở ổ C luôn ạ
lan: Em tạo một thư mục trong Documents rồi chạy lại thử.
chi: Dạ chạy được rồi ạ, em cảm ơn cô 🥹
dung: Mình cũng bị y chang, cảm ơn Chi đã hỏi
# -22 20:03
lan: Bài 1 hôm nay: component là một hàm nhận props và trả về giao diện. Hết. Mọi thứ còn lại là chi tiết.
lan: ![Cây component của trang khoá học](component-tree 1200x760)
an: Hình này dễ hiểu quá cô ơi
binh: Vậy props là tham số của hàm thôi hả cô?
lan: Đúng rồi Bình. Và giống tham số: hàm không được sửa nó.
dung: Nếu con muốn đổi dữ liệu của cha thì sao ạ?
lan: Cha đưa cho con một hàm. Con gọi hàm đó. Dữ liệu đi xuống, sự kiện đi lên.
chi: "Dữ liệu đi xuống, sự kiện đi lên" em ghi lên tường 📌
lan: 😂 Ghi to vào em
an: Mình nên tách component nhỏ tới mức nào ạ?
lan: Khi em phải cuộn để đọc nó, hoặc khi em copy nó lần thứ hai.
# -21 22:15
binh: Em nộp bài 1 rồi nha cô, link ở cột bài tập
dung: Nộp sớm dữ 😳
binh: Tại ngày mai em về quê
an: Chúc Bình đi đường vui vẻ
# -20 20:02
lan: Tối nay: state. Câu hỏi đầu tiên: vì sao count = count + 1 không làm màn hình thay đổi?
dung: Vì React không biết là nó đổi ạ
lan: Chính xác. setState là cách mình báo cho React biết.
chi: Em console.log ngay sau setCount mà nó vẫn in số cũ ạ
lan: Đúng vậy, vì state của lần render này là cố định. Số mới có ở lần render sau.
chi: À nên mình mới dùng setCount(c => c + 1)?
lan: Khi số mới phụ thuộc số cũ: đúng. Chi học nhanh lắm rồi đó.
an: Em thử gọi setCount(count + 1) ba lần mà chỉ tăng 1, giờ mới hiểu 😄
binh: Em có cần đưa mọi thứ vào state không cô? Ví dụ tổng tiền giỏ hàng
lan: Không. Cái gì tính ra được từ state khác thì cứ tính. Ít state là ít lỗi.
dung: Câu này hay
# -19 21:30
an: Có ai làm bài 2 câu c chưa?
dung: Rồi, bạn kẹt chỗ nào?
an: Input của mình gõ được 1 chữ là mất focus
dung: Bạn có khai báo component bên trong component khác không?
an: Có…
dung: Mỗi lần render nó là một component mới nên React gỡ cái cũ đi. Kéo ra ngoài là hết.
an: Trời, đúng luôn. Cảm ơn Dũng nhiều!
lan: Dũng giải thích rất chuẩn 👏
# -17 20:05
lan: useEffect. Trước khi viết nó, cô muốn các em hỏi: mình đang đồng bộ với cái gì bên ngoài React?
binh: Gọi API có tính không cô?
lan: Tính, nhưng thường có thư viện làm tốt hơn. Socket, đồng hồ, tiêu đề tab mới là ví dụ sạch.
chi: Em thấy trên mạng ai cũng useEffect để tính toán ạ
lan: Tính toán thì tính ngay lúc render. Effect mà chỉ setState là dấu hiệu có gì đó thừa.
dung: StrictMode chạy effect hai lần làm em hoang mang cả buổi
lan: Nó giúp em đó. Effect không dọn dẹp được thì lộ ra ngay lần thứ hai.
an: Vậy cleanup là để gỡ cái mình đã gắn?
lan: Đúng. Kết nối thì ngắt, đăng ký thì huỷ, hẹn giờ thì xoá.
lan: ![Vòng đời của một effect](effect-cycle 1200x760)
binh: Em chụp màn hình lại rồi ạ
# -16 23:02
chi: Mọi người ơi deadline bài 3 là chủ nhật tuần này đúng không ạ
an: Đúng rồi, 22:00
chi: Hú hồn, tưởng tối nay
ha: Chị có gắn lịch lên trang khoá học rồi nha, các em bấm "Thêm vào lịch" là có nhắc.
# -15 20:04
lan: Cô chấm xong bài 2. Cả lớp làm tốt, hai lỗi hay gặp: key là index, và sửa mảng trực tiếp.
dung: key là index thì sao ạ, em thấy vẫn chạy
lan: Chạy cho đến khi em xoá dòng đầu. Lúc đó trạng thái của dòng hai nhảy lên dòng một.
an: Ra vậy, em bị đúng lỗi checkbox nhảy lung tung
lan: Đó. Dùng id của dữ liệu là xong.
binh: push vô mảng cũ thì React thấy cùng một mảng nên không vẽ lại phải không cô?
lan: Chuẩn. Trả về mảng mới: [...items, item].
# -13 20:00
lan: Hôm nay Context. Cảnh báo trước: context là để đưa dữ liệu đi xa, không phải để thay cho mọi props.
chi: Ví dụ nào nên dùng ạ?
lan: Người dùng đang đăng nhập, ngôn ngữ, giao diện sáng tối. Những thứ chỗ nào cũng cần và ít đổi.
an: Còn giỏ hàng thì sao cô?
lan: Giỏ hàng đổi nhiều. Store ngoài React sẽ hợp hơn, để tuần 6 mình học Redux Toolkit.
dung: Em nghe nói Redux chết rồi mà cô 😬
lan: Người ta nói vậy từ 2018 🙂 Redux Toolkit bây giờ gọn lắm.
binh: Em từng viết Redux kiểu cũ, một tính năng 5 file, sợ tới giờ
lan: Giờ một file thôi. Tuần 6 em sẽ thấy.
# -12 21:48
an: Mình viết custom hook useLocalStorage mà Next báo hydration mismatch, có ai biết vì sao không?
dung: Server không có localStorage nên HTML lúc đầu khác với trình duyệt
lan: Dũng nói đúng. Lần render đầu tiên phải giống server, đọc localStorage sau khi mount.
an: Vậy sẽ nháy một cái đúng không cô?
lan: Sẽ nháy nếu nó ảnh hưởng bố cục. Theme thì đọc từ cookie trên server là hết nháy.
an: Em làm được rồi ạ, cảm ơn cô và Dũng 🙏
# -10 20:02
lan: Next.js App Router. Từ hôm nay mặc định là Server Component, chỉ thêm "use client" khi cần tương tác.
chi: Sao em cứ thấy lỗi useState only works in a Client Component
lan: Vì file đó chưa có "use client" ở dòng đầu em ạ.
binh: Có nên để "use client" ở layout luôn cho khoẻ không cô?
lan: Đừng. Đặt càng sâu càng tốt, phần tĩnh không phải gửi JavaScript xuống.
dung: Em đo thử, trang của em giảm từ 210 kB còn 96 kB
lan: Số đẹp! Dũng viết vài dòng cách em làm lên đây cho các bạn nhé.
dung: Dạ em tách form ra một client component riêng, còn danh sách để server render hết
an: Học lỏm được rồi 😎
# -8 20:03
lan: Lớp mình vắng Bình với Chi nhỉ, hai em xem lại video nhé, cô đã tải lên.
chi: Dạ em bị kẹt xe, em xem lại ngay ạ
binh: Em đang ở công ty, tối em xem
lan: Hôm nay mình làm loading.tsx và error.tsx. Người dùng phải luôn biết chuyện gì đang xảy ra.
an: Skeleton nên giống bố cục thật đúng không cô?
lan: Càng giống càng tốt. Người ta cảm giác nhanh hơn dù thời gian như nhau.
dung: Cô ơi còn not-found.tsx nữa
lan: Đúng, bạn Dũng đọc tài liệu trước bài rồi 👏
# -7 22:40
binh: Deploy lên Vercel mà biến môi trường không nhận, có ai bị không
an: Bạn có thêm NEXT_PUBLIC_ cho biến dùng ở client không?
binh: À quên. Vậy là lộ ra trình duyệt luôn hả?
an: Ừ nên đừng để secret vào đó
lan: An trả lời rất đúng. Khoá bí mật chỉ đọc ở server.
# -6 20:01
lan: Tuần này là phần cô thích nhất: dữ liệu thời gian thực 🚀
lan: Câu hỏi khởi động: vì sao không hỏi server mỗi giây một lần cho đơn giản?
dung: Tốn băng thông, mà vẫn trễ tới 1 giây ạ
binh: 1000 người là 1000 request một giây
lan: Chính xác. WebSocket giữ một đường dây mở, có gì mới server gọi mình.
chi: Vậy rớt mạng thì sao ạ?
lan: Câu hỏi triệu đô, Chi 😄 Rớt mạng là phải nối lại, và phải lấy lại những gì đã lỡ. Đó là 80 % công việc.
an: Em tưởng Socket.IO lo hết rồi?
lan: Nó nối lại giúp em. Nhưng tin nhắn gửi trong lúc rớt thì không ai giữ giùm cả.
dung: Nên mới cần đánh số thứ tự đúng không cô, thiếu số nào biết ngay
lan: Đúng! Mỗi tin có một số, nối lại thì nói "tôi có tới số 120", server gửi từ 121.
binh: Giống đọc truyện có đánh số chương 😂
lan: Ví dụ hay đó Bình, cô xin mượn cho khoá sau.
# -5 21:10
chi: Gửi hai lần vì tưởng chưa gửi được thì sao ạ?
lan: Mỗi tin có một mã do máy mình tạo. Gửi lại cùng mã thì server biết là tin cũ.
chi: À, như số biên nhận vậy ạ
lan: Đúng rồi, idempotency key. Em nhớ từ này, phỏng vấn hay hỏi lắm.
an: Ghi chú ghi chú 📝
# -4 20:02
lan: Bài cuối kỳ: làm một phòng chat nhỏ cho lớp. Nhóm 2 người, nộp sau 10 ngày.
lan: ![Phác thảo màn hình bài cuối kỳ](final-project 1200x760)
binh: Có được dùng thư viện không cô?
lan: Được, miễn là em giải thích được nó làm gì giúp em.
an: Chi ơi chung nhóm không?
chi: Có có, mình làm giao diện cho
dung: Vậy tui với Bình nha
binh: Ok chốt 🤝
lan: Nhanh gọn 😄 Nhóm 1: An – Chi. Nhóm 2: Bình – Dũng.
# -3 22:31
dung: Cô ơi bài mình có cần chạy được trên điện thoại không ạ
lan: Có chứ. Mở ở 320 px mà không vỡ là đạt.
chi: Em thiết kế mobile trước luôn rồi cô
lan: Tuyệt vời.
# -2 20:05
lan: Tối nay cô trả lời câu hỏi, không có bài mới. Ai kẹt gì cứ hỏi nhé.
binh: Nhóm em: gõ tiếng Việt bằng Telex, nhấn Enter chọn từ mà nó gửi luôn tin 😭
lan: Lỗi kinh điển. Trong keydown kiểm tra event.nativeEvent.isComposing rồi hãy gửi.
binh: Ra là vậy, em tưởng bàn phím hỏng
an: Nhóm em: cuộn lên xem tin cũ, có tin mới là bị kéo tuột xuống
lan: Chỉ cuộn xuống khi người ta đang ở cuối. Còn lại hiện nút "Tin mới".
an: Dạ em sửa liền
chi: Danh sách 5.000 tin thì lag quá cô ơi
lan: Chỉ vẽ những gì đang thấy. Từ khoá: virtualised list.
dung: Bên em dùng virtua, 6 kB, mượt lắm
chi: Cảm ơn Dũng, để mình thử
# -1 20:18
an: Nhóm em demo được rồi ạ! Hai cửa sổ nhắn qua lại được luôn
chi: ![Hai cửa sổ cạnh nhau](two-windows 1200x760)
lan: Đẹp quá! Bong bóng nhóm theo người, có cả dấu đã đọc. Ai làm phần này?
chi: Em làm giao diện, An làm phần nối lại mạng ạ
lan: Cô thử tắt mạng 10 giây, gõ ba tin, bật lại. Đủ ba, đúng thứ tự. Điểm cộng lớn.
binh: Ghê vậy trời
dung: Nhóm em phải cố thôi 😤
ha: Chị xem ké, xịn thật. Cho chị mượn trình bày ở sảnh chung nhé?
an: Dạ được chị ơi 😊
# 0 -95
lan: Nhắc cả lớp: tối nay 20:00 mình học buổi áp chót. Mang theo câu hỏi nhé.
dung: Dạ cô, nhóm em có 7 câu 😅
binh: Tám câu
lan: Cô chuẩn bị trà sẵn rồi 🍵
`,
  "room:ielts-speaking": `
# -14 20:00
sarah: Welcome to the club, everyone! One rule: we speak before we are ready.
kenji: Hello! I am Kenji from Osaka, living in Da Nang now.
an: Hi all, I'm An. My target is 7.0 by December.
chi: Hi! Chi here. I understand a lot but freeze when I speak 🥶
sarah: Freezing is normal. We'll melt it in four weeks.
dung: What should I do if I don't know the topic?
sarah: Say so, then compare it with something you do know. "I'm not an expert, but it reminds me of…" buys you ten seconds.
kenji: I write this down.
# -12 20:10
sarah: Today's cue card: Describe a skill you learned from an older person.
sarah: ![Cue card 12](cue-card 1200x760)
chi: My grandmother taught me how to fold dumplings. Can I talk about that?
sarah: Perfect, because you can smell it while you talk. Details beat big words.
kenji: I learned to sharpen knives from my uncle.
sarah: I want to hear the sound of that, Kenji.
dung: I only learned how to repair a motorbike 😂
sarah: "Only"! Dũng, that is two full minutes right there.
# -11 07:32
an: Recorded mine on the bus: 1 minute 48. First time over a minute and a half!
sarah: 👏👏👏
sarah: Listened. Your linking is lovely. Watch the final -s in "she teaches".
an: Thank you! I never hear it myself.
sarah: Nobody does. Record, listen, repeat the sentence. Three times a day is enough.
# -9 20:05
kenji: Is it bad to say "you know" many times?
sarah: A few are natural. Twenty in two minutes is a hole where an idea should be.
kenji: I counted. I had 17.
chi: 😂😂
sarah: Try a silent pause instead. It feels long to you and short to us.
# -7 19:58
sarah: Part 3 tonight. Question: should museums be free?
dung: Yes because culture belongs to everybody, but then who pays for the building?
sarah: Look at that: a yes, a reason and a "but". That is a band 7 shape.
chi: I think a free day each week is a fair way between.
sarah: "A fair compromise" 😉 and the idea is excellent.
an: Should I always give both sides?
sarah: No. Be one-sided if you mean it, just show that you have seen the other side.
# -5 20:44
chi: Mock test result: 6.5 → I froze only once!!
sarah: Chi!! That's a whole band since week one.
an: So proud of you 🎉
kenji: Congratulations!
# -3 20:02
sarah: Pronunciation clinic on Saturday at 9. Bring the word you hate most.
dung: "Clothes"
kenji: "Really rural"
chi: "Thoroughly" 😭
sarah: What a beautiful list of enemies.
# -1 21:15
sarah: Reminder: book your mock exam slots before Friday, I have eight left.
kenji: Booked Thursday 10:00, thank you!
chi: Booked too, right after Kenji
sarah: Six left.
dung: Me, please! Any evening?
sarah: Wednesday 19:30 is yours.
`,
  "room:portfolio": `
# -9 19:30
minh: Mỗi người gửi giúp mình link portfolio hiện tại, xấu cũng được. Xấu mới có cái để sửa.
chi: Của em ạ, em mới có hai bài: https://example.com/khanhchi
minh: Bài "đặt lịch khám" hay đó. Nhưng anh phải cuộn sáu màn hình mới biết vấn đề là gì.
chi: Em đưa vấn đề lên đầu nha anh?
minh: Đúng. Vấn đề, vai trò của em, kết quả. Rồi mới tới màn hình.
kenji: Can I write mine in English?
minh: Of course. One language per page, please.
# -6 20:11
binh: Em là dev thì portfolio nên có gì anh?
minh: Quyết định. Chỗ nào em phải chọn giữa hai cách và vì sao.
minh: ![Khung một case study](case-study 1200x760)
binh: Ok anh, em viết về vụ bỏ jQuery
minh: Kể cả chỗ em chọn sai. Người đọc tin người biết mình sai ở đâu.
# -2 21:05
chi: Anh Minh ơi em sửa xong bài 1 rồi ạ, anh xem giúp em
minh: Khác hẳn! Đọc 30 giây là hiểu. Còn con số "tăng 300 %" lấy từ đâu em?
chi: Dạ từ 2 người lên 8 người ạ 😳
minh: 😂 Ghi "8 trong 10 người thử làm xong". Thật và mạnh hơn.
kenji: Honest numbers. I like it.
`,
  "room:sanh-chung": `
# -20 09:00
ha: Chào mừng mọi người đến Sảnh chung ☀️ Thông báo và chuyện ngoài lề ở đây nha.
sarah: Good morning all! Is there coffee in this room?
ha: Có phin, có máy, có cả trà của cô Lan 😄
# -11 10:20
ha: Khai giảng tháng sau: React K13 (3/12), IELTS Writing (8/12). Học viên cũ giảm 20 %.
dung: Bạn em muốn đăng ký K13, nhắn chị ở đây hay email ạ?
ha: Nhắn riêng chị nha.
# -4 12:05
kenji: Where do you eat near the office? I have a visitor from Japan.
binh: Bún chả góc Trần Cao Vân, 5 phút đi bộ
an: And the bánh xèo place opposite the bank!
kenji: Both then. Thank you 🙏
# -1 16:40
ha: Nhóm An – Chi lớp React cho mượn bài demo, tối mai chị chiếu ở đây lúc 19:30 nhé.
minh: Hóng
lan: Tự hào ghê 🥰
# 0 -40
ha: 19:30 tối nay nha mọi người, link phòng chị ghim ở trang khoá học.
`,
  "direct:an:lan": `
# -16 21:20
an: Cô ơi em hỏi riêng chút ạ. Em làm bài 3 mà socket nối tới hai lần, em tắt StrictMode đi được không cô?
lan: Đừng tắt em. Nó đang chỉ cho em một lỗi thật: em mở kết nối mà chưa đóng.
an: Dạ em có return () => socket.close() rồi mà
lan: Em tạo socket ở ngoài effect hay trong effect?
an: Ở ngoài ạ, ngay trong thân component…
lan: Vậy là mỗi lần render một cái mới đó 🙂 Chuyển vào trong effect, hoặc ra hẳn ngoài React.
an: Ôi đúng rồi. Một dòng mà em tìm hai tiếng
lan: Hai tiếng đó không phí đâu. Lần sau em thấy nó trong hai phút.
# -9 22:02
an: Cô ơi em muốn xin đi thực tập hè, cô xem CV giúp em được không ạ?
lan: Gửi cô. Một trang thôi nhé.
an: https://example.com/cv/hoai-an
lan: Cô đọc rồi. Phần dự án viết theo kết quả, đừng liệt kê thư viện.
an: Ví dụ "phòng chat cho 40 bạn, mất mạng không mất tin" được không cô?
lan: Quá được. Đó là câu người ta sẽ hỏi tiếp.
# -2 21:40
an: Em được gọi phỏng vấn rồi cô ơi!!! 🎉
lan: Giỏi quá An! Hôm nào em?
an: Thứ sáu tuần này ạ, em hồi hộp quá
lan: Họ sẽ hỏi em xử lý rớt mạng thế nào. Em biết câu trả lời mà.
# 0 -62
lan: An ơi, mai phỏng vấn rồi đúng không? Tối nay học xong em ở lại 10 phút, cô hỏi thử vài câu nhé.
lan: Và nhớ ngủ sớm 😴
`,
  "direct:an:binh": `
# -6 22:50
binh: An ơi cho mình mượn vở buổi thứ 3 với, mình vắng
an: Ok để mình chụp
an: ![Vở buổi 9](notes 900x1200)
binh: Chữ đẹp dữ, cảm ơn nha
# -3 18:25
binh: Tối nay đi ăn trước giờ học không?
an: Đi! 18:45 chỗ bún chả nha
binh: Ok mình giữ bàn
# -1 23:12
binh: Demo nhóm bạn xịn thật, cho hỏi phần nối lại mạng làm sao vậy?
an: Mỗi tin có mã riêng, chưa có phản hồi thì gửi lại đúng mã đó. Server thấy mã cũ thì trả lại tin cũ.
binh: Vậy là không bao giờ bị đôi?
an: Ừ, mình rút dây mạng 20 lần rồi, chưa lần nào đôi 😄
binh: Nể. Mai chỉ mình nhé
`,
  "direct:an:sarah": `
# -8 20:30
an: Hi Sarah, could you check this sentence? "I am learning English since three years."
sarah: Almost! "I have been learning English for three years." Since + a point, for + a length.
an: Since 2023, for three years. Got it!
# -1 19:05
sarah: Your recording today was your best so far. One thing: let the last word fall, you end every sentence like a question?
an: Do I? 😂
sarah: You just did!
`,
  "direct:an:chi": `
# -4 21:00
chi: Mình vẽ xong màn hình chat rồi nè, bạn xem màu vậy ổn chưa
chi: ![Màn hình chat, bản 2](final-project 1200x760)
an: Đẹp! Nút gửi to hơn xíu cho dễ bấm nha
chi: Ok 44 px luôn
# -1 20:40
chi: Mình vui quá trời, cô khen trước cả lớp 😭
an: Bạn xứng đáng mà!
`,
  "direct:binh:lan": `
# -7 20:55
binh: Cô ơi em đi làm về trễ, em nộp bài 4 sáng mai được không ạ
lan: Được Bình, nhưng trước 9 giờ nhé.
binh: Dạ em cảm ơn cô!
# -1 21:30
lan: Bình ơi, bài 5 của em rất tốt. Em thử đọc thêm về useSyncExternalStore nhé.
`,
  "direct:chi:ha": `
# -10 10:12
chi: Chị Hà ơi em không thấy chứng chỉ khoá HTML ạ
ha: Để chị kiểm tra nha
ha: Chị gửi lại vào email rồi đó, em xem giúp chị mục thư rác luôn.
chi: Em thấy rồi ạ, cảm ơn chị 💛
`,
  "direct:chi:sarah": `
# -5 20:50
sarah: Chi, I'm so happy about your 6.5. What changed?
chi: I record on the bus every morning like An 😄
sarah: Then keep taking the bus.
`,
  "room:sen-finance": `
# -15 20:01
thang: Chào cả lớp, anh là Thắng. Bốn tuần tới mình không học cách giàu nhanh, mình học cách không nghèo nhanh.
dung: Câu mở đầu hay quá anh 😄
binh: Em từng mua một mã vì tên nó đẹp, xin nhận lỗi
thang: Ai cũng từng. Khác nhau là có ghi lại không. Bài tập 1: ghi lý do trước mỗi lần đặt lệnh.
kenji: Can I write mine in English?
thang: Of course, Kenji. Your reasons are yours.
# -12 21:10
an: Anh ơi 72 chia lãi suất là sao ạ?
thang: Lãi 8 % một năm thì khoảng 9 năm tiền gấp đôi: 72 chia 8.
an: Vậy phí 2 % một năm thì 36 năm mất một nửa phần đáng ra có ạ?
thang: An nghĩ đúng hướng rồi đó. Phí nhỏ mà không nhỏ.
# -6 20:15
thang: Thị trường giấy đã mở: 50 công ty không có thật, giá chạy liên tục. Đừng ai mang tiền thật vào lớp này.
dung: Em tăng 4 % phiên đầu 😎
thang: Dũng ghi lý do chưa?
dung: … dạ chưa
binh: 😂
# -1 20:40
kenji: My plan says sell under 30, and it is 29.8. My hand does not want to.
thang: Kế hoạch viết lúc bảng xanh. Tay run là lúc cần nó nhất.
kenji: Sold. I feel terrible and calm.
thang: Perfect summary of the lesson.
`,
  "room:live-react": `
# 0 -34
an: Em vào rồi cô ơi
chi: Chào cả nhà 👋
lan: Chào các em! Hôm nay mình sửa bài 5. Ai kẹt ở đâu dán code vào đây nhé.
dung: Em bị render vô hạn ạ
# 0 -21
lan: Dũng: dependency của em là một object mới ở mỗi lần render.
dung: À… nên effect chạy hoài
an: useMemo hay đưa object vào trong effect cô?
lan: Đưa vào trong effect. Ít thứ phải nhớ hơn.
# 0 -6
kenji: First time here. The explanation of cleanup was so clear!
binh: Cô ơi nhớ để lại link bài test nha
`,
  "room:live-market": `
# 0 -48
thang: Chào buổi sáng! Mở bảng nào.
binh: Nay nhóm năng lượng xanh quá anh
thang: Xanh thì hỏi: xanh vì gì? Bình trả lời giúp anh.
binh: Dạ… vì hôm qua đỏ ạ 😅
# 0 -15
dung: PIN vượt đỉnh tuần rồi kìa
thang: Ghi lý do trước khi đặt lệnh. Anh đợi.
kenji: Volume is double of yesterday's.
thang: Đó, lời khai thứ hai.
`,
};
