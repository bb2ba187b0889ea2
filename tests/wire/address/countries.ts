/**
 * Sixty countries and more, each with an address as people there write it: line, city, region, postal code, the phone
 * number as it is dialled at home; then postal code and number in the stored form, the part that is asked for when it is
 * missing, and a postal code that is none.
 */
const TABLE = `
US|1600 Pennsylvania Ave|Washington|DC|205000003|(202) 456-1111|20500-0003|+12024561111|state|2050
CA|24 Sussex Drive|Ottawa|Ontario|k1m1m4|613-555-0145|K1M 1M4|+16135550145|state|K1M 1MM
MX|Av. Reforma 222|Ciudad de México|CMX|06600|55 5093 2000|06600|+525550932000|postal_code|6600
BR|Av. Paulista 1578|São Paulo|Sao Paulo|01310200|(11) 3251-5644|01310-200|+551132515644|state|1310
AR|Av. Corrientes 1234|Buenos Aires||C1043AAZ|011 4321-1234|C1043AAZ|+541143211234|city|10
CL|Av. Providencia 1234|Santiago||7500000|2 2345 6789|7500000|+56223456789|city|75
CO|Carrera 7 # 71-21|Bogotá|DC|110231|601 3456789|110231|+576013456789|state|11
PE|Av. Larco 1301|Miraflores|Lima|15074|01 2345678|15074|+5112345678|city|1
GB|10 Downing Street|London||sw1a2aa|020 7946 0000|SW1A 2AA|+442079460000|postal_code|SW1A
IE|1 Merrion Square|Dublin||d02xh98|01 677 1234|D02 XH98|+35316771234|city|D02
DE|Invalidenstraße 117|Berlin||D-10115|030 901820|10115|+4930901820|postal_code|1011
AT|Stephansplatz 1|Wien||A-1010|01 515520|1010|+431515520|postal_code|101
CH|Bahnhofstrasse 1|Zürich||CH-8001|044 211 11 11|8001|+41442111111|postal_code|80011
LI|Städtle 1|Vaduz||9490|236 60 00|9490|+4232366000|postal_code|949
FR|1 rue de Rivoli|Paris||F-75001|01 42 60 30 30|75001|+33142603030|postal_code|7500
BE|Grote Markt 1|Brussel||B-1000|02 279 22 11|1000|+3222792211|postal_code|10000
NL|Damrak 1|Amsterdam||NL 1011AB|020 624 1111|1011 AB|+31206241111|postal_code|1011
LU|1 rue de la Gare|Luxembourg||L-1611|47 96 27 09|1611|+35247962709|postal_code|161
ES|Calle de Alcalá 1|Madrid||28014|915 88 10 00|28014|+34915881000|postal_code|2801
PT|Rua Augusta 1|Lisboa||1100048|21 031 2700|1100-048|+351210312700|postal_code|1100
IT|Via Roma 1|Milano|Milano|20121|02 884 50001|20121|+390288450001|postal_code|2012
SM|Via Gino Giacomini 1|San Marino||47890|0549 882914|47890|+3780549882914|postal_code|20121
MT|12 Republic Street|Valletta||vlt1117|2122 0000|VLT 1117|+35621220000|postal_code|1117
GR|Ermou 1|Athina||10563|21 0321 0000|105 63|+302103210000|postal_code|1056
CY|Ledra 1|Nicosia||1011|22 345678|1011|+35722345678|postal_code|101
DK|Rådhuspladsen 1|København||DK-1550|33 66 33 66|1550|+4533663366|postal_code|155
SE|Drottninggatan 1|Stockholm||111 51|08-508 290 00|11151|+46850829000|postal_code|1115
NO|Karl Johans gate 1|Oslo||N-0154|22 33 44 55|0154|+4722334455|postal_code|154
FI|Mannerheimintie 1|Helsinki||FI-00100|09 310 1691|00100|+35893101691|postal_code|100
IS|Laugavegur 1|Reykjavík||101|411 1111|101|+3544111111|city|10
EE|Viru 1|Tallinn||10140|645 7777|10140|+3726457777|postal_code|1014
LV|Brīvības iela 1|Rīga||1010|67 012 345|LV-1010|+37167012345|postal_code|101
LT|Gedimino pr. 1|Vilnius||LT-01103|(8-5) 211 2000|01103|+37052112000|postal_code|0110
PL|ul. Nowy Świat 1|Warszawa||00497|22 443 00 00|00-497|+48224430000|postal_code|0049
CZ|Václavské nám. 1|Praha||11000|221 097 111|110 00|+420221097111|postal_code|1100
SK|Hlavné nám. 1|Bratislava||81101|02/5935 6111|811 01|+421259356111|postal_code|8110
HU|Váci utca 1|Budapest||1052|06 1 411 6500|1052|+3614116500|postal_code|105
SI|Čopova 1|Ljubljana||SI-1000|01 306 1000|1000|+38613061000|postal_code|100
HR|Ilica 1|Zagreb||HR-10000|01 610 1111|10000|+38516101111|postal_code|1000
RO|Calea Victoriei 1|București||010061|021 305 5555|010061|+40213055555|postal_code|10061
BG|bul. Vitosha 1|Sofia||1000|02 937 7000|1000|+35929377000|postal_code|100
RS|Knez Mihailova 1|Beograd||11000|011 334 5678|11000|+381113345678|postal_code|110
UA|Khreshchatyk 1|Kyiv||01001|044 234 5678|01001|+380442345678|postal_code|0100
TR|İstiklal Cd. 1|Beyoğlu|İstanbul|34433|0212 334 5678|34433|+902123345678|postal_code|3443
IL|Rothschild Blvd 1|Tel Aviv||6688101|03-516 1234|6688101|+97235161234|city|668
AE|Sheikh Zayed Road 1|Deira|Dubai||04 331 1111||+97143311111|state|
SA|King Fahd Road 1|Riyadh||11564|011 412 3456|11564|+966114123456|city|115
KW|Block 3, Street 1|Kuwait City|||2224 5678||+96522245678|city|1
EG|26 July St 1|Cairo||11511|02 23456789|11511|+20223456789|city|115
ZA|1 Long Street|Cape Town||8001|021 487 2000|8001|+27214872000|postal_code|801
NG|1 Broad Street|Lagos|Lagos|101211|0803 123 4567|101211|+2348031234567|line_one|101
KE|Moi Avenue 1|Nairobi||00100|020 2221234|00100|+254202221234|city|100
IN|12 MG Road|Bengaluru|Karnataka|560 001|080 2294 2222|560001|+918022942222|postal_code|5600
JP|千代田1-1|千代田区|東京都|〒１００－０００１|03-3213-1111|100-0001|+81332131111|postal_code|100
KR|Sejong-daero 110|Jung-gu|Seoul|04524|02-731-2120|04524|+8227312120|postal_code|0452
CN|南京东路1号|黄浦区|上海市|200001|021 6321 1234|200001|+862163211234|postal_code|20000
HK|1 Queen's Road Central|Central|Hong Kong Island||2810 1234||+85228101234|state|
TW|信義路五段7號|信義區|台北市|110|02 8101 8800|110|+886281018800|state|11
SG|1 Raffles Place|||048616|6532 1234|048616|+6565321234|postal_code|48616
MY|Jalan Ampang 1|Kuala Lumpur|Kuala Lumpur|50088|03-2382 8000|50088|+60323828000|postal_code|5008
TH|Rama I Road 1|Pathum Wan|Bangkok|10330|02 658 1000|10330|+6626581000|postal_code|103
ID|Jl. Thamrin 1|Jakarta Pusat|DKI Jakarta|10310|021 3192 1234|10310|+622131921234|state|103
PH|Ayala Avenue 1|Makati|Metro Manila|1226|(02) 8888 1234|1226|+63288881234|city|12
VN|Lê Lợi 1|Quận 1|Hồ Chí Minh|700000|028 3829 1234|700000|+842838291234|city|7
AU|1 Martin Place|Sydney|New South Wales|2000|(02) 9230 1234|2000|+61292301234|state|20
NZ|1 Queen Street|Auckland||1010|09 379 1234|1010|+6493791234|postal_code|101
PR|1 Calle Fortaleza|San Juan||00901|(787) 721-7000|00901|+17877217000|postal_code|10001
`;

type Row = readonly [
  country: string,
  line: string,
  city: string,
  region: string,
  postalCode: string,
  phone: string,
  storedCode: string,
  storedPhone: string,
  missing: string,
  wrongCode: string,
];

export const COUNTRIES: readonly Row[] = TABLE.trim()
  .split("\n")
  .map((line): Row => {
    const [a = "", b = "", c = "", d = "", e = "", f = "", g = "", h = "", i = "", j = ""] = line.split("|");
    return [a, b, c, d, e, f, g, h, i, j];
  });
