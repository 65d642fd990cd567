package amounts

// Amount is a number of money.
type Amount struct {
	Value    string // decimal digits, exactly; with a point and what follows it only if it is no whole number
	Currency string // its code; empty if it is not told
	Bound    Bound
}

// Bound says how the value bounds the amount that is meant.
type Bound uint8

// The bounds. The zero Bound is not told.
const (
	Exactly Bound = iota + 1
	MoreThan
	AtLeast
	About
	OrderOf // the value gives the order of magnitude only
	AtMost
	LessThan
)

func (b Bound) words() string {
	return [...]string{"", "exactly ", "more than ", "at least ", "about ", "in the order of ", "at most ", "less than "}[b]
}

// String writes an amount in a form that [Read] reads: "more than 2500000000 USD".
func (a Amount) String() string {
	text := a.Bound.words() + a.Value
	if a.Currency != "" {
		text += " " + a.Currency
	}
	return text
}

// currency is one that can be told.
type currency struct {
	code                string
	english, hant, hans string
	words               string // others for it, divided by "|"
	generic             bool   // the words can be another currency's as well, which is told elsewhere
}

func currencies() []currency {
	return []currency{
		{code: "USD", english: "US dollars", hant: "美元", hans: "美元", words: "us$|u.s.$|us dollar|u.s. dollar|u.s. dollars|美金|美刀"},
		{code: "USD", words: "$|dollars|dollar|刀", generic: true},
		{code: "CNY", english: "yuan", hant: "人民幣元", hans: "元", words: "rmb|cn¥|renminbi|人民币|人民幣|yuan rmb|rmb yuan|cnh|元人民币|元人民幣"},
		{code: "CNY", words: "元|块|塊|圆|圓", generic: true},
		{code: "HKD", english: "Hong Kong dollars", hant: "港元", hans: "港元", words: "hk$|hongkong dollars|hk dollars|港币|港幣"},
		{code: "TWD", english: "New Taiwan dollars", hant: "新臺幣元", hans: "新台币元", words: "nt$|ntd|taiwan dollars|新台币|新臺幣|新台幣|台币|台幣|臺幣"},
		{code: "MOP", english: "Macanese patacas", hant: "澳門元", hans: "澳门元", words: "mop$|patacas|澳门币|澳門幣"},
		{code: "EUR", english: "euros", hant: "歐元", hans: "欧元", words: "€|euro"},
		{code: "GBP", english: "pounds sterling", hant: "英鎊", hans: "英镑", words: "£|pounds|pound|sterling"},
		{code: "JPY", english: "yen", hant: "日元", hans: "日元", words: "jp¥|日圓|日圆|円"},
		{code: "KRW", english: "South Korean won", hant: "韓元", hans: "韩元", words: "₩|won|韓圓|韩圆|韓幣|韩币"},
		{code: "SGD", english: "Singapore dollars", hant: "新加坡元", hans: "新加坡元", words: "s$|新元|新币|新幣|坡币"},
		{code: "INR", english: "Indian rupees", hant: "印度盧比", hans: "印度卢比", words: "₹|rs|rs.|rupees|盧比|卢比"},
		{code: "CAD", english: "Canadian dollars", hant: "加元", hans: "加元", words: "c$|ca$|加拿大元|加币|加幣"},
		{code: "AUD", english: "Australian dollars", hant: "澳元", hans: "澳元", words: "a$|au$|澳币|澳幣"},
		{code: "NZD", english: "New Zealand dollars", hant: "紐西蘭元", hans: "新西兰元", words: "nz$"},
		{code: "CHF", english: "Swiss francs", hant: "瑞士法郎", hans: "瑞士法郎", words: "francs|法郎"},
		{code: "SEK", english: "Swedish kronor", hant: "瑞典克朗", hans: "瑞典克朗"},
		{code: "NOK", english: "Norwegian kroner", hant: "挪威克朗", hans: "挪威克朗"},
		{code: "DKK", english: "Danish kroner", hant: "丹麥克朗", hans: "丹麦克朗"},
		{code: "ILS", english: "shekels", hant: "以色列新謝克爾", hans: "以色列新谢克尔", words: "₪|nis|谢克尔"},
		{code: "AED", english: "UAE dirhams", hant: "阿聯酋迪拉姆", hans: "阿联酋迪拉姆", words: "dirhams|迪拉姆"},
		{code: "SAR", english: "Saudi riyals", hant: "沙特里亞爾", hans: "沙特里亚尔", words: "riyals|里亚尔"},
		{code: "BRL", english: "Brazilian reais", hant: "巴西雷亞爾", hans: "巴西雷亚尔", words: "r$|reais|雷亚尔"},
		{code: "RUB", english: "roubles", hant: "盧布", hans: "卢布", words: "₽|rubles"},
		{code: "MYR", english: "ringgit", hant: "馬來西亞令吉", hans: "马来西亚林吉特", words: "rm"},
		{code: "THB", english: "baht", hant: "泰銖", hans: "泰铢", words: "฿"},
		{code: "IDR", english: "Indonesian rupiah", hant: "印尼盾", hans: "印尼盾", words: "rupiah|rp"},
		{code: "VND", english: "Vietnamese dong", hant: "越南盾", hans: "越南盾", words: "₫|dong"},
	}
}

// Names gives what a currency is called in English, traditional and simplified Chinese. ok is false for a code that is not
// known.
func Names(code string) (english, hant, hans string, ok bool) {
	for _, c := range currencies() {
		if c.code == code && !c.generic {
			return c.english, c.hant, c.hans, true
		}
	}
	return "", "", "", false
}

// CurrencyNamed gives the code of the currency that has an English name as [Names] gives it; "" if there is none.
func CurrencyNamed(english string) string {
	for _, c := range currencies() {
		if english != "" && c.english == english {
			return c.code
		}
	}
	return ""
}
