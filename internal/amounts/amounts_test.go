package amounts_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/internal/amounts"
)

func TestAmountsAsPeopleWriteThem(t *testing.T) {
	r := amounts.NewReader()
	for text, want := range map[string]string{
		"US$2.5bn": "2500000000 USD", "$2.5B": "2500000000 USD", "2.5 billion dollars": "2500000000 USD", "USD 2,500,000,000": "2500000000 USD",
		"25亿元": "2500000000 CNY", "RMB 300 million": "300000000 CNY", "人民币3000万元": "30000000 CNY", "RMB 3亿元": "300000000 CNY",
		"3亿5000万元": "350000000 CNY", "三千五百万美元": "35000000 USD", "两亿港元": "200000000 HKD", "1.2万亿日元": "1200000000000 JPY",
		"新臺幣３億元": "300000000 TWD", "€30M": "30000000 EUR", "£5m": "5000000 GBP", "HK$5bn": "5000000000 HKD", "¥300万": "3000000 CNY",
		"₹500 crore": "5000000000 INR", "5 million": "5000000", "12345.67 EUR": "12345.67 EUR", "2.5E+09 USD": "2500000000 USD",
		"more than $10M": "more than 10000000 USD", "$10M+": "at least 10000000 USD", "~$10m": "about 10000000 USD", "约3亿元": "about 300000000 CNY",
		"10亿余元": "more than 1000000000 CNY", "10多亿美元": "more than 1000000000 USD", "超过10亿美元": "more than 1000000000 USD",
		"近亿元": "about 100000000 CNY", "上亿元": "at least 100000000 CNY", "过亿美元": "more than 100000000 USD",
		"数千万元": "in the order of 10000000 CNY", "数十亿美元": "in the order of 1000000000 USD", "tens of millions of dollars": "in the order of 10000000 USD",
		"several million euros": "in the order of 1000000 EUR", "millions of dollars": "in the order of 1000000 USD",
		"up to $500 million": "at most 500000000 USD", "less than 5m GBP": "less than 5000000 GBP", "不到3000万元": "less than 30000000 CNY",
		"$5-10 million": "at least 5000000 USD; at most 10000000 USD", "$500,000 - $1 million": "at least 500000 USD; at most 1000000 USD",
		"between $5m and $10m": "at least 5000000 USD; at most 10000000 USD", "5至10億港元": "at least 500000000 HKD; at most 1000000000 HKD",
		"undisclosed": "", "未披露": "", "Undisclosed amount": "", "$0.5m": "500000 USD", "50k USD": "50000 USD", "exactly 7 CHF": "exactly 7 CHF",
		"2亿多元": "more than 200000000 CNY", "一亿美金": "100000000 USD", "十万元": "100000 CNY", "USD2.5m": "2500000 USD",
	} {
		all, err := r.Read(text, amounts.Unit{})
		require.NoError(t, err, text)
		var got []string
		for _, a := range all {
			got = append(got, a.String())
			again, err := r.Read(a.String(), amounts.Unit{})
			require.NoError(t, err, a.String())
			assert.Equal(t, []amounts.Amount{a}, again, text)
		}
		assert.Equal(t, want, strings.Join(got, "; "), text)
	}
	for _, text := range []string{
		"", "a lot", "$", "¥300", "1,5 million", "1.000.000", "$300M Series B", "-5", "5 10", "$5 €5", "10-5 million", "about more than 5", "12 apples",
		"million", "5 to", "$300 million (2.1bn yuan)", strings.Repeat("9", 500), "--", "1,00", "e9",
	} {
		_, err := r.Read(text, amounts.Unit{})
		assert.Error(t, err, text)
	}
}

func TestUnitsOfHeadings(t *testing.T) {
	r := amounts.NewReader()
	for heading, want := range map[string]string{
		"USD m": "2500000 USD", "万元": "25000 CNY", "US$ million": "2500000 USD", "in RMB": "2.5 CNY", "億港元": "250000000 HKD", "m": "2500000", "万亿元": "2500000000000 CNY",
	} {
		u, ok := r.Unit(heading)
		require.True(t, ok, heading)
		all, err := r.Read("2.5", u)
		require.NoError(t, err)
		require.Len(t, all, 1)
		assert.Equal(t, want, all[0].String(), heading)
		all, err = r.Read("$3bn", u)
		require.NoError(t, err)
		assert.Equal(t, "3000000000 USD", all[0].String(), "what the cell says itself counts")
	}
	for _, heading := range []string{"", "optional", "USD 5", "about"} {
		_, ok := r.Unit(heading)
		assert.False(t, ok, heading)
	}
}

func TestNamesOfCurrencies(t *testing.T) {
	english, hant, hans, ok := amounts.Names("EUR")
	assert.Equal(t, []string{"euros", "歐元", "欧元"}, []string{english, hant, hans})
	assert.True(t, ok)
	assert.Equal(t, "EUR", amounts.CurrencyNamed("euros"))
	assert.Empty(t, amounts.CurrencyNamed("doubloons"))
	_, _, _, ok = amounts.Names("XXX")
	assert.False(t, ok)
}

func FuzzRead(f *testing.F) {
	for _, text := range []string{"US$2.5bn", "3亿5000万元", "$5-10 million", "数千万", "1e9", "上亿"} {
		f.Add(text)
	}
	r := amounts.NewReader()
	f.Fuzz(func(t *testing.T, text string) {
		all, err := r.Read(text, amounts.Unit{})
		if err != nil {
			return
		}
		for _, a := range all {
			again, err := r.Read(a.String(), amounts.Unit{})
			if err != nil || len(again) != 1 || again[0] != a {
				if len(a.String()) <= 200 {
					t.Fatalf("%q is %q, which is %v, %v", text, a, again, err)
				}
			}
		}
	})
}

// Amounts differ only if no number can be meant by both.
func TestAmountsThatCanBeOne(t *testing.T) {
	r := amounts.NewReader()
	read := func(text string) amounts.Amount {
		all, err := r.Read(text, amounts.Unit{})
		require.NoError(t, err, text)
		require.Len(t, all, 1, text)
		return all[0]
	}
	for pair, same := range map[[2]string]bool{
		{"$300m", "$300m"}: true, {"$300m", "US$0.3bn"}: true, {"$300m", "$500m"}: false, {"$300m", "$400m"}: false, {"$300m", "$350m"}: false,
		{"$2.5bn", "$2.47bn"}: true, {"$2.5bn", "$2.6bn"}: false, {"$1bn", "$1.04bn"}: true, {"$1bn", "$1.4bn"}: false, {"$12.34", "$12.35"}: false,
		{"$300m", "300m yuan"}: true, {"$300m", "500m"}: true, {"300m", "500m"}: true, {"3亿美元", "$500m"}: false,
		{"about $300m", "$350m"}: true, {"about $300m", "$400m"}: false, {"近3亿美元", "$280m"}: true,
		{"more than $300m", "$300m"}: true, {"more than $300m", "$900m"}: true, {"more than $300m", "$200m"}: false, {"over $1bn", "at most $1bn"}: false,
		{"at least $1bn", "at most $1bn"}: true, {"less than $5m", "at least $5m"}: false, {"up to $500m", "$510m"}: false, {"less than $5m", "more than $4m"}: true,
		{"exactly $300m", "$310m"}: false, {"exactly $310m", "$300m"}: true, {"exactly $300m", "exactly $300.00m"}: true, {"数千万美元", "$30m"}: true, {"数千万美元", "$300m"}: false,
		{"exactly $0", "$0"}: true, {"$0", "$1"}: false,
	} {
		assert.Equal(t, same, amounts.CanBeSame(read(pair[0]), read(pair[1])), "%q", pair)
		assert.Equal(t, same, amounts.CanBeSame(read(pair[1]), read(pair[0])), "%q, turned round", pair)
	}
	usd := func(value string, b amounts.Bound) amounts.Amount {
		return amounts.Amount{Value: value, Currency: "USD", Bound: b}
	}
	for _, odd := range []string{"", "many", "1_0", "NaN", "INF", "-", "1e999999999", ".", strings.Repeat("9", 500)} {
		assert.True(t, amounts.CanBeSame(usd(odd, 0), usd("5", 0)), odd)
	}
	assert.True(t, amounts.CanBeSame(usd("2.5E9", 0), usd("2500000000", 0)))
	assert.False(t, amounts.CanBeSame(usd("2.5E9", 0), usd("35", 0)))
	assert.False(t, amounts.CanBeSame(usd("-5", 0), usd("5", 0)))
	millions, ok := r.Unit("million US dollars")
	require.True(t, ok)
	inMillions, ok := millions.In(amounts.Amount{Value: "2.5"})
	assert.True(t, ok)
	assert.Equal(t, usd("2500000", 0), inMillions)
}
