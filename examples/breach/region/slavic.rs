//! Poland and Russia, where women's family names have their own ending.

use super::{Lists, NameOrder};

pub(super) const LISTS: &[Lists] = &[
    Lists {
        code: "PL",
        country: "Poland",
        currency: "PLN",
        rate: 4,
        share: 4,
        order: NameOrder::GivenFirst,
        men: "Piotr Krzysztof Andrzej Tomasz Jan Paweł Michał Marcin Jakub Adam Stanisław Marek Łukasz Grzegorz Mateusz \
              Wojciech Mariusz Dariusz Zbigniew Jerzy Maciej Rafał Robert Kamil Jacek",
        women: "Anna Maria Katarzyna Małgorzata Agnieszka Barbara Ewa Krystyna Magdalena Elżbieta Joanna Aleksandra \
                Zofia Monika Teresa Danuta Natalia Karolina Marta Julia Dorota Żaneta Bożena Grażyna Iwona",
        families: "Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski \
                   Kozłowski Mazur Jankowski Kwiatkowski Wojciechowski Krawczyk Kaczmarek Piotrowski Grabowski Zając \
                   Pawłowski Michalski Król Nowakowski Wieczorek Wróbel Jabłoński Dudek Adamczyk Majewski Stępień \
                   Olszewski Jaworski Malinowski Pawlak Górski Witkowski Sikora Rutkowski Ostrowski Baran Duda \
                   Szewczyk Tomaszewski Pietrzak Marciniak Wróblewski Zalewski Jakubowski",
        families_of_women: "Nowak Kowalska Wiśniewska Wójcik Kowalczyk Kamińska Lewandowska Zielińska Szymańska Woźniak \
                            Dąbrowska Kozłowska Mazur Jankowska Kwiatkowska Wojciechowska Krawczyk Kaczmarek \
                            Piotrowska Grabowska Zając Pawłowska Michalska Król Nowakowska Wieczorek Wróbel \
                            Jabłońska Dudek Adamczyk Majewska Stępień Olszewska Jaworska Malinowska Pawlak Górska \
                            Witkowska Sikora Rutkowska Ostrowska Baran Duda Szewczyk Tomaszewska Pietrzak Marciniak \
                            Wróblewska Zalewska Jakubowska",
        streets: "ul._Polna ul._Leśna ul._Słoneczna ul._Krótka ul._Szkolna ul._Ogrodowa ul._Lipowa ul._Brzozowa \
                  ul._Łąkowa ul._Kwiatowa ul._Kościelna ul._Sosnowa ul._Parkowa ul._Akacjowa al._Niepodległości \
                  os._Zielone_Wzgórza pl._Wolności ul._Mickiewicza ul._3_Maja ul._Długa",
        towns: "Warszawa||00-### Warszawa||02-### Kraków||30-### Łódź||90-### Wrocław||50-### Poznań||60-### \
                Gdańsk||80-### Szczecin||70-### Bydgoszcz||85-### Lublin||20-### Białystok||15-### Katowice||40-### \
                Gdynia||81-### Częstochowa||42-2## Radom||26-6## Toruń||87-1## Rzeszów||35-### Zielona_Góra||65-###",
        first_line: &["$ %", "$ %/%", "$ % m. ^#", "$ %@"],
        second_line: &["", "", "", "", "", "klatka ^"],
        areas: "501 502 505 510 512 515 531 533 535 570 575 600 602 605 660 668 690 692 695 698 720 725 730 780 785 790 \
                880 885 888",
        phones: &["+48$######", "$ ### ###", "$-###-###", "$######", "+48 $ ### ###"],
        domains: &["poczta.example.org", "example.com", "example.net"],
    },
    Lists {
        code: "RU",
        country: "Russia",
        currency: "RUB",
        rate: 90,
        share: 3,
        order: NameOrder::GivenFirst,
        men: "Александр=aleksandr Сергей=sergey Владимир=vladimir Андрей=andrey Алексей=aleksey Дмитрий=dmitry \
              Николай=nikolay Евгений=evgeny Михаил=mikhail Иван=ivan Виктор=viktor Юрий=yury Анатолий=anatoly \
              Игорь=igor Валерий=valery Олег=oleg Павел=pavel Максим=maksim Роман=roman Денис=denis Антон=anton \
              Илья=ilya Кирилл=kirill Никита=nikita Артём=artyom",
        women: "Елена=elena Татьяна=tatyana Наталья=natalya Ольга=olga Светлана=svetlana Ирина=irina Анна=anna \
                Людмила=lyudmila Мария=maria Галина=galina Надежда=nadezhda Юлия=yulia Екатерина=ekaterina \
                Валентина=valentina Марина=marina Нина=nina Оксана=oksana Анастасия=anastasia Дарья=darya \
                Виктория=viktoria Алина=alina Ксения=ksenia Полина=polina Вера=vera Любовь=lyubov",
        families: "Иванов=ivanov Смирнов=smirnov Кузнецов=kuznetsov Попов=popov Васильев=vasilyev Петров=petrov \
                   Соколов=sokolov Михайлов=mikhaylov Новиков=novikov Фёдоров=fyodorov Морозов=morozov Волков=volkov \
                   Алексеев=alekseev Лебедев=lebedev Семёнов=semyonov Егоров=egorov Павлов=pavlov Козлов=kozlov \
                   Степанов=stepanov Николаев=nikolaev Орлов=orlov Андреев=andreev Макаров=makarov Никитин=nikitin \
                   Захаров=zakharov Зайцев=zaytsev Соловьёв=solovyov Борисов=borisov Яковлев=yakovlev \
                   Григорьев=grigoryev Романов=romanov Воробьёв=vorobyov Сергеев=sergeev Кузьмин=kuzmin Фролов=frolov \
                   Александров=aleksandrov Дмитриев=dmitriev Королёв=korolyov Гусев=gusev Киселёв=kiselyov Ильин=ilyin \
                   Максимов=maksimov Поляков=polyakov Сорокин=sorokin Виноградов=vinogradov Ковалёв=kovalyov \
                   Белов=belov Медведев=medvedev Антонов=antonov Тарасов=tarasov",
        families_of_women: "Иванова=ivanova Смирнова=smirnova Кузнецова=kuznetsova Попова=popova Васильева=vasilyeva \
                            Петрова=petrova Соколова=sokolova Михайлова=mikhaylova Новикова=novikova \
                            Фёдорова=fyodorova Морозова=morozova Волкова=volkova Алексеева=alekseeva \
                            Лебедева=lebedeva Семёнова=semyonova Егорова=egorova Павлова=pavlova Козлова=kozlova \
                            Степанова=stepanova Николаева=nikolaeva Орлова=orlova Андреева=andreeva \
                            Макарова=makarova Никитина=nikitina Захарова=zakharova Зайцева=zaytseva \
                            Соловьёва=solovyova Борисова=borisova Яковлева=yakovleva Григорьева=grigoryeva \
                            Романова=romanova Воробьёва=vorobyova Сергеева=sergeeva Кузьмина=kuzmina \
                            Фролова=frolova Александрова=aleksandrova Дмитриева=dmitrieva Королёва=korolyova \
                            Гусева=guseva Киселёва=kiselyova Ильина=ilyina Максимова=maksimova Полякова=polyakova \
                            Сорокина=sorokina Виноградова=vinogradova Ковалёва=kovalyova Белова=belova \
                            Медведева=medvedeva Антонова=antonova Тарасова=tarasova",
        streets: "ул._Ленина ул._Советская ул._Центральная ул._Молодёжная ул._Школьная ул._Лесная ул._Садовая \
                  ул._Мира ул._Набережная пр._Победы ул._Гагарина ул._Пушкина ул._Кирова пер._Южный б-р_Строителей \
                  ул._Чехова ш._Энтузиастов ул._Заречная",
        towns: "Москва||101### Москва||115### Санкт-Петербург||190### Новосибирск|Новосибирская_обл.|630### \
                Екатеринбург|Свердловская_обл.|620### Казань|Татарстан|420### Нижний_Новгород|Нижегородская_обл.|603### \
                Челябинск|Челябинская_обл.|454### Самара|Самарская_обл.|443### Омск|Омская_обл.|644### \
                Ростов-на-Дону|Ростовская_обл.|344### Уфа|Башкортостан|450### Пермь|Пермский_край|614### \
                Воронеж|Воронежская_обл.|394### Тула|Тульская_обл.|300###",
        first_line: &["$, д. %", "$, д. %, кв. ^#", "$, д. %, корп. ^, кв. ^##", "$, %-%"],
        second_line: &["", "", "", "", "подъезд ^, этаж ^"],
        areas: "901 902 903 905 906 909 910 911 912 915 916 917 919 920 921 925 926 927 950 951 960 961 962 963 964 965 977",
        phones: &["+7$#######", "8 ($) ###-##-##", "8$#######", "+7 ($) ###-##-##", "8-$-###-##-##"],
        domains: &["example.org", "pochta.example.net", "example.com"],
    },
];
