/** Buyers and goods whose names are in scripts, or with letters, that none of our own texts has. */
export const IN_OTHER_SCRIPTS = {
  greek: {
    goods: "Ξύλινο κουτί «Ἀθηνᾶ», δρύινο",
    address: {
      name: "Γεώργιος Παπαδόπουλος",
      line_one: "Ερμού 12",
      city: "Αθήνα",
      state: "",
      country: "GR",
      postal_code: "105 63",
    },
  },
  cyrillic: {
    goods: "Чайник «Їжак», ґрунтований",
    address: {
      name: "Олександр Ґудзь",
      line_one: "вул. Хрещатик, 22",
      city: "Київ",
      state: "",
      country: "UA",
      postal_code: "01001",
    },
  },
  turkish: {
    goods: "İznik çinisi tabağı, ışıltılı",
    address: {
      name: "Gülşah Işıkoğlu",
      line_one: "İstiklal Caddesi 5",
      city: "İstanbul",
      state: "",
      country: "TR",
      postal_code: "34430",
    },
  },
  vietnamese: {
    goods: "Đèn lồng Hội An, lụa đỏ",
    address: {
      name: "Nguyễn Thị Phương Thảo",
      line_one: "36 Hàng Gai, Hoàn Kiếm",
      city: "Hà Nội",
      state: "",
      country: "VN",
      postal_code: "100000",
    },
  },
} as const;
