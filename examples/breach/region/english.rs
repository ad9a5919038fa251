//! The United States and the United Kingdom.

use super::{Lists, NameOrder};

pub(super) const LISTS: &[Lists] = &[
    Lists {
        code: "US",
        country: "United States",
        currency: "USD",
        rate: 1,
        share: 40,
        order: NameOrder::GivenFirst,
        men: "James Robert John Michael David William Richard Joseph Thomas Charles Christopher Daniel Matthew Anthony \
              Mark Donald Steven Paul Andrew Joshua Kenneth Kevin Brian George Timothy Ronald Edward Jason Jeffrey Ryan \
              Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin Scott Brandon",
        women: "Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Betty Sandra Margaret \
                Ashley Kimberly Emily Donna Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Sharon Laura Cynthia \
                Dorothy Amy Kathleen Angela Shirley Brenda Emma Anna Pamela Nicole Mary_Ann",
        families: "Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez \
                   Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark \
                   Ramirez Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams \
                   Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts O'Brien O'Connor McCarthy Turner Parker \
                   Evans Edwards Collins Stewart Morris Murphy Cook Rogers Morgan Peterson Cooper Reed Bailey Bell",
        families_of_women: "",
        streets: "Main_Street Oak_Street Maple_Avenue Cedar_Lane Elm_Street Pine_Street Washington_Avenue Lake_Drive \
                  Hill_Road Park_Avenue Walnut_Street Sunset_Boulevard Highland_Avenue Lincoln_Street Jackson_Street \
                  Church_Street River_Road Willow_Way Meadow_Lane Chestnut_Street Spring_Street Ridge_Road Forest_Drive \
                  Dogwood_Court Old_Mill_Road St._Charles_Place N_5th_Street W_22nd_Street SE_Division_Street",
        towns: "Louisville|KY|402## Lexington|KY|405## Bowling_Green|KY|421## Chicago|IL|606## Springfield|IL|627## \
                Houston|TX|770## Austin|TX|787## Phoenix|AZ|850## Philadelphia|PA|191## San_Diego|CA|921## \
                San_Jose|CA|951## Fresno|CA|937## Columbus|OH|432## Charlotte|NC|282## Seattle|WA|981## Denver|CO|802## \
                Boston|MA|021## Nashville|TN|372## Portland|OR|972## Las_Vegas|NV|891## Detroit|MI|482## \
                Baltimore|MD|212## Milwaukee|WI|532## Albuquerque|NM|871## Kansas_City|MO|641## Atlanta|GA|303## \
                Miami|FL|331## Omaha|NE|681## Minneapolis|MN|554## Wichita|KS|672## Brooklyn|NY|112## Buffalo|NY|142## \
                St._Louis|MO|631##-#### Newark|NJ|071##-####",
        first_line: &["% $", "%## $", "% $", "^### $"],
        second_line: &["", "", "", "", "Apt %", "Apt %@", "Unit %", "Suite ^##", "#^"],
        areas: "202 205 206 212 214 216 303 305 312 313 314 402 404 405 408 412 415 502 503 504 512 513 602 612 615 617 \
                619 702 704 713 716 718 801 804 808 813 816 859 901 904 916 919 972",
        phones: &["+1$555####", "($) 555-####", "$-555-####", "$.555.####", "$555####", "+1 $ 555 ####"],
        domains: &["example.com", "example.net", "mail.example.com", "example.org", "inbox.example.net"],
    },
    Lists {
        code: "GB",
        country: "United Kingdom",
        currency: "GBP",
        rate: 1,
        share: 10,
        order: NameOrder::GivenFirst,
        men: "Oliver George Harry Jack Jacob Noah Charlie Thomas Oscar William Alfie Henry Archie Joshua Freddie Theo \
              Isaac Logan Arthur Ethan Callum Gareth Rhys Ewan Angus Nigel Graham Keith Ian Stuart",
        women: "Olivia Amelia Isla Ava Mia Isabella Sophia Grace Lily Freya Emily Ivy Ella Rosie Evie Florence Poppy \
                Charlotte Willow Evelyn Gemma Siân Bronwen Fiona Kirsty Hazel Joanne Tracey Gillian Heather",
        families: "Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans Walker \
                   White Roberts Green Hall Thomas Clarke Jackson Wood Harris Edwards Turner Martin Cooper Hill Ward \
                   Hughes Moore Clark King Harrison Lewis Baker Lee Allen Morris Khan Scott Watson Davis Parker James \
                   Bennett Young Phillips Richardson Mitchell Bailey Carter Cook Singh Shaw Bell Collins Morgan Kelly \
                   Begum Hussain O'Neill Campbell Stewart Murray MacDonald Fraser",
        families_of_women: "",
        streets: "High_Street Station_Road Church_Lane Victoria_Road Green_Lane Manor_Road King's_Road Queen's_Road \
                  Park_Road Mill_Lane London_Road Chapel_Street The_Crescent Springfield_Road George_Street Albert_Road \
                  West_End School_Lane New_Street Windsor_Close St._John's_Road Grange_Avenue Meadow_View Orchard_Way",
        towns: "Leeds|West_Yorkshire|LS#_#@@ Manchester||M#_#@@ Bristol||BS#_#@@ Birmingham|West_Midlands|B##_#@@ \
                Sheffield|South_Yorkshire|S##_#@@ Glasgow||G##_#@@ Edinburgh||EH#_#@@ Cardiff||CF#_#@@ London||SE#_#@@ \
                London||N#_#@@ London||EC#A_#@@ Norwich|Norfolk|NR#_#@@ Exeter|Devon|EX#_#@@ Leicester||LE#_#@@ \
                Nottingham||NG#_#@@ York|North_Yorkshire|YO##_#@@ Belfast||BT#_#@@ Brighton|East_Sussex|BN#_#@@ \
                Plymouth|Devon|PL#_#@@ Swansea||SA#_#@@",
        first_line: &["% $", "%@ $", "Flat %, % $", "% $"],
        second_line: &["", "", "", "", "Flat ^", "The Old Mill", "Rose Cottage"],
        areas: "7700",
        phones: &["+44$9#####", "0$9#####", "0$ 9#####", "+44 $ 9#####"],
        domains: &["example.com", "example.org", "mail.example.org", "post.example.net"],
    },
];
