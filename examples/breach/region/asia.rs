//! Indonesia, Japan and China.

use super::{Lists, NameOrder};

pub(super) const LISTS: &[Lists] = &[
    Lists {
        code: "ID",
        country: "Indonesia",
        currency: "IDR",
        rate: 16_000,
        share: 5,
        order: NameOrder::GivenFirst,
        men: "Agus Budi Andi Ahmad Muhammad Hendra Eko Dedi Joko Bambang Rudi Iwan Yusuf Rizki Fajar Dimas Arief Bayu \
              Wahyu Adi Surya Teguh Slamet Imam Irfan Galih Reza Ilham Heri Ketut",
        women: "Siti Sri Dewi Dian Rina Ratna Endang Nur Wati Ani Yuliana Indah Lestari Putri Ayu Fitri Maya Rini Sari \
                Kartika Wulan Yanti Nurul Tri Mega Intan Novi Desi Lina Made",
        families: "Santoso Wijaya Setiawan Saputra Susanto Kurniawan Hidayat Gunawan Pratama Nugroho Wibowo Suryadi \
                   Siregar Nasution Simanjuntak Hutapea Lubis Harahap Situmorang Sinaga Rahman Hakim Firmansyah \
                   Permana Ramadhan Maulana Prasetyo Utomo Purnomo Hartono Sutrisno Suharto Yulianto Handoko Kusuma \
                   Wahyudi Mulyadi Iskandar Effendi Syahputra Tanjung Ginting Pangestu Hermawan Budiman Halim Salim \
                   Lesmana Anggraini Rahmawati Suryani Puspita Handayani Safitri Wulandari Purnama",
        families_of_women: "",
        streets: "Merdeka Sudirman Diponegoro Gajah_Mada Ahmad_Yani Pahlawan Kartini Imam_Bonjol Gatot_Subroto \
                  Hayam_Wuruk Veteran Pemuda Teuku_Umar Melati Mawar Kenanga Cendrawasih Anggrek_Raya \
                  Kebon_Jeruk_III Rajawali",
        towns: "Jakarta_Selatan|DKI_Jakarta|12### Jakarta_Barat|DKI_Jakarta|11### Surabaya|Jawa_Timur|60### \
                Bandung|Jawa_Barat|40### Medan|Sumatera_Utara|20### Semarang|Jawa_Tengah|50### \
                Makassar|Sulawesi_Selatan|90### Palembang|Sumatera_Selatan|30### Depok|Jawa_Barat|164## \
                Tangerang|Banten|15### Bekasi|Jawa_Barat|17### Yogyakarta|DI_Yogyakarta|55### Denpasar|Bali|80### \
                Malang|Jawa_Timur|65### Balikpapan|Kalimantan_Timur|76### Padang|Sumatera_Barat|25###",
        first_line: &["Jl. $ No. %", "Jl. $ No. %, RT 0^/RW 0^", "Jalan $ %", "Jl. $ Gg. ^ No. %"],
        second_line: &["", "", "", "Kel. Sukamaju", "Blok @ No. ^#", "Komplek Griya Asri"],
        areas: "811 812 813 821 822 823 852 853 856 857 858 859 877 878 881 895 896 897",
        phones: &["+62$########", "0$-####-####", "0$########", "+62 $-####-####", "0$ #### ####"],
        domains: &["surat.example.com", "example.com", "example.net"],
    },
    Lists {
        code: "JP",
        country: "Japan",
        currency: "JPY",
        rate: 150,
        share: 4,
        order: NameOrder::FamilyFirst(" "),
        men: "蓮=ren 陽翔=haruto 湊=minato 大翔=hiroto 悠真=yuma 翔太=shota 健太=kenta 拓也=takuya 直樹=naoki 大輔=daisuke \
              誠=makoto 浩=hiroshi 隆=takashi 健一=kenichi 哲也=tetsuya 和也=kazuya 亮=ryo 剛=tsuyoshi 達也=tatsuya 学=manabu \
              一郎=ichiro 太郎=taro 修=osamu 茂=shigeru 勇気=yuki",
        women: "陽葵=himari 凛=rin 結衣=yui 美咲=misaki 葵=aoi さくら=sakura 愛=ai 陽子=yoko 恵子=keiko 裕子=yuko 真由美=mayumi \
                久美子=kumiko 由美子=yumiko 直美=naomi 智子=tomoko 明美=akemi 洋子=hiroko 和子=kazuko 幸子=sachiko 美穂=miho \
                彩=aya 麻衣=mai 千尋=chihiro 優花=yuka 七海=nanami",
        families: "佐藤=sato 鈴木=suzuki 高橋=takahashi 田中=tanaka 伊藤=ito 渡辺=watanabe 山本=yamamoto 中村=nakamura \
                   小林=kobayashi 加藤=kato 吉田=yoshida 山田=yamada 佐々木=sasaki 山口=yamaguchi 松本=matsumoto 井上=inoue \
                   木村=kimura 林=hayashi 斎藤=saito 清水=shimizu 山崎=yamazaki 森=mori 池田=ikeda 橋本=hashimoto 阿部=abe \
                   石川=ishikawa 山下=yamashita 中島=nakajima 石井=ishii 小川=ogawa 前田=maeda 岡田=okada 長谷川=hasegawa \
                   藤田=fujita 後藤=goto 近藤=kondo 村上=murakami 遠藤=endo 青木=aoki 坂本=sakamoto 福田=fukuda 太田=ota \
                   西村=nishimura 藤井=fujii 金子=kaneko 岡本=okamoto 藤原=fujiwara 三浦=miura 中野=nakano 原田=harada",
        families_of_women: "",
        streets: "中央 本町 栄町 緑町 旭町 神南 東山 西新宿 南大沢 北浜 若葉台 桜木町 大手町 富士見 泉が丘 松原 宮前 日吉 上野",
        towns: "渋谷区|東京都|150-00## 新宿区|東京都|160-00## 世田谷区|東京都|154-00## 横浜市中区|神奈川県|231-00## \
                川崎市高津区|神奈川県|213-00## 大阪市北区|大阪府|530-00## 堺市堺区|大阪府|590-00## 名古屋市中区|愛知県|460-00## \
                札幌市中央区|北海道|060-00## 福岡市博多区|福岡県|812-00## 神戸市中央区|兵庫県|650-00## 京都市左京区|京都府|606-8### \
                さいたま市大宮区|埼玉県|330-08## 広島市中区|広島県|730-00## 仙台市青葉区|宮城県|980-08## 千葉市中央区|千葉県|260-00##",
        first_line: &["$^-^-^", "$^-^#-^", "$^丁目^番^号", "$^-^^-^^"],
        second_line: &["", "", "", "グリーンハイツ^0^", "メゾン桜^##号室", "コーポ旭 ^0^"],
        areas: "70 80 90",
        phones: &["+81$^#######", "0$-^###-####", "0$^#######", "+81-$-^###-####"],
        domains: &["example.com", "mail.example.net", "example.org"],
    },
    Lists {
        code: "CN",
        country: "China",
        currency: "CNY",
        rate: 7,
        share: 3,
        order: NameOrder::FamilyFirst(""),
        men: "伟=wei 强=qiang 磊=lei 军=jun 勇=yong 杰=jie 涛=tao 超=chao 明=ming 刚=gang 平=ping 辉=hui 鹏=peng 华=hua \
              建国=jianguo 志强=zhiqiang 浩然=haoran 子轩=zixuan 宇航=yuhang 俊杰=junjie 文博=wenbo 海涛=haitao 建华=jianhua \
              家豪=jiahao 天宇=tianyu",
        women: "芳=fang 娜=na 秀英=xiuying 敏=min 静=jing 丽=li 艳=yan 娟=juan 霞=xia 秀兰=xiulan 燕=yan 玲=ling 桂英=guiying \
                丹=dan 萍=ping 红=hong 雪=xue 婷婷=tingting 欣怡=xinyi 梓涵=zihan 雨桐=yutong 思雨=siyu 佳怡=jiayi 慧=hui 晓梅=xiaomei",
        families: "王=wang 李=li 张=zhang 刘=liu 陈=chen 杨=yang 黄=huang 赵=zhao 吴=wu 周=zhou 徐=xu 孙=sun 马=ma 朱=zhu 胡=hu \
                   郭=guo 何=he 高=gao 林=lin 罗=luo 郑=zheng 梁=liang 谢=xie 宋=song 唐=tang 许=xu 韩=han 冯=feng 邓=deng 曹=cao \
                   彭=peng 曾=zeng 肖=xiao 田=tian 董=dong 袁=yuan 潘=pan 于=yu 蒋=jiang 蔡=cai 余=yu 杜=du 叶=ye 程=cheng 苏=su \
                   魏=wei 吕=lv 丁=ding 任=ren 沈=shen 欧阳=ouyang",
        families_of_women: "",
        streets: "人民路 中山路 解放路 建设路 科技路 和平路 新华路 文化路 长江路 南京路 北京路 胜利街 光明街 朝阳路 花园路 学院路",
        towns: "深圳市南山区|广东省|5180## 广州市天河区|广东省|5106## 杭州市西湖区|浙江省|3100## 南京市鼓楼区|江苏省|2100## \
                成都市武侯区|四川省|6100## 武汉市洪山区|湖北省|4300## 西安市雁塔区|陕西省|7100## 上海市浦东新区|上海市|2001## \
                北京市朝阳区|北京市|1000## 青岛市市南区|山东省|2660## 长沙市岳麓区|湖南省|4100## 沈阳市和平区|辽宁省|1100## \
                厦门市思明区|福建省|3610## 郑州市金水区|河南省|4500##",
        first_line: &["$%号", "$%号^栋^0^室", "$%弄%号", "$%号院^号楼^单元^0^"],
        second_line: &["", "", "", "", "阳光花园小区"],
        areas: "130 131 132 133 135 136 137 138 139 150 151 152 153 155 156 157 158 159 170 176 177 180 181 183 185 186 187 188 189 191 198 199",
        phones: &["+86$########", "$########", "$ #### ####", "+86 $ #### ####", "$-####-####"],
        domains: &["youxiang.example.org", "example.com", "example.net"],
    },
];
