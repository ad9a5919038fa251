//! France, Spain and Brazil.

use super::{Lists, NameOrder};

pub(super) const LISTS: &[Lists] = &[
    Lists {
        code: "FR",
        country: "France",
        currency: "EUR",
        rate: 1,
        share: 7,
        order: NameOrder::GivenFirst,
        men: "Jean Pierre Michel André Philippe René Louis Alain Jacques Bernard Marcel Daniel Roger Robert Claude \
              Christophe Nicolas Julien Sébastien Frédéric Stéphane Guillaume Thierry Jérôme François Hugo Théo \
              Jean-Luc Loïc Gaël",
        women: "Marie Jeanne Françoise Monique Catherine Nathalie Isabelle Jacqueline Anne Sylvie Martine Madeleine \
                Nicole Suzanne Hélène Christine Valérie Sandrine Céline Aurélie Émilie Camille Léa Chloé Manon \
                Amélie Élodie Marie-Claude Zoé Inès",
        families: "Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy \
                   Roux David Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Müller \
                   Lefèvre Faure André Mercier Blanc Guérin Boyer Garnier Chevalier François Legrand Gauthier Garcia \
                   Perrin Robin Clément Morin Nicolas Henry Roussel Mathieu Gautier Masson Marchand Duval Denis Dumont \
                   Marie Lemaire Noël Meyer Dufour Meunier d'Angelo L'Hermite",
        families_of_women: "",
        streets: "rue_de_l'Église rue_Victor_Hugo rue_du_Moulin avenue_de_la_République rue_de_la_Gare Grande_Rue \
                  rue_Pasteur place_de_la_Mairie rue_des_Écoles boulevard_Voltaire rue_du_Château chemin_des_Vignes \
                  rue_Jean_Jaurès allée_des_Tilleuls impasse_du_Lavoir rue_Saint-Michel quai_de_la_Loire \
                  rue_des_Lilas avenue_Foch rue_du_Général_de_Gaulle",
        towns: "Paris||7500^ Paris||7501# Marseille||1300^ Lyon||6900^ Toulouse||31#00 Nice||06#00 Nantes||44#00 \
                Strasbourg||67#00 Montpellier||340## Bordeaux||33#00 Lille||59#00 Rennes||35#00 Reims||51100 \
                Saint-Étienne||42#00 Le_Havre||76600 Toulon||83#00 Grenoble||38#00 Dijon||21000 Angers||49#00 \
                Nîmes||30#00 Aix-en-Provence||13#00 Besançon||25000",
        first_line: &["%, $", "% $", "% bis, $", "% $"],
        second_line: &["", "", "", "", "Bâtiment @", "Appartement %", "Résidence Les Pins"],
        areas: "39",
        phones: &["+336$######", "06 $ ## ## ##", "06$######", "06.$.##.##.##", "+33 6 $ ## ## ##"],
        domains: &["example.com", "courrier.example.org", "example.net"],
    },
    Lists {
        code: "ES",
        country: "Spain",
        currency: "EUR",
        rate: 1,
        share: 5,
        order: NameOrder::GivenFirst,
        men: "Antonio Manuel José Francisco David Juan Javier Daniel José_Antonio Carlos Alejandro Miguel Rafael Pedro \
              Ángel Pablo Sergio Fernando Luis Jorge Alberto Álvaro Diego Adrián Raúl Iván Rubén Óscar Andrés Iñaki",
        women: "María_Carmen María Carmen Ana_María Laura Cristina Isabel Marta Josefa Lucía Dolores Elena Sara Paula \
                Raquel Pilar Concepción Mercedes Rosario Beatriz Nuria Silvia Irene Patricia Rocío Andrea Montserrat \
                Begoña Inés Sofía",
        families: "García_López González_Pérez Rodríguez_Ruiz Fernández López_García Martínez Sánchez Pérez Gómez \
                   Martín_Sanz Jiménez Ruiz Hernández Díaz Moreno Muñoz Álvarez Romero Alonso Gutiérrez Navarro \
                   Torres Domínguez Vázquez Ramos Gil Ramírez Serrano Blanco Molina Morales Suárez Ortega Delgado \
                   Castro Ortiz Rubio Marín Sanz Núñez Iglesias Medina Garrido Cortés Castillo Santos Lozano Guerrero \
                   Cano Prieto Méndez Cruz Calvo Gallego Vidal León Márquez Herrera Peña Flores Cabrera Campos",
        families_of_women: "",
        streets: "Calle_Mayor Calle_Real Calle_de_la_Constitución Avenida_de_Andalucía Calle_Nueva Plaza_de_España \
                  Calle_del_Sol Calle_Cervantes Calle_San_José Paseo_de_la_Estación Calle_del_Carmen Ronda_Norte \
                  Calle_Goya Avenida_de_la_Libertad Calle_Colón Calle_Santa_María Travesía_del_Pilar Calle_Ancha",
        towns: "Madrid|Madrid|280## Barcelona|Barcelona|080## Valencia|Valencia|460## Sevilla|Sevilla|410## \
                Zaragoza|Zaragoza|500## Málaga|Málaga|290## Murcia|Murcia|300## Palma|Illes_Balears|070## \
                Bilbao|Bizkaia|480## Alicante|Alicante|030## Córdoba|Córdoba|140## Valladolid|Valladolid|470## \
                Vigo|Pontevedra|362## Gijón|Asturias|332## A_Coruña|A_Coruña|150## Granada|Granada|180## \
                Cádiz|Cádiz|110## León|León|240##",
        first_line: &["$, %", "$, %", "$ %, #º ^", "$, %, #º Izda."],
        second_line: &["", "", "", "", "Escalera B", "Piso #, puerta @"],
        areas: "600 605 609 610 615 620 622 625 630 636 639 645 650 655 660 665 670 676 680 686 690 695 699 711 722",
        phones: &["+34$######", "$ ## ## ##", "$######", "$ ### ###", "+34 $ ### ###"],
        domains: &["correo.example.com", "example.org", "example.net"],
    },
    Lists {
        code: "BR",
        country: "Brazil",
        currency: "BRL",
        rate: 5,
        share: 6,
        order: NameOrder::GivenFirst,
        men: "José João Antônio Francisco Carlos Paulo Pedro Lucas Luiz Marcos Luís Gabriel Rafael Daniel Marcelo Bruno \
              Eduardo Felipe Rodrigo Manoel Mateus André Fernando Fábio Leonardo Gustavo Guilherme Leandro Tiago \
              Anderson Caio Vinícius",
        women: "Maria Ana Francisca Antônia Adriana Juliana Márcia Fernanda Patrícia Aline Sandra Camila Amanda Bruna \
                Jéssica Letícia Júlia Luciana Vanessa Mariana Gabriela Vera Larissa Cláudia Beatriz Luana Rita Sônia \
                Renata Eliane",
        families: "da_Silva dos_Santos de_Oliveira de_Souza Rodrigues Ferreira Alves Pereira Lima Gomes Costa Ribeiro \
                   Martins Carvalho Almeida Lopes Soares Fernandes Vieira Barbosa Rocha Dias Nascimento Andrade \
                   Moreira Nunes Marques Machado Mendes Freitas Cardoso Ramos Gonçalves Santana Teixeira Araújo \
                   Pinto Monteiro Moura Cavalcante Correia Batista Campos Borges Castro Melo Azevedo Barros Duarte \
                   Cunha Pires Farias Fonseca Macedo Miranda Siqueira Guimarães Magalhães Brandão Sá",
        families_of_women: "",
        streets: "Rua_das_Flores Rua_São_João Avenida_Brasil Rua_Sete_de_Setembro Rua_Quinze_de_Novembro \
                  Rua_Tiradentes Avenida_Getúlio_Vargas Rua_Santa_Luzia Travessa_da_Paz Rua_Dom_Pedro_II \
                  Rua_Marechal_Deodoro Avenida_Paulista Rua_do_Comércio Rua_Bela_Vista Alameda_Santos \
                  Rua_Rui_Barbosa Rua_Castro_Alves Avenida_Beira-Mar",
        towns: "São_Paulo|SP|01###-### São_Paulo|SP|04###-### Rio_de_Janeiro|RJ|20###-### Brasília|DF|70###-### \
                Salvador|BA|40###-### Fortaleza|CE|60###-### Belo_Horizonte|MG|30###-### Manaus|AM|69###-### \
                Curitiba|PR|80###-### Recife|PE|50###-### Goiânia|GO|74###-### Belém|PA|66###-### \
                Porto_Alegre|RS|90###-### Campinas|SP|13###-### São_Luís|MA|65###-### Maceió|AL|57###-### \
                Florianópolis|SC|88###-### Natal|RN|59###-###",
        first_line: &["$, %", "$, %", "$, nº %", "$, ^##"],
        second_line: &["", "", "", "Apto ^#", "Bloco @, apto ^##", "Casa ^", "Fundos"],
        areas: "11 12 13 16 19 21 24 27 31 34 41 43 47 48 51 54 61 62 65 67 71 79 81 82 83 84 85 86 91 92 98",
        phones: &["+55$9########", "($) 9####-####", "$ 9########", "+55 $ 9####-####", "($)9########"],
        domains: &["example.com", "correio.example.net", "example.org"],
    },
];
