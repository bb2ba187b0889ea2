import { describe, expect, it } from "vitest";
import { isPostBox } from "#lib/checkout/delivery/post-box.ts";

const box = (country: string, lineOne: string) => isPostBox({ country, lineOne, lineTwo: null });

describe("a box at a post office", () => {
  it.each([
    ["US", ["PO Box 12", "P.O. Box 12", "P O Box 12", "POBox 12", "P.O.B. 12", "POB 12", "po-box 5", "P.0. Box 12"]],
    ["US", ["Post Office Box 1", "General Delivery"]],
    ["AU", ["GPO Box 1", "Locked Bag 3", "Private Bag 12"]],
    ["DE", ["Postfach 12", "Packstation 101", "Pf. 12", "postlagernd"]],
    ["FR", ["BP 123", "B.P. 123", "BP123", "CS 40001", "Boite Postale 1", "Boîte postale 3".normalize("NFD")]],
    ["CH", ["Case postale 12", "C.P. 12"]],
    ["ES", ["Apartado 12", "Apartado de Correos 12", "Apdo. 12", "Apdo de Correos 12"]],
    ["MX", ["Ap. Postal 5", "Apartado Postal 12"]],
    ["BR", ["Caixa Postal 12"]],
    ["IT", ["Casella Postale 3", "C.P. 123"]],
    ["NL", ["Postbus 12"]],
    ["NO", ["Postboks 12", "Pb. 12 Sentrum"]],
    ["DK", ["Postboks 12"]],
    ["SE", ["Box 123"]],
    ["KE", ["Box 123, Nairobi"]],
    ["FI", ["PL 12", "Postilokero 3"]],
    ["PL", ["Skr. Poczt. 5", "skrytka pocztowa 5"]],
    ["HU", ["Postafiók 12", "Pf. 12"]],
    ["TR", ["PK 12", "Posta Kutusu 4"]],
    ["GR", ["Τ.Θ. 123"]],
    ["RU", ["а/я 12", "А/Я 5", "абонентский ящик 2"]],
    ["AE", ["ص.ب 123", "ص.ب. 4", "P.O.Box 9"]],
    ["CN", ["邮政信箱 12", "北京邮政信箱12"]],
    ["TW", ["郵政信箱12號"]],
    ["JP", ["私書箱1号"]],
    ["KR", ["사서함 12"]],
    ["IL", ["ת.ד. 123"]],
  ])("of %s is known by what it is called: %j", (country, lines) => {
    expect(lines.filter((line) => !box(country, line))).toEqual([]);
  });

  it.each([
    [
      "US",
      ["HC 1 Box 3", "RR 2 Box 18", "12 Box Hill Rd", "1 Post St", "PSC 3 Box 4120", "Apt 4 Box 2", "100 Cp 3 Rd"],
    ],
    ["GB", ["1 Box Lane", "The Old Post Office, 3 High St", "Flat 2, 12 Pob Road", "Box Cottage 5"]],
    ["DE", ["Boxhagener Str. 12", "Postfachstraße", "An der Post 4", "Pfarrgasse 3"]],
    ["ES", ["Calle Apartada 3", "Avenida Apdomar 2"]],
    ["SE", ["Boxholmsvägen 3"]],
    ["IT", ["Via Casella 3", "Via Postale 3"]],
    ["FI", ["Pläntinkatu 3"]],
    ["FR", ["12 rue de la Poste", "3 rue CS Lewis"]],
  ])("of %s is not made of a street: %j", (country, lines) => {
    expect(lines.filter((line) => box(country, line))).toEqual([]);
  });

  it("is one on either line", () => {
    expect(isPostBox({ country: "US", lineOne: "Suite 3", lineTwo: "PO Box 5" })).toBe(true);
  });
});
