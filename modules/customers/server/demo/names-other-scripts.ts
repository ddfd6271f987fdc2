import { type NameStock, names, parts } from './name-stock.ts'

export const persian: NameStock = {
  language: 'fa',
  script: 'Arabic',
  country: 'IR',
  women: names(
    'مریم|Maryam زهرا|Zahra فاطمه|Fatemeh نرگس|Narges شیرین|Shirin لیلا|Leila پروانه|Parvaneh نیلوفر|Niloufar سارا|Sara مهسا|Mahsa الهام|Elham پریسا|Parisa نسرین|Nasrin گلناز|Golnaz ژاله|Zhaleh',
  ),
  men: names(
    'محمد|Mohammad علی|Ali رضا|Reza حسین|Hossein امیر|Amir کاوه|Kaveh آرش|Arash بهرام|Bahram داریوش|Dariush کیان|Kian پویا|Pouya سیاوش|Siavash فرهاد|Farhad مهدی|Mehdi نوید|Navid',
  ),
  families: names(
    'احمدی|Ahmadi محمدی|Mohammadi حسینی|Hosseini رضایی|Rezaei کریمی|Karimi موسوی|Mousavi جعفری|Jafari قاسمی|Ghasemi رحیمی|Rahimi صادقی|Sadeghi هاشمی|Hashemi نوری|Nouri اکبری|Akbari یوسفی|Yousefi تهرانی|Tehrani شیرازی|Shirazi تبریزی|Tabrizi فرهادی|Farhadi کیانی|Kiani زارع|Zare پارسا|Parsa بهرامی|Bahrami',
  ),
  syllables: [
    parts('فر شه مه گل نی پور به رو کیا زر سپه دل خر نو ار تی بز جو سر هم'),
    parts('- ا و ی دا را ما نا'),
    parts('زاده پور نیا فر راد مند یان نژاد خواه دوست لو چی انی'),
  ],
}

export const arabic: NameStock = {
  language: 'ar',
  script: 'Arabic',
  country: 'AE',
  women: names(
    'فاطمة|Fatima عائشة|Aisha خديجة|Khadija نور|Nour ليلى|Layla سلمى|Salma هدى|Huda رانيا|Rania سعاد|Suad أميرة|Amira ياسمين|Yasmin زينب|Zaynab',
  ),
  men: names(
    'أحمد|Ahmad محمد|Muhammad عمر|Omar خالد|Khalid يوسف|Yusuf حسن|Hassan طارق|Tariq سامي|Sami كريم|Karim إبراهيم|Ibrahim مصطفى|Mustafa زياد|Ziad',
  ),
  families: names(
    'الحسن|Al-Hassan الخطيب|Al-Khatib المصري|Al-Masri الشامي|Al-Shami حداد|Haddad نجار|Najjar خوري|Khoury منصور|Mansour صالح|Saleh العلي|Al-Ali ناصر|Nasser البغدادي|Al-Baghdadi حمدان|Hamdan قاسم|Qasim رشيد|Rashid عبد_الله|Abdullah',
  ),
  syllables: [
    parts('الح الس الم الع الر الب الق الن الش الز حم سع عب جب'),
    parts('- ا ي و م ر ن'),
    parts('دي ري مي ني وي بي يد ود ان اس اف'),
  ],
}

export const russian: NameStock = {
  language: 'ru',
  script: 'Cyrillic',
  country: 'KZ',
  women: names(
    'Анна|Anna Мария|Maria Елена|Elena Ольга|Olga Наталья|Natalya Ирина|Irina Светлана|Svetlana Татьяна|Tatyana Екатерина|Yekaterina Юлия|Yulia Дарья|Darya Ксения|Kseniya Оксана|Oksana Людмила|Lyudmila',
  ),
  men: names(
    'Александр|Aleksandr Дмитрий|Dmitry Сергей|Sergey Андрей|Andrey Алексей|Aleksey Иван|Ivan Михаил|Mikhail Николай|Nikolay Юрий|Yury Павел|Pavel Олег|Oleg Фёдор|Fyodor Игорь|Igor Тарас|Taras',
  ),
  families: names(
    'Иваненко|Ivanenko Петренко|Petrenko Коваленко|Kovalenko Шевченко|Shevchenko Бондаренко|Bondarenko Ткаченко|Tkachenko Кравченко|Kravchenko Мельник|Melnyk Савченко|Savchenko Лысенко|Lysenko Гриценко|Hrytsenko Марченко|Marchenko Руденко|Rudenko Поляк|Polyak Гончар|Honchar Мороз|Moroz Кузьменко|Kuzmenko Яковенко|Yakovenko Жук|Zhuk Чорний|Chornyi',
  ),
  syllables: [
    parts(
      'Бел Вол Гор Дуб Ефр Жур Зай Кал Ков Куз Лап Мак Мор Ник Орл Пав Пол Род Сав Сид Сол Тим Уш Фил Хар Чер Шев Щер Юд Яр',
    ),
    parts('ов ен ин ык - ар ьн ап ич ат'),
    parts('енко ский чук ук ец ич ян юк ов ко ный'),
  ],
}

export const greek: NameStock = {
  language: 'el',
  script: 'Greek',
  country: 'GR',
  women: names(
    'Μαρία|Maria Ελένη|Eleni Κατερίνα|Katerina Βασιλική|Vasiliki Σοφία|Sofia Αγγελική|Angeliki Γεωργία|Georgia Δήμητρα|Dimitra Ιωάννα|Ioanna Χριστίνα|Christina',
  ),
  men: names(
    'Γιώργος|Giorgos Γιάννης|Giannis Κώστας|Kostas Δημήτρης|Dimitris Νίκος|Nikos Παναγιώτης|Panagiotis Βασίλης|Vasilis Χρήστος|Christos Θανάσης|Thanasis Σπύρος|Spyros',
  ),
  families: names(
    'Παπαδόπουλος|Papadopoulos Παππάς|Pappas Καραγιάννης|Karagiannis Βλάχος|Vlachos Ιωαννίδης|Ioannidis Οικονόμου|Oikonomou Παπαγεωργίου|Papageorgiou Μακρής|Makris Κωνσταντινίδης|Konstantinidis Δημόπουλος|Dimopoulos Γεωργίου|Georgiou Αντωνίου|Antoniou Νικολάου|Nikolaou Αλεξίου|Alexiou',
  ),
  syllables: [
    parts('Παπα Καρα Δημ Γεωργ Κωνστ Νικολ Αντων Μακρ Χατζη Θεοδ Αναστ Στεφ Πετρ Λαμπρ Μιχ Σταυρ'),
    parts('- αν ακ ιδ αρ ορ'),
    parts('όπουλος ίδης άκης έας ίου άτος άς ούλης ιάδης'),
  ],
}

export const hindi: NameStock = {
  language: 'hi',
  script: 'Devanagari',
  country: 'IN',
  women: names(
    'प्रिया|Priya अंजलि|Anjali सुनीता|Sunita कविता|Kavita नेहा|Neha पूजा|Pooja मीरा|Meera राधा|Radha अनीता|Anita दीपा|Deepa सीमा|Seema रेखा|Rekha',
  ),
  men: names(
    'राहुल|Rahul अमित|Amit विजय|Vijay संजय|Sanjay राजेश|Rajesh अनिल|Anil सुरेश|Suresh मनोज|Manoj दीपक|Deepak अर्जुन|Arjun रवि|Ravi विकास|Vikas',
  ),
  families: names(
    'शर्मा|Sharma वर्मा|Verma गुप्ता|Gupta सिंह|Singh कुमार|Kumar मिश्रा|Mishra यादव|Yadav पटेल|Patel जोशी|Joshi मेहता|Mehta चौधरी|Chaudhary अग्रवाल|Agrawal त्रिपाठी|Tripathi पाण्डेय|Pandey सक्सेना|Saxena कपूर|Kapoor',
  ),
  syllables: [
    parts('अग भट चौ देश गु जै कुल मल नाग पर रा सह ठाक उप विश्व यश'),
    parts('- र ल न म व'),
    parts('वाल कर राज देव नाथ प्रसाद लाल चंद पाल दास स्वामी'),
  ],
}

export const chinese: NameStock = {
  language: 'zh',
  script: 'Han',
  country: 'CN',
  women: names(
    '秀英|Xiuying 丽|Li 芳|Fang 娜|Na 静|Jing 敏|Min 艳|Yan 桂英|Guiying 玉兰|Yulan 婷婷|Tingting 雪梅|Xuemei 晓燕|Xiaoyan 思雨|Siyu 欣怡|Xinyi',
  ),
  men: names(
    '伟|Wei 强|Qiang 磊|Lei 军|Jun 洋|Yang 勇|Yong 杰|Jie 涛|Tao 明|Ming 建国|Jianguo 志强|Zhiqiang 子轩|Zixuan 浩然|Haoran 宇航|Yuhang',
  ),
  families: names(
    '王|Wang 李|Li 张|Zhang 刘|Liu 陈|Chen 杨|Yang 黄|Huang 赵|Zhao 吴|Wu 周|Zhou 徐|Xu 孙|Sun 马|Ma 朱|Zhu 胡|Hu 郭|Guo 何|He 林|Lin 高|Gao 罗|Luo 欧阳|Ouyang 司马|Sima',
  ),
  syllables: [parts('邓 曹 彭 曾 肖 田 董 袁 潘 蒋 蔡 余 杜 叶 程'), parts('-'), parts('-')],
  familyFirst: true,
  joined: true,
}

export const japanese: NameStock = {
  language: 'ja',
  script: 'Kana',
  country: 'JP',
  women: names(
    '陽子|Yoko 花子|Hanako 美咲|Misaki さくら|Sakura 恵子|Keiko 由美|Yumi 葵|Aoi 真由美|Mayumi 結衣|Yui 直子|Naoko ひかり|Hikari 千尋|Chihiro',
  ),
  men: names(
    '太郎|Taro 健一|Kenichi 翔太|Shota 誠|Makoto 大輔|Daisuke 直樹|Naoki 拓也|Takuya 蓮|Ren 和夫|Kazuo 浩|Hiroshi 隆|Takashi 悠真|Yuma',
  ),
  families: names(
    '佐藤|Sato 鈴木|Suzuki 高橋|Takahashi 田中|Tanaka 伊藤|Ito 渡辺|Watanabe 山本|Yamamoto 中村|Nakamura 小林|Kobayashi 加藤|Kato 吉田|Yoshida 山田|Yamada 佐々木|Sasaki 松本|Matsumoto 井上|Inoue 木村|Kimura 林|Hayashi 清水|Shimizu',
  ),
  syllables: [
    parts('石 藤 森 池 橋 山 前 小 岡 長 村 近 後 遠 青 坂 太 斎 福 西 三 原 和 竹 金 上 大 安 北 南 東'),
    parts('-'),
    parts('川 井 田 下 本 野 崎 原 島 谷 口 沢 村 内 部 塚 木 山 尾 上'),
  ],
  familyFirst: true,
}
