package workbook

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// format is what a cell's format makes of its number.
type format struct {
	date          bool
	percent       bool
	before, after string // what is shown around the number, such as "$" or "万元"
	thousands     int    // how often it is divided by a thousand
}

// readFormats reads the formats of cells.
func (b *Book) readFormats() error {
	const part = "xl/styles.xml"
	if b.parts[part] == nil {
		return nil
	}
	own := map[string]format{} // of the workbook, by their number
	within := false
	return b.each(part, func(name string, attribute func(string) string) {
		switch name {
		case "numFmt":
			if len(own) < b.options.MaxPrefixes {
				own[attribute("numFmtId")] = parseFormat(attribute("formatCode"))
			}
		case "cellXfs":
			within = true
		case "xf":
			if within && len(b.formats) < b.options.MaxPrefixes {
				id := attribute("numFmtId")
				f := own[id]
				f.date = f.date || isDateFormat(id)
				f.percent = f.percent || id == "9" || id == "10"
				b.formats = append(b.formats, f)
			}
		}
	}, func(name, _ string) error {
		if name == "cellXfs" {
			within = false
		}
		return nil
	})
}

// isDateFormat tells whether a format that every program has shows a date: 14 to 17 and 22, and those of East Asia.
func isDateFormat(id string) bool {
	return slices.Contains([]string{"14", "15", "16", "17", "22", "27", "28", "29", "30", "31", "36", "50", "51", "52", "53", "54", "57", "58"}, id)
}

// parseFormat reads a format's code, of which the first section is that of numbers above 0. It shows a date if it has a year,
// or a day beside a month.
func parseFormat(code string) format {
	var plain, before, after strings.Builder
	var f format
	digits, commas := false, 0
	literal := func(text string) {
		if digits {
			after.WriteString(text)
		} else {
			before.WriteString(text)
		}
	}
	all := []rune(code)
	for i := 0; i < len(all); i++ {
		end := func(sign rune) string { // what stands up to a sign
			from := i + 1
			for i++; i < len(all) && all[i] != sign; i++ {
			}
			return string(all[min(from, len(all)):min(i, len(all))])
		}
		switch r := all[i]; r {
		case ';':
			i = len(all)
		case '\\', '_', '*':
			if i++; r == '\\' && i < len(all) {
				literal(string(all[i]))
			}
		case '"':
			literal(end('"'))
		case '[':
			if sign, ok := strings.CutPrefix(end(']'), "$"); ok {
				literal(currencySign(sign))
			}
		case '0', '#', '?':
			digits, commas = true, 0
		case ',':
			commas++
		case '%':
			f.percent = true
		case '.', '@', '(', ')', '-', '+', ' ', '/', ':':
		default:
			plain.WriteRune(r)
			if strings.ContainsRune("$€£¥￥₩₹元", r) {
				literal(string(r))
			}
		}
	}
	letters := strings.ReplaceAll(strings.ToLower(plain.String()), "general", "")
	f.date = strings.Contains(letters, "y") || strings.Contains(letters, "d") && strings.Contains(letters, "m")
	if digits && !f.date {
		f.thousands = min(commas, 8)
		f.before, f.after = strings.TrimSpace(before.String()), strings.TrimSpace(after.String())
	}
	return f
}

// currencySign gives the sign of a currency as a format tells it, "$-409", where the place tells which of several it is.
func currencySign(text string) string {
	sign, place, _ := strings.Cut(text, "-")
	switch at := strings.ToUpper(strings.TrimLeft(place, "0")); sign {
	case "¥", "￥":
		switch at {
		case "804":
			return "CNY"
		case "411":
			return "JPY"
		}
	case "$":
		for code, places := range map[string]string{"USD": "409", "CAD": "1009 C0C", "AUD": "C09", "NZD": "1409", "SGD": "4809 1004", "HKD": "C04 3C09", "TWD": "404"} {
			if slices.Contains(strings.Fields(places), at) {
				return code
			}
		}
	}
	return sign
}

// amount is a number as its cell shows it, without being rounded: "$ 12.5 M". It is empty if no more than the number is shown.
func (f format) amount(number float64) string {
	if f.percent || f.before == "" && f.after == "" {
		return ""
	}
	return strings.TrimSpace(f.before + " " + plainNumber(number/math.Pow(1000, float64(f.thousands))) + " " + f.after)
}

func plainNumber(number float64) string { return strconv.FormatFloat(number, 'f', -1, 64) }

// inPercent writes a part of 1 as its cell shows it, to the fifteen digits that spreadsheets have.
func inPercent(number float64) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(number*100, 'g', 15, 64), 64)
	if err != nil {
		rounded = number * 100
	}
	return plainNumber(rounded) + "%"
}
