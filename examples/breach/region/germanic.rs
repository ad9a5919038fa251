//! Germany and the Netherlands.

use super::{Lists, NameOrder};

pub(super) const LISTS: &[Lists] = &[
    Lists {
        code: "DE",
        country: "Germany",
        currency: "EUR",
        rate: 1,
        share: 9,
        order: NameOrder::GivenFirst,
        men: "Peter Michael Thomas Andreas Wolfgang Klaus Jürgen Günter Stefan Christian Uwe Werner Horst Frank Dieter \
              Manfred Markus Matthias Jörg Bernd Sebastian Tobias Florian Lukas Jonas Felix Maximilian Karl-Heinz \
              Björn Holger",
        women: "Maria Ursula Monika Petra Elisabeth Sabine Renate Helga Karin Brigitte Ingrid Erika Andrea Gisela Claudia \
                Susanne Gabriele Christa Christine Hildegard Anna Birgit Katharina Anne-Marie Stefanie Anja Käthe \
                Lena Julia Heike",
        families: "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter \
                   Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner \
                   Schmitz Krause Meier Lehmann Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser \
                   Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger \
                   Winkler Roth Beck Lorenz Yildiz",
        families_of_women: "",
        streets: "Hauptstraße Schulstraße Gartenstraße Bahnhofstraße Dorfstraße Bergstraße Birkenweg Lindenstraße \
                  Kirchstraße Waldstraße Ringstraße Schillerstraße Goethestraße Jahnstraße Wiesenweg Feldstraße \
                  Amselweg Mühlenweg Buchenweg Friedhofstraße Am_Sportplatz Berliner_Straße Rosenstraße \
                  Karl-Marx-Straße An_der_Alten_Post Kastanienallee",
        towns: "Berlin||10### Hamburg||20### München||80### Köln||50### Frankfurt_am_Main||60### Stuttgart||70### \
                Düsseldorf||40### Leipzig||041## Dortmund||44### Essen||45### Bremen||28### Dresden||010## Hannover||30### \
                Nürnberg||90### Duisburg||47### Bochum||447## Wuppertal||42### Bielefeld||33### Bonn||53### Münster||48### \
                Freiburg_im_Breisgau||79### Würzburg||970## Göttingen||370## Köthen_(Anhalt)||06366",
        first_line: &["$ %", "$ %", "$ %a", "$ %-%"],
        second_line: &["", "", "", "", "", "Hinterhaus", "c/o Hausverwaltung", "#. OG links"],
        areas: "1511 1512 1514 1515 1516 1517 1520 1521 1522 1523 1525 1573 1575 1577 1578",
        phones: &["+49$#######", "0$ #######", "0$/#######", "+49 $ #######", "0$#######"],
        domains: &["example.org", "post.example.net", "mail.example.org", "example.com"],
    },
    Lists {
        code: "NL",
        country: "Netherlands",
        currency: "EUR",
        rate: 1,
        share: 4,
        order: NameOrder::GivenFirst,
        men: "Jan Johannes Cornelis Hendrik Willem Pieter Gerrit Jacobus Daan Bram Sem Lucas Levi Finn Luuk Thijs Jesse \
              Lars Sven Ruben Maarten Joost Wouter Bas Sander",
        women: "Maria Johanna Anna Cornelia Wilhelmina Elisabeth Hendrika Emma Julia Sophie Tess Saar Noor Lotte Fleur \
                Sanne Femke Anouk Marieke Esther Ingrid Mirjam Annelies Roos Zoë",
        families: "de_Jong Jansen de_Vries van_den_Berg van_Dijk Bakker Janssen Visser Smit Meijer de_Boer Mulder \
                   de_Groot Bos Vos Peters Hendriks van_Leeuwen Dekker Brouwer de_Wit Dijkstra Smits de_Graaf \
                   van_der_Meer van_der_Linden Kok Jacobs de_Haan Vermeulen van_den_Heuvel van_der_Veen van_den_Broek \
                   de_Bruijn van_der_Heijden Schouten van_Beek Willems van_Vliet van_de_Ven Hoekstra Maas Verhoeven \
                   Koster van_Dam Prins Blom Huisman Peeters de_Jonge Kuipers van_Veen Post Kuiper Veenstra Kramer \
                   van_'t_Hof",
        families_of_women: "",
        streets: "Kerkstraat Schoolstraat Molenstraat Dorpsstraat Julianastraat Beatrixstraat Wilhelminastraat \
                  Nieuwstraat Stationsweg Parallelweg Beukenlaan Kastanjelaan Eikenlaan Lindelaan Prinsengracht \
                  Oranjestraat Marktstraat Burgemeesterstraat Oude_Gracht Zuidersingel",
        towns: "Amsterdam||10##_@@ Rotterdam||30##_@@ Den_Haag||25##_@@ Utrecht||35##_@@ Eindhoven||56##_@@ \
                Groningen||97##_@@ Tilburg||50##_@@ Almere||13##_@@ Breda||48##_@@ Nijmegen||65##_@@ Apeldoorn||73##_@@ \
                Haarlem||20##_@@ Arnhem||68##_@@ Enschede||75##_@@ 's-Hertogenbosch||52##_@@ Zwolle||80##_@@",
        first_line: &["$ %", "$ %", "$ %-^", "$ %A"],
        second_line: &["", "", "", "", "3 hoog achter"],
        areas: "1 2 3 4 5",
        phones: &["+316$#######", "06 $#######", "06-$#######", "06$#######", "+31 6 $#######"],
        domains: &["example.net", "post.example.org", "example.com"],
    },
];
